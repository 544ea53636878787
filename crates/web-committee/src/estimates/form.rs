//! The form that asks for an estimate.

use axum::extract::{Multipart, multipart::MultipartError};
use boxed::boxed;
use estimation::estimates::{Choices, LinkageKnown, Origin};

/// What was entered.
#[derive(Debug, Default, Clone)]
pub(super) struct Entered {
    pub(super) csrf: String,
    pub(super) title: String,
    pub(super) source: String,
    pub(super) origin: String,
    pub(super) lists: String,
    pub(super) threshold: String,
    pub(super) replicates: String,
    pub(super) seed: String,
    pub(super) linkage: String,
    pub(super) missed: String,
    pub(super) file: Vec<u8>,
}

impl Entered {
    /// Reads the form.
    #[boxed]
    pub(super) async fn read(mut form: Multipart) -> Result<Self, MultipartError> {
        let mut entered = Self::default();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                entered.file = field.bytes().await?.to_vec();
                continue;
            }
            let text = field.text().await?;
            match name.as_str() {
                "csrf" => entered.csrf = text,
                "title" => entered.title = text,
                "source" => entered.source = text,
                "origin" => entered.origin = text,
                "lists" => entered.lists = text,
                "threshold" => entered.threshold = text,
                "replicates" => entered.replicates = text,
                "seed" => entered.seed = text,
                "linkage" => entered.linkage = text,
                "missed" => entered.missed = text,
                _ => {}
            }
        }
        Ok(entered)
    }

    /// Whether the lists are published; inside unless somebody says so.
    pub(super) fn origin(&self) -> Origin {
        Origin::from_code(&self.origin).unwrap_or(Origin::Inside)
    }

    /// The choices; the field and the key of the text where one cannot be read.
    pub(super) fn choices(&self) -> Result<Choices, (&'static str, &'static str)> {
        let usual = Choices::default();
        let lists = self.lists.split([',', ';']).map(str::trim);
        Ok(Choices {
            lists: lists
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect(),
            threshold: read(&self.threshold, usual.threshold)
                .ok_or(("threshold", "estimate-number"))?,
            replicates: read(&self.replicates, usual.replicates)
                .ok_or(("replicates", "estimate-number"))?,
            seed: read(&self.seed, usual.seed).ok_or(("seed", "estimate-number"))?,
            linkage: self.linkage()?,
        })
    }

    fn linkage(&self) -> Result<LinkageKnown, (&'static str, &'static str)> {
        match self.linkage.as_str() {
            "unmeasured" => Ok(LinkageKnown::Unmeasured),
            "missed" => {
                let percent: Option<f64> = read(&self.missed, f64::NAN);
                let share = percent.map(|percent| percent / 100.0);
                share
                    .filter(|share| (0.0..=1.0).contains(share))
                    .map(LinkageKnown::Missed)
                    .ok_or(("missed", "estimate-missed-share"))
            }
            _ => Ok(LinkageKnown::NotStated),
        }
    }
}

/// A number as people type it; the usual one where there is nothing.
fn read<Number: std::str::FromStr>(text: &str, usual: Number) -> Option<Number> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        Some(usual)
    } else {
        text.parse().ok()
    }
}
