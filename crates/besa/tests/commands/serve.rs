//! The program as a server, before browsers and behind a proxy: the headers of every answer, from where
//! somebody comes, and its end.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// A server on a free port of this machine; it ends with the test.
struct Server {
    process: Child,
    address: String,
    _folder: TempDir,
}

impl Server {
    fn start(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_besa"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(options)
            .env("BESA_DIRECTORY", folder.path().join("data"))
            .env_remove("BESA_DATABASE_URL")
            .env_remove("BESA_COUNTRY")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let ready = lines.map(Result::unwrap);
        let mut ready = ready.filter_map(|line| {
            let (_, address) = line.split_once("besa is ready: http://")?;
            Some(address.to_owned())
        });
        let address = ready.next().expect("the server says where it is");
        Self {
            process,
            address,
            _folder: folder,
        }
    }

    /// The whole answer to a request with these headers.
    fn ask(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: besa\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The status that a program gets that shows a token nobody gave it.
    fn guess(&self, forwarded: &str) -> String {
        let headers = format!("Authorization: Bearer besa_guessed\r\n{forwarded}");
        let answer = self.ask("/api/v1/me", &headers);
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[test]
fn behind_a_proxy_browsers_are_told_to_come_over_tls_alone() {
    let (open, behind) = (Server::start(&[]), Server::start(&["--behind-tls"]));
    for path in [
        "/sign-in",
        "/healthz",
        "/nowhere",
        "/api/v1/me",
        "/api/v1/x",
    ] {
        let strict = "strict-transport-security: max-age=63072000";
        assert!(behind.ask(path, "").contains(strict), "{path}");
        let answer = open.ask(path, "");
        assert!(!answer.contains("strict-transport-security"), "{path}");
        for header in [
            "content-security-policy: default-src 'self'",
            "x-content-type-options: nosniff",
            "cache-control: no-store",
        ] {
            assert!(answer.contains(header), "{path}: {answer}");
        }
    }
}

/// One who guesses shuts out nobody else who comes through the same proxy, and cannot write another
/// address before their own.
#[test]
fn clients_behind_one_proxy_are_told_apart() {
    let server = Server::start(&["--behind-tls"]);
    let from = |address: &str| format!("X-Forwarded-For: {address}\r\n");
    let guessing = from("198.51.100.1");
    let shut = (0..400).position(|_| server.guess(&guessing) == "429");
    assert!(shut.is_some_and(|tries| tries > 5), "{shut:?}");
    assert_eq!(server.guess(&from("198.51.100.2")), "401");
    assert_eq!(server.guess(&from("203.0.113.9, 198.51.100.1")), "429");
    assert_eq!(server.guess(""), "401", "the proxy itself");
}

#[test]
fn without_a_proxy_nobody_s_word_counts() {
    let server = Server::start(&[]);
    let guess =
        |number: usize| server.guess(&format!("X-Forwarded-For: 198.51.100.{}\r\n", number % 250));
    assert!((0..400).any(|number| guess(number) == "429"));
}

#[cfg(unix)]
#[test]
fn a_server_that_is_asked_to_end_ends_well() {
    let mut server = Server::start(&[]);
    assert!(server.ask("/healthz", "").contains("200 OK"));
    let id = server.process.id().to_string();
    assert!(Command::new("kill").arg(&id).status().unwrap().success());
    let ended = server.process.wait().unwrap();
    assert!(ended.success(), "{ended}");
}
