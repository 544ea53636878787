//! `besa link key`, `besa link check`, `besa link encode` and `besa link match`
//!
//! Files in, files out; everything that decides is in `linkage::command`. Only counts are printed:
//! rows and probabilities leave through the file of links alone, which nobody but its owner may read.

use crate::{
    file::{Readers, replace, write_new},
    output::line,
};
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use linkage::command::{
    EncodeReport, MatchOptions, Matched, check_value, encode, make_key, match_lists,
    write_histories, write_links,
};
use rand::{SeedableRng, rngs::SysRng};
use rand_chacha::ChaCha20Rng;
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use zeroize::Zeroizing;

/// Count the different people on several institutions' lists without showing anybody a name.
///
/// A round: the institutions agree on one schema and one key (`besa link key`), each encodes its own
/// list (`besa link encode`), and somebody who never holds the key matches the encoded files
/// (`besa link match`). Afterwards the files, the links and the key are deleted.
#[derive(Args)]
pub struct Link {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Key(Key),
    Check(Check),
    Encode(Encode),
    Match(Match),
}

/// Make the key of a new round from 256 random bits.
///
/// Hand the file to the institutions of the round over a safe way. Never to whoever matches: with the
/// key and an encoded file, everybody who stands in a population register can be looked up.
///
///   besa link key 2026-11 -o round.key
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Key {
    /// What the round is called: letters, digits, dots, dashes and underscores, such as 2026-11.
    round: String,
    /// The key file to write; it must not exist.
    #[arg(short, long = "output", value_name = "KEY")]
    output: PathBuf,
    /// As JSON; the key itself is never written there.
    #[arg(long)]
    json: bool,
}

