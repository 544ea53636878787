//! The audit log and its witnesses from the command line: keys, checkpoints, proofs, and what is said
//! when somebody cut, changed, reordered or rewrote a log. Everything but the making of a checkpoint works
//! on a copy, away from the server.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A folder of data, and what its keeper and its witnesses hold.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// The exit code and everything that was said.
    fn besa(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_besa"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("BESA_DIRECTORY", self.path("data"))
            .env_remove("BESA_DATABASE_URL")
            .env_remove("BESA_CASEWORK_DATABASE_URL")
            .env_remove("BESA_COUNTRY")
            .output()
            .unwrap();
        let text = [output.stdout, output.stderr].concat();
        let code = output.status.code().unwrap_or(-1);
        (code, String::from_utf8_lossy(&text).into_owned())
    }

    fn done(&self, arguments: &[&str]) -> String {
        let (code, text) = self.besa(arguments);
        assert_eq!(code, 0, "{arguments:?}: {text}");
        text
    }

    /// Something happens that the table wing logs.
    fn something_happens(&self, times: usize) {
        for _ in 0..times {
            self.done(&["count", "--place", "AL-07", "--period", "2025Q4"]);
        }
    }

    /// A copy of the table wing's database, with a statement run on it behind the log's back.
    fn copy(&self, name: &str, statement: &'static str) -> String {
        let copy = self.text(name);
        self.done(&["backup", "--table-wing", &copy]);
        if !statement.is_empty() {
            tamper(&self.path(name), statement);
        }
        copy
    }
}

fn tamper(file: &Path, statement: &'static str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let address = format!("sqlite://{}", file.display());
        let database = store::Database::open(&address, &[ledger::MIGRATIONS])
            .await
            .unwrap();
        let mut transaction = database.begin().await.unwrap();
        store::execute!(transaction, store::script(statement)).unwrap();
        transaction.commit().await.unwrap();
        database.restore_durability().await.unwrap();
        database.close().await;
    });
}

#[test]
fn a_witness_who_holds_a_checkpoint_finds_out_whatever_is_done_to_the_log() {
    let place = Place::new();
    let (code, text) = place.besa(&["audit", "checkpoint", "--table-wing"]);
    assert!(code == 2 && text.contains("besa audit key"), "{text}");
    place.done(&["audit", "key", "office.example", "--table-wing"]);
    let (code, text) = place.besa(&["audit", "key", "office.example", "--table-wing"]);
    assert!(code == 2 && text.contains("must not exist"), "{text}");
    place.something_happens(5);
    place.done(&["audit", "checkpoint", "--table-wing", "-o", "first"]);
    place.something_happens(3);
    place.done(&[
        "audit",
        "checkpoint",
        "--table-wing",
        "--since",
        "first",
        "-o",
        "second",
    ]);
    let public = place.text("data/audit-table.pub");
    let verify = |copy: &str, checkpoint: &str| {
        let asked = [
            "audit",
            "verify",
            "--copy",
            copy,
            "--checkpoint",
            checkpoint,
        ];
        place.besa(&[&asked[..], &["--signed-by", &public]].concat())
    };
    let whole = place.copy("whole", "");
    let before = fs::read(place.path("whole")).unwrap();
    for checkpoint in ["first", "second"] {
        let (code, text) = verify(&whole, checkpoint);
        assert!(code == 0 && text.contains("continues"), "{text}");
    }
    assert_eq!(fs::read(place.path("whole")).unwrap(), before, "only read");
    for (name, statement, says) in [
        (
            "cut",
            "DELETE FROM ledger_event WHERE sequence >= 6",
            "was cut: it has 6 rows and had 8",
        ),
        (
            "deleted",
            "DELETE FROM ledger_event WHERE sequence = 2",
            "rows 2 to 2 were deleted",
        ),
        (
            "changed",
            "UPDATE ledger_event SET actor = 'somebody' WHERE sequence = 4",
            "row 4 was changed",
        ),
        (
            "reordered",
            "UPDATE ledger_event SET sequence = -1 WHERE sequence = 3;
             UPDATE ledger_event SET sequence = 3 WHERE sequence = 5;
             UPDATE ledger_event SET sequence = 5 WHERE sequence = -1",
            "row 3 is the row recorded as 5",
        ),
    ] {
        let copy = place.copy(name, statement);
        let (code, text) = verify(&copy, "second");
        assert!(code == 1 && text.contains(says), "{name}: {text}");
        let (code, text) = place.besa(&["audit", "verify", "--copy", &copy, "--json"]);
        if name != "cut" {
            let said: Value = serde_json::from_str(&text).unwrap();
            assert!(
                code == 1 && said["whole"] == false && said["row"].is_i64(),
                "{text}"
            );
        }
    }
    // Everything written anew by somebody who has the program and even the key: whole in itself.
    let other = Place::new();
    other.something_happens(8);
    let anew = other.copy("anew", "");
    let (code, _) = place.besa(&["audit", "verify", "--copy", &anew]);
    assert_eq!(code, 0, "nobody can tell without a checkpoint");
    let (code, text) = verify(&anew, "first");
    assert!(
        code == 1 && text.contains("the first 5 rows were written anew"),
        "{text}"
    );
}

