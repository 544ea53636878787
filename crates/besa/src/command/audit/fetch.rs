//! Fetching a checkpoint from a besa server and giving a signature back, over HTTPS with the certificates
//! that browsers trust. HTTP/1.0, because an answer then ends with the connection; answers are small.

use anyhow::{Context, bail, ensure};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, pki_types::ServerName};
use std::{
    io::{Read, Write},
    net::{IpAddr, TcpStream, ToSocketAddrs as _},
    sync::Arc,
    time::Duration,
};

/// The most that is read of an answer, in bytes.
const MOST_BYTES: u64 = 1 << 20;
/// How long the other side may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where a log is offered: `https://HOST[:PORT]/witness/NAME`, or `http://` on this machine itself.
#[derive(Debug, Clone)]
pub(super) struct Source {
    is_secure: bool,
    host: String,
    port: u16,
    path: String,
}

/// What was answered.
pub(super) struct Answer {
    /// The status.
    pub status: u16,
    /// The text.
    pub text: String,
}

impl Source {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is none, or would send a token over an open line.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        let form = "write the address as https://besa.example.al/witness/table";
        let (scheme, rest) = text.split_once("://").context(form)?;
        let is_secure = match scheme {
            "https" => true,
            "http" => false,
            _ => bail!(form),
        };
        let (place, path) = rest.split_once('/').context(form)?;
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().context(form)?),
            None => (place, if is_secure { 443 } else { 80 }),
        };
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~/".contains(letter);
        ensure!(!host.is_empty() && path.chars().all(is_plain), form);
        let is_here = host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback());
        ensure!(
            is_secure || is_here,
            "a token goes over https:// alone, unless the server is this machine"
        );
        Ok(Self {
            is_secure,
            host: host.to_owned(),
            port,
            path: format!("/{}", path.trim_end_matches('/')),
        })
    }

    /// Asks for something below the address.
    ///
    /// # Errors
    /// When the server cannot be reached, is not who it should be, or answers with no HTTP.
    pub(super) fn ask(
        &self,
        (method, below): (&str, &str),
        (token, body): (&str, &str),
    ) -> anyhow::Result<Answer> {
        let request = format!(
            "{method} {}{below} HTTP/1.0\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: text/plain\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.path,
            self.host,
            body.len()
        );
        let place = (self.host.as_str(), self.port);
        let stream = connect(place).with_context(|| format!("cannot reach {}", self.host))?;
        let bytes = if self.is_secure {
            exchange(secured(stream, &self.host)?, &request)
        } else {
            exchange(stream, &request)
        };
        read(&bytes.with_context(|| format!("{} did not answer", self.host))?)
    }
}

fn connect(place: (&str, u16)) -> anyhow::Result<TcpStream> {
    let mut last = None;
    for address in place.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => {
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                return Ok(stream);
            }
            Err(error) => last = Some(error),
        }
    }
    Err(last.map_or_else(|| anyhow::anyhow!("the name is unknown"), Into::into))
}

fn secured(
    stream: TcpStream,
    host: &str,
) -> anyhow::Result<StreamOwned<ClientConnection, TcpStream>> {
    let roots = RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let settings = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned())?;
    let connection = ClientConnection::new(Arc::new(settings), name)?;
    Ok(StreamOwned::new(connection, stream))
}

fn exchange(mut stream: impl Read + Write, request: &str) -> std::io::Result<Vec<u8>> {
    stream.write_all(request.as_bytes())?;
    stream.flush()?;
    let mut bytes = Vec::new();
    stream.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Status and text of an answer.
fn read(bytes: &[u8]) -> anyhow::Result<Answer> {
    let text = std::str::from_utf8(bytes).context("the answer is no text")?;
    let (head, body) = text
        .split_once("\r\n\r\n")
        .context("the answer was cut off")?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let status = status.context("the answer is no HTTP")?;
    ensure!(
        !head.to_ascii_lowercase().contains("transfer-encoding"),
        "the answer came in pieces: the proxy in front of the server does not speak HTTP/1.0"
    );
    Ok(Answer {
        status,
        text: body.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_goes_over_an_open_line() {
        for good in [
            "https://besa.example.al/witness/table",
            "https://besa.example.al:8443/witness/committee/",
            "http://127.0.0.1:8080/witness/table",
            "http://localhost/witness/table",
        ] {
            Source::parse(good).unwrap();
        }
        for bad in [
            "http://besa.example.al/witness/table",
            "http://10.0.0.1/witness/table",
            "besa.example.al/witness/table",
            "ftp://besa.example.al/witness/table",
            "https://besa.example.al",
            "https:///witness/table",
            "https://besa.example.al:x/witness/table",
            "https://besa.example.al/witness/table HTTP/1.0",
            "https://besa.example.al/witness/\r\nHost: other",
        ] {
            assert!(Source::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_a_whole_answer_is_one() {
        let answer = read(b"HTTP/1.0 404 Not Found\r\nA: b\r\n\r\n{}").unwrap();
        assert_eq!((answer.status, answer.text.as_str()), (404, "{}"));
        for bad in [
            &b"HTTP/1.0 200 OK\r\n"[..],
            b"\xff\xfe\r\n\r\n",
            b"nonsense\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        ] {
            assert!(read(bad).is_err());
        }
    }
}