/// Show the round and the check value of a key.
///
/// All institutions that hold the same key of the same round read the same 32 digits; the page of the
/// round asks for them. Nothing follows from them about the key.
///
///   besa link check round.key
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Check {
    /// The key file of the round.
    key: PathBuf,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// Encode a list, at the institution that owns it.
///
/// The encoded file holds keyed and noisy filters, keyed hashes of national numbers and row numbers,
/// and no other column of the list. Encode a list once per round: a corrected list under the same key
/// would show a thief of both files which encodings are decoys.
#[derive(Args)]
#[command(after_help = SCHEMA_HELP, verbatim_doc_comment)]
struct Encode {
    /// The list: CSV in UTF-8 with a header, separated by commas, semicolons or tabs.
    list: PathBuf,
    /// Which columns are compared and how: JSON, the same at every institution. `person` is the one
    /// built in for people in Albania.
    #[arg(long)]
    schema: String,
    /// The key file of the round.
    #[arg(long)]
    key: PathBuf,
    /// The encoded file to write.
    #[arg(short, long = "output", value_name = "OUT")]
    output: PathBuf,
    /// What the list is called in the round; the name of the encoded file if left out.
    #[arg(long)]
    name: Option<String>,
    /// As JSON; otherwise a short text.
    #[arg(long)]
    json: bool,
}

/// Match two to ten encoded lists of one round.
///
/// What is printed are counts for those inside the round: overlaps of small lists are small counts and
/// have to pass disclosure control before anybody else sees them. `precision` and `recall` are expected
/// from the probabilities, `interval95` holds the doubt about links, not people on no list.
/// Ends with 1 when the estimation did not settle and the numbers are rough.
///
///   besa link match shelter.enc police.enc --json
///   besa link match shelter.enc police.enc hotline.enc --histories histories.csv
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Match {
    /// The encoded files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Also write the pairs of rows taken for one person, with their probabilities, as CSV. For those
    /// who may see them; it is deleted with the round.
    #[arg(long, value_name = "FILE")]
    links: Option<PathBuf>,
    /// Also write how many people are on exactly which lists, for each draw, as CSV that
    /// `besa estimate` reads. For those inside; it is deleted with the round.
    #[arg(long, value_name = "FILE")]
    histories: Option<PathBuf>,
    /// The probability from which two rows are linked, above 0 and below 1.
    #[arg(long, default_value_t = MatchOptions::default().threshold)]
    threshold: f64,
    /// How many times the linkage is drawn for the interval, 1 to 10000.
    #[arg(long, default_value_t = MatchOptions::default().draws)]
    draws: usize,
    /// The seed of all random numbers.
    #[arg(long, default_value_t = MatchOptions::default().seed)]
    seed: u64,
    /// As JSON; otherwise a short text.
    #[arg(long)]
    json: bool,
}

const SCHEMA_HELP: &str = r#"A schema names the fields of the round; `column` is what your own list calls a field:
  {"fields": [
    {"field": "given_name", "column": "EMRI", "kind": "name", "definite_endings": true, "salted": true},
    {"field": "date_of_birth", "kind": "date"},
    {"field": "national_number", "kind": "number"}],
   "salts": [["date_of_birth.year"]]}
Kinds: name, place, text, code, date, category, sex, number. Noise and decoys are on unless the
schema says otherwise: "hardening": {"flip": 0.02, "decoys_per_row": 1}.

Example:
  besa link key 2026-11 -o round.key
  besa link check round.key
  besa link encode shelter.csv --schema person --key round.key -o shelter.enc
  besa link match shelter.enc police.enc --json"#;

impl Link {
    /// Runs the command.
    ///
    /// # Errors
    /// When a file cannot be read or written, or is faulty, or an option is.
    pub fn run(&self) -> anyhow::Result<ExitCode> {
        match &self.verb {
            Verb::Key(key) => key.run(),
            Verb::Check(check) => check.run(),
            Verb::Encode(encode) => encode.run(),
            Verb::Match(lists) => lists.run(),
        }
    }
}

impl Key {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let mut random = ChaCha20Rng::try_from_rng(&mut SysRng)
            .context("this machine has no random source to make a key from")?;
        let text = make_key(&self.round, &mut random)?;
        write_new(&self.output, text.as_bytes(), Readers::Owner).with_context(|| {
            format!(
                "no key at {}: a key is never overwritten",
                self.output.display()
            )
        })?;
        let (round, value) = check_value(text.as_bytes())?;
        if self.json {
            let file = self.output.display().to_string();
            let round = round.to_string();
            line(&json!({"file": file, "round": round, "check_value": value}).to_string());
        } else {
            line(&format!("written: {}", self.output.display()));
            line(&format!("check value of the key: {value}"));
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Check {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let key = Zeroizing::new(read(&self.key)?);
        let (round, value) = check_value(&key)?;
        if self.json {
            let round = round.to_string();
            line(&json!({"round": round, "check_value": value}).to_string());
        } else {
            line(&format!("round: {round}"));
            line(&format!("check value of the key: {value}"));
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Encode {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let (list, key) = (read(&self.list)?, Zeroizing::new(read(&self.key)?));
        spare(
            &self.output,
            &[&self.list, &self.key, Path::new(&self.schema)],
        )?;
        let name = match &self.name {
            Some(name) => name.clone(),
            None => stem(&self.output)?,
        };
        let mut encoded = Vec::new();
        let report = encode(&list, &self.schema_text()?, &key, &name, &mut encoded)?;
        replace(&self.output, &encoded, Readers::Owner)?;
        warn(&report.warnings);
        line(&if self.json {
            serde_json::to_string_pretty(&report)?
        } else {
            encoded_as_text(&report, &self.output)
        });
        Ok(ExitCode::SUCCESS)
    }

    fn schema_text(&self) -> anyhow::Result<String> {
        let path = Path::new(&self.schema);
        if self.schema == "person" && !path.exists() {
            return Ok(linkage::Schema::person().canonical_json());
        }
        String::from_utf8(read(path)?)
            .with_context(|| format!("the schema {} is not UTF-8", path.display()))
    }
}

impl Match {
    fn run(&self) -> anyhow::Result<ExitCode> {
        let contents: Vec<Vec<u8>> = self
            .files
            .iter()
            .map(|file| read(file))
            .collect::<Result<_, _>>()?;
        let names: Vec<String> = self
            .files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        let inputs: Vec<&Path> = self.files.iter().map(PathBuf::as_path).collect();
        for output in [&self.links, &self.histories].into_iter().flatten() {
            spare(output, &inputs)?;
        }
        let files: Vec<(&str, &[u8])> = names
            .iter()
            .map(String::as_str)
            .zip(contents.iter().map(Vec::as_slice))
            .collect();
        let options = MatchOptions {
            threshold: self.threshold,
            draws: self.draws,
            seed: self.seed,
        };
        let matched = match_lists(&files, options)?;
        if let Some(path) = &self.links {
            let mut links = Vec::new();
            write_links(&matched, &mut links)?;
            replace(path, &links, Readers::Owner)?;
        }
        if let Some(path) = &self.histories {
            let mut histories = Vec::new();
            write_histories(&matched.lists, matched.histories.draws(), &mut histories)?;
            replace(path, &histories, Readers::Owner)?;
        }
        warn(&matched.warnings);
        line(&if self.json {
            serde_json::to_string_pretty(&matched.report)?
        } else {
            matched_as_text(&matched)
        });
        Ok(if matched.settled {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        })
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Refuses to write over a file that is being read.
fn spare(output: &Path, inputs: &[&Path]) -> anyhow::Result<()> {
    let Ok(output) = output.canonicalize() else {
        return Ok(());
    };
    for input in inputs {
        if input.canonicalize().is_ok_and(|input| input == output) {
            bail!(
                "{} is read here and would be overwritten; name another output",
                input.display()
            );
        }
    }
    Ok(())
}

/// The name of a file without folder and ending.
fn stem(path: &Path) -> anyhow::Result<String> {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    Ok(stem
        .context("the output has no name that a list could be called by; use --name")?
        .to_owned())
}

/// Warnings go beside the result, so that JSON stays JSON.
fn warn(warnings: &[String]) {
    for warning in warnings {
        eprintln!("besa: warning: {warning}");
    }
}

fn encoded_as_text(report: &EncodeReport, output: &Path) -> String {
    let mut lines = vec![format!(
        "written: {} (list \"{}\" of round \"{}\": {} rows, {} encodings)",
        output.display(),
        report.list,
        report.round,
        report.rows,
        report.encodings
    )];
    lines.push(format!("check value of the key: {}", report.check_value));
    let missing = report.missing.iter().filter(|(_, rows)| **rows > 0);
    lines.extend(missing.map(|(feature, rows)| format!("without {feature}: {rows} rows")));
    lines.join("\n")
}

fn matched_as_text(matched: &Matched) -> String {
    let report = &matched.report;
    let mut lines: Vec<String> = report
        .lists
        .iter()
        .map(|(list, rows)| format!("{list}: {rows} rows"))
        .collect();
    let [low, high] = report.distinct.interval95;
    lines.push(format!(
        "different people: {} (95 %: {low} to {high})",
        report.distinct.estimate
    ));
    let overlaps = report.overlaps.iter();
    lines.extend(
        overlaps.map(|overlap| format!("on {}: {}", overlap.lists.join(" and "), overlap.count)),
    );
    let percent = |share: Option<f64>| match share {
        Some(share) => format!("{:.2} %", 100.0 * share),
        None => "–".to_owned(),
    };
    lines.push(format!(
        "expected precision {}, recall {}, linked from probability {}",
        percent(report.precision),
        percent(report.recall),
        json!(report.threshold)
    ));
    lines.join("\n")
}
