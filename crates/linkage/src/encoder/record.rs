//! Encodes one row: its true encoding and its decoys, in an order that tells nothing.

use hmac::{Hmac, KeyInit, Mac};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{decoy, noise};
use crate::bloom::{FeatureHasher, Salt, short_hash};
use crate::encoded::{Layout, NumberHash, Records};
use crate::key::LinkageKey;
use crate::list::PlainRow;
use crate::schema::Schema;

/// Encodes rows one after the other, remembering positions of frequent tokens.
pub(super) struct RecordEncoder {
    schema: Schema,
    layout: Layout,
    hashers: Vec<FeatureHasher>,
    salt_keys: Vec<Zeroizing<[u8; 32]>>,
    number_mac: Hmac<Sha256>,
    seed_key: Zeroizing<[u8; 32]>,
    inverse_log: Option<f64>,
}

impl RecordEncoder {
    /// Derives every key that encoding needs.
    pub(super) fn new(schema: &Schema, key: &LinkageKey, list: &str) -> Self {
        let hashers = schema
            .features()
            .iter()
            .map(|feature| {
                let purpose = format!("feature {}", feature.label);
                FeatureHasher::new(feature, key.derive(&purpose))
            })
            .collect();
        Self {
            layout: Layout::of(schema),
            hashers,
            salt_keys: (0..schema.salts().len())
                .map(|salt| key.derive(&format!("salt {salt}")))
                .collect(),
            number_mac: <Hmac<Sha256> as KeyInit>::new_from_slice(&key.derive("number")[..])
                .expect("HMAC takes keys of any length"),
            seed_key: key.derive(&format!("noise {list}")),
            inverse_log: noise::inverse_log(schema.hardening().flip),
            schema: schema.clone(),
        }
    }

    /// Appends the encodings of `rows[index]`, which is row `number` of the list.
    pub(super) fn encode_row(
        &mut self,
        rows: &[PlainRow],
        index: usize,
        number: u32,
        records: &mut Records,
    ) {
        let hardening = self.schema.hardening();
        if hardening == crate::schema::Hardening::OFF {
            self.encode(&rows[index], None, number, records, None);
            return;
        }
        let mut random = self.random(&rows[index], number);
        let decoys = usize::from(hardening.decoys_per_row);
        let place = random.random_range(0..=decoys);
        for twin in 0..=decoys {
            if twin == place {
                self.encode(&rows[index], None, number, records, Some(&mut random));
            } else {
                let made_up = decoy::decoy(&self.schema, rows, index, &mut random);
                let mut hash = [0; 16];
                random.fill_bytes(&mut hash);
                self.encode(&made_up, Some(hash), number, records, Some(&mut random));
            }
        }
    }

    /// Appends one encoding; `made_up` takes the place of the number's hash in a decoy.
    fn encode(
        &mut self,
        row: &PlainRow,
        made_up: Option<NumberHash>,
        number: u32,
        records: &mut Records,
        mut random: Option<&mut ChaCha8Rng>,
    ) {
        let start = records.words.len();
        records.words.resize(start + self.layout.width(), 0);
        let words = &mut records.words[start..];
        let salts: Vec<Option<Salt>> = (0..self.salt_keys.len())
            .map(|salt| self.salt(salt, row))
            .collect();
        let mut present = 0;
        for (slot_index, slot) in self.layout.slots().iter().enumerate() {
            let salt = match slot.salt {
                None => Some(0),
                Some(salt) => salts[salt],
            };
            let (Some(value), Some(salt)) = (&row.values[slot.feature], salt) else {
                continue;
            };
            present |= 1 << slot_index;
            let filter = &mut words[slot.words.clone()];
            self.hashers[slot.feature].insert(value, salt, filter);
            if let (Some(inverse_log), Some(random)) = (self.inverse_log, random.as_deref_mut()) {
                noise::flip(filter, inverse_log, random);
            }
        }
        records.row.push(number);
        records.present.push(present);
        records.number.push(match (&row.number, made_up) {
            (None, _) => None,
            (Some(_), Some(hash)) => Some(hash),
            (Some(number), None) => Some(self.number_hash(number)),
        });
    }

    /// The salt made of the row's values, if all of them are known.
    fn salt(&self, salt: usize, row: &PlainRow) -> Option<Salt> {
        let mut bytes = Zeroizing::new(Vec::new());
        for index in &self.schema.salts()[salt] {
            bytes.extend(row.values[*index].as_ref()?.as_bytes());
            bytes.push(0);
        }
        // Zero means "no salt" to the hasher.
        Some(short_hash(&self.salt_keys[salt], &bytes).max(1))
    }

    /// HMAC-SHA256 of the national number, the first half.
    fn number_hash(&self, number: &str) -> NumberHash {
        let mut mac = self.number_mac.clone();
        mac.update(number.as_bytes());
        let mut hash = [0; 16];
        hash.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        hash
    }

    /// The randomness of one row: the same for the same row, list and key.
    fn random(&self, row: &PlainRow, number: u32) -> ChaCha8Rng {
        let mut hasher = blake3::Hasher::new_keyed(&self.seed_key);
        hasher.update(&number.to_le_bytes());
        for value in row.values.iter().chain([&row.number]) {
            hasher.update(value.as_deref().unwrap_or_default().as_bytes());
            hasher.update(&[0xff]);
        }
        ChaCha8Rng::from_seed(*hasher.finalize().as_bytes())
    }
}