#[test]
fn a_checkpoint_that_was_changed_or_signed_by_another_is_none() {
    let place = Place::new();
    place.done(&["audit", "key", "office.example", "--table-wing"]);
    place.done(&["audit", "key", "office.example"]);
    place.something_happens(2);
    place.done(&["audit", "checkpoint", "--table-wing", "-o", "note"]);
    let note = fs::read_to_string(place.path("note")).unwrap();
    assert!(note.starts_with("office.example/table\n2\n"), "{note}");
    fs::write(place.path("forged"), note.replacen("\n2\n", "\n1\n", 1)).unwrap();
    let verify = |checkpoint: &str, key: &str| {
        let asked = [
            "audit",
            "verify",
            "--table-wing",
            "--checkpoint",
            checkpoint,
        ];
        place.besa(&[&asked[..], &["--signed-by", key]].concat())
    };
    let (code, text) = verify("forged", "data/audit-table.pub");
    assert!(
        code == 2 && text.contains("not signed by that key"),
        "{text}"
    );
    // The committee's key is no key of the table's log.
    let (code, text) = verify("note", "data/audit-committee.pub");
    assert!(
        code == 2 && text.contains("not signed by that key"),
        "{text}"
    );
    let (code, text) = verify("note", "nothing");
    assert!(code == 2 && text.contains("not a public key"), "{text}");
    let (code, text) = place.besa(&["audit", "verify", "--copy", "nowhere"]);
    assert!(code == 2 && text.contains("nowhere"), "{text}");
    // The secret half is shown by nothing and read by its owner alone.
    let secret = fs::read_to_string(place.path("data/audit-table.key")).unwrap();
    // The last of its five parts, in which a + may stand too.
    let secret = secret.trim().splitn(5, '+').last().unwrap().to_owned();
    assert!(secret.len() >= 40);
    let said = place.done(&["audit", "checkpoint", "--table-wing", "--json"]);
    assert!(!said.contains(&secret) && !note.contains(&secret));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let file = fs::metadata(place.path("data/audit-table.key")).unwrap();
        assert_eq!(file.permissions().mode() & 0o077, 0);
    }
    // What was tampered with is not signed.
    tamper(
        &place.path("data/casework.sqlite"),
        "UPDATE ledger_event SET actor = 'x' WHERE sequence = 0",
    );
    let (code, text) = place.besa(&["audit", "checkpoint", "--table-wing", "-o", "after"]);
    assert!(code == 1 && text.contains("row 0 was changed"), "{text}");
    assert!(!place.path("after").exists());
}

