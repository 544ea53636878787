//! Encodings are those of clkhash 0.18.3, bit by bit.

use linkage::clk::{ClkEncoder, ClkField, ClkHash, Insertions};

use crate::reference::reference;

fn field(hash: ClkHash, gram: usize, positional: bool) -> ClkField {
    ClkField {
        gram,
        positional,
        insertions: Insertions::PerFeature(200),
        hash,
    }
}

fn encoder(hash: ClkHash, folds: u32) -> ClkEncoder {
    let fields = vec![
        field(hash, 2, false),
        field(hash, 2, false),
        field(hash, 1, true),
    ];
    ClkEncoder::new(b"golden-test-key", fields, 1024, folds).expect("clkhash's own settings")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Made with clkhash 0.18.3 under the key `golden-test-key`: the first 16 bytes of four encodings
/// of (ana, hoxha, 19930412).
#[test]
fn the_first_bytes_are_those_of_clkhash() {
    for (hash, folds, start) in [
        (ClkHash::Blake, 0, "98902b286d9e7a2f00a4200050b35f08"),
        (ClkHash::Blake, 1, "18100b0829943a2e00a4000010935f08"),
        (ClkHash::Double, 0, "e10f069bd268890b3981785c43d3a1a9"),
        (ClkHash::Double, 1, "e10f0499d268800b3900784c01d3a0a9"),
    ] {
        let encoding = hex(&encoder(hash, folds).encode(&["ana", "hoxha", "19930412"]));
        assert_eq!(&encoding[..32], start, "{hash:?} {folds}");
    }
}

/// Needs the reference data; skipped without it.
#[test]
fn every_reference_vector_is_met() {
    let Some(text) = reference("clk_vectors.json") else {
        return;
    };
    let sets: serde_json::Value = serde_json::from_str(&text).expect("reference JSON");
    let mut met = 0;
    for set in sets.as_array().expect("an array") {
        let hash = match set["hash_type"].as_str() {
            Some("blakeHash") => ClkHash::Blake,
            _ => ClkHash::Double,
        };
        let folds = set["xor_folds"].as_u64().expect("a number");
        let encoder = encoder(hash, u32::try_from(folds).expect("small"));
        for row in set["rows"].as_array().expect("rows") {
            let value = |name: &str| row[name].as_str().expect("a text");
            let encoding = encoder.encode(&[value("given_name"), value("surname"), value("dob")]);
            assert_eq!(hex(&encoding), value("hex"));
            met += 1;
        }
    }
    assert_eq!(met, 32);
}

#[test]
fn impossible_lengths_are_refused() {
    for (bits, folds) in [(0, 0), (1000, 0), (1024, 11), (1 << 17, 0)] {
        let made = ClkEncoder::new(
            b"secret",
            vec![field(ClkHash::Blake, 2, false)],
            bits,
            folds,
        );
        assert!(made.is_err(), "{bits} {folds}");
    }
    assert!(ClkEncoder::new(b"secret", Vec::new(), 1024, 0).is_err());
}
