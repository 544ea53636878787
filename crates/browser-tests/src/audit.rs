//! Whether a page can be used by everybody: axe-core's rules, and what it does not look at.

use crate::{Outcome, Visitor};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// How wide the window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// An office computer: 1366 pixels.
    Wide,
    /// A telephone: 400 pixels.
    Phone,
}

const RULES: [&str; 6] = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
];

/// What is broken, with where. Colour on top of a picture cannot be computed; such rules come back
/// as incomplete and are none of these.
const ASK_AXE: &str = "
    const [tags, done] = arguments;
    const found = [];
    axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then((result) => {
      for (const rule of result.violations) {
        for (const node of rule.nodes) {
          found.push(`${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`);
        }
      }
      done(found);
    }, (error) => done([`axe failed: ${error}`]));";

/// What the page says of itself, and what sticks out to the right.
const LOOK: &str = "
    const wide = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')]
      .filter((one) => !one.closest('.scroll, .chart-box, .skip, .unseen'))
      .filter((one) => one.getBoundingClientRect().right > wide + 1)
      .slice(0, 3)
      .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`);
    return {
      language: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll('h1').length,
      overflows: document.documentElement.scrollWidth > wide,
      out,
    };";

impl Visitor {
    /// Sets the size of the window's inside.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn resize(&self, width: Width) -> Outcome {
        let (width, height) = match width {
            Width::Wide => (1366, 900),
            Width::Phone => (400, 850),
        };
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false
        });
        let set = "Emulation.setDeviceMetricsOverride";
        self.driver().cdp().send_raw(set, size).await?;
        Ok(())
    }

    /// What is wrong with the open page, in this language and at this width, one line each.
    ///
    /// # Errors
    /// When the browser cannot look, or axe-core is missing.
    pub async fn faults(&self, language: &str, width: Width) -> Outcome<Vec<String>> {
        self.resize(width).await?;
        self.run(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
            vec![],
        )
        .await?;
        let mut faults = Vec::new();
        let seen = self.run(LOOK, vec![]).await?;
        if seen["language"] != language {
            faults.push(format!("the page says it is in {}", seen["language"]));
        }
        if seen["headings"] != 1 {
            faults.push(format!("{} first headings", seen["headings"]));
        }
        if seen["overflows"] == true {
            faults.push(format!("wider than the window: {}", seen["out"]));
        }
        faults.extend(self.ask_axe().await?);
        Ok(faults)
    }

    async fn ask_axe(&self) -> Outcome<Vec<String>> {
        let is_there = self.run("return typeof axe === 'object'", vec![]).await?;
        if is_there != true {
            let source = std::fs::read_to_string(&self.house().axe)?;
            self.run(&source, vec![]).await?;
        }
        let found = self
            .driver()
            .execute_async(ASK_AXE, vec![json!(RULES)])
            .await?;
        let lines = found.json().as_array().cloned().unwrap_or_default();
        Ok(lines.iter().map(one_line).collect())
    }
}

fn one_line(fault: &Value) -> String {
    let mut line = String::new();
    for part in fault.as_str().unwrap_or_default().split_whitespace() {
        // Writing to a text cannot fail.
        let _ = write!(line, "{part} ");
    }
    line.trim_end().to_owned()
}