#[test]
fn proofs_hold_for_whoever_has_the_public_key_and_nothing_else() {
    let place = Place::new();
    place.done(&["audit", "key", "office.example", "--table-wing"]);
    place.something_happens(3);
    place.done(&["audit", "checkpoint", "--table-wing", "-o", "first"]);
    place.something_happens(4);
    place.done(&["audit", "checkpoint", "--table-wing", "-o", "second"]);
    let prove = |more: &[&str]| {
        let asked = [&["audit", "prove"][..], more, &["--table-wing"]].concat();
        place.besa(&asked)
    };
    let (code, text) = prove(&["inclusion", "1", "--checkpoint", "second", "-o", "row"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = prove(&["consistency", "first", "second", "-o", "longer"]);
    assert_eq!(code, 0, "{text}");
    let (code, text) = prove(&["inclusion", "3", "--checkpoint", "first"]);
    assert!(code == 2 && text.contains("the last is row 2"), "{text}");
    let key = fs::read_to_string(place.path("data/audit-table.pub")).unwrap();
    let check = |proof: &str| place.besa(&["audit", "check", proof, "--signed-by", key.trim()]);
    let (code, text) = check("row");
    assert!(
        code == 0 && text.contains("is in the log of 7 rows"),
        "{text}"
    );
    let (code, text) = check("longer");
    assert!(
        code == 0 && text.contains("7 rows continues the log of 3 rows"),
        "{text}"
    );
    for (proof, from, to) in [
        ("row", "\"sequence\": 1", "\"sequence\": 2"),
        ("row", "operator", "somebody"),
        ("longer", "\"path\": [", "\"path\": [\"00\","),
    ] {
        let text = fs::read_to_string(place.path(proof)).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(place.path("bad"), text.replacen(from, to, 1)).unwrap();
        let (code, text) = check("bad");
        assert!(code == 1 || code == 2, "{proof} {to}: {text}");
    }
    fs::write(place.path("bad"), "{}").unwrap();
    assert_eq!(check("bad").0, 2);

    // A witness signs what a proof leads to, and nothing else.
    place.done(&[
        "audit",
        "key",
        "npo.example",
        "--witness",
        "--key",
        "npo.key",
    ]);
    let witness = |more: &[&str]| {
        let asked = [
            "audit",
            "witness",
            "--signed-by",
            key.trim(),
            "--key",
            "npo.key",
        ];
        place.besa(&[&asked[..], more].concat())
    };
    let (code, text) = witness(&["first", "--first", "-o", "first.signed"]);
    assert_eq!(code, 0, "{text}");
    let next = ["second", "--held", "first.signed", "-o", "second.signed"];
    let (code, _) = witness(&next);
    assert_eq!(code, 2, "not without a proof");
    let (code, text) = witness(&[&next[..], &["--proof", "row"]].concat());
    assert!(code == 2 && text.contains("the other kind"), "{text}");
    let (code, text) = witness(&[&next[..], &["--proof", "longer"]].concat());
    assert_eq!(code, 0, "{text}");
    let verify = |checkpoint: &str| {
        let asked = [
            "audit",
            "verify",
            "--table-wing",
            "--checkpoint",
            checkpoint,
        ];
        place.besa(&[&asked[..], &["--witnessed-by", "npo.pub"]].concat())
    };
    assert_eq!(verify("second.signed").0, 0);
    let (code, text) = verify("second");
    assert!(
        code == 2 && text.contains("not signed by npo.example"),
        "{text}"
    );
    // A log that was written anew cannot be proved to continue what the witness holds.
    let other = Place::new();
    for file in ["data/audit-table.key", "data/audit-table.pub"] {
        fs::create_dir_all(other.path("data")).unwrap();
        fs::copy(place.path(file), other.path(file)).unwrap();
    }
    other.something_happens(9);
    other.done(&["audit", "checkpoint", "--table-wing", "-o", "anew"]);
    fs::copy(place.path("first"), other.path("first")).unwrap();
    let asked = [
        "audit",
        "prove",
        "consistency",
        "first",
        "anew",
        "--table-wing",
    ];
    let (code, text) = other.besa(&asked);
    assert!(
        code == 2 && text.contains("not what the checkpoint was taken of"),
        "{text}"
    );
}

/// A server over a folder of data; ended with the test.
struct Served {
    child: std::process::Child,
    address: String,
}

impl Served {
    fn over(place: &Place) -> Self {
        use std::io::BufRead as _;
        let mut child = Command::new(env!("CARGO_BIN_EXE_besa"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .current_dir(place.folder.path())
            .env("BESA_DIRECTORY", place.path("data"))
            .env_remove("BESA_DATABASE_URL")
            .env_remove("BESA_CASEWORK_DATABASE_URL")
            .env_remove("BESA_COUNTRY")
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let said = std::io::BufReader::new(child.stdout.take().unwrap());
        let mut lines = said.lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let (_, address) = line.split_once("besa is ready: ")?;
            Some(address.to_owned())
        });
        Self {
            child,
            address: address.expect("the server says where it is"),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_server_signs_by_itself_and_a_witness_fetches_signs_and_finds_out_what_was_cut_off() {
    let place = Place::new();
    place.done(&["audit", "key", "office.example", "--table-wing"]);
    let key = ["--witness", "--key", "npo.key"];
    place.done(&[&["audit", "key", "npo.example"], &key[..]].concat());
    place.something_happens(4);
    let entered = [
        "audit",
        "witnesses",
        "add",
        "--key",
        "npo.pub",
        "--table-wing",
    ];
    let entered = place.done(&[&entered[..], &["--json"]].concat());
    let entered: Value = serde_json::from_str(&entered).unwrap();
    let token = entered["token"].as_str().unwrap();
    fs::write(place.path("token"), format!("{token}\n")).unwrap();
    let (code, text) = place.besa(&["audit", "witnesses", "list", "--table-wing"]);
    assert!(code == 1 && text.contains("Nothing was signed"), "{text}");

    let public = place.text("data/audit-table.pub");
    let fetch = |place: &Place, served: &Served| {
        let from = format!("{}/witness/table", served.address);
        place.besa(&[
            "audit",
            "witness",
            "--from",
            &from,
            "--token",
            "token",
            "--held",
            "held.checkpoint",
            "--signed-by",
            &public,
            "--key",
            "npo.key",
        ])
    };
    let served = Served::over(&place);
    // The first checkpoint is signed while the server begins to serve.
    let (code, text) = loop {
        let (code, text) = fetch(&place, &served);
        if !text.contains("no checkpoint was signed yet") {
            break (code, text);
        }
    };
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("given back") && !text.contains(token),
        "{text}"
    );
    let (code, text) = place.besa(&["audit", "witnesses", "list", "--table-wing"]);
    assert!(code == 0 && !text.contains("LATE"), "{text}");
    let again = fetch(&place, &served);
    assert_eq!(again.0, 0, "the same once more: {}", again.1);
    fs::write(place.path("token"), "besa_witness_0").unwrap();
    let (code, text) = fetch(&place, &served);
    assert!(code == 2 && text.contains("404"), "{text}");
    fs::write(place.path("token"), token).unwrap();
    drop(served);

    // The keeper throws rows away and has the rest signed anew: the witness signs nothing and keeps both.
    tamper(
        &place.path("data/casework.sqlite"),
        "DELETE FROM ledger_event WHERE sequence >= 2; DELETE FROM ledger_checkpoint",
    );
    let held = fs::read_to_string(place.path("held.checkpoint")).unwrap();
    let served = Served::over(&place);
    let (code, text) = loop {
        let (code, text) = fetch(&place, &served);
        if !text.contains("no checkpoint was signed yet") {
            break (code, text);
        }
    };
    assert!(code != 0 && !text.contains("given back"), "{text}");
    assert_eq!(
        fs::read_to_string(place.path("held.checkpoint")).unwrap(),
        held
    );
}
