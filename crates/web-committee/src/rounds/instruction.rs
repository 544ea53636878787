//! What an institution types at its own computer, word by word.

use estimation::rounds::RoundFile;

/// The commands of a round for one institution.
pub(super) struct Instruction {
    /// Makes the key, at one institution alone.
    pub(super) make_key: String,
    /// Shows the check value, at every institution.
    pub(super) check_key: String,
    /// Encodes the list.
    pub(super) encode: String,
    /// The file that comes of it.
    pub(super) file: String,
}

/// The commands of a round for the institution with a code.
pub(super) fn instruction(round: &RoundFile, institution: &str) -> Instruction {
    let code = &round.round.code;
    let key = format!("{code}.key");
    let file = format!("{institution}-{code}.enc");
    Instruction {
        make_key: format!("besa link key {code} -o {key}"),
        check_key: format!("besa link check {key}"),
        encode: format!(
            "besa link encode LIST.csv --schema besa-round-{code}.json --key {key} \
             --name {institution} -o {file}"
        ),
        file,
    }
}
