//! What the demonstration says when it is ready: where it is, and who can come in.

use super::people::PASSWORD;
use crate::output::line;
use std::{net::SocketAddr, path::Path};

/// Prints it.
pub(super) fn greet(directory: &Path, address: SocketAddr) {
    line("");
    line(&format!("  besa demonstration   http://{address}"));
    line(&format!("  public pages         http://{address}/public"));
    line(&format!("  data                 {}", directory.display()));
    line("");
    line(&format!("  password for all     {PASSWORD}"));
    for (name, what) in [
        ("police.al-07", "institution member (police, Kukës)"),
        ("secretariat.al-07", "technical secretariat (Kukës)"),
        ("chair.al-07", "committee chair, the prefect (Kukës)"),
        ("onc", "Office of the National Coordinator"),
        (
            "onc.2",
            "its second analyst, who approves what onc proposes",
        ),
        (
            "office.al-07",
            "one person, three bodies: education, health, secretariat (Kukës)",
        ),
        ("administrator", "administrator: accounts, no figures"),
    ] {
        line(&format!("  {name:<20} {what}"));
    }
    line("");
    line("  The table wing: http://…/table/guide walks through it. Workers, all in Kukës:");
    line(
        "  social.al-07, police.al-07, health.al-07, npo.al-07, prosecutor.al-07, education.al-07,",
    );
    line(
        "  and beside social.al-07 also social-2, -3, -4 and -5.al-07; the last has lost the passphrase:",
    );
    line("  the code stands at that inner door, social.al-07 and social-2.al-07 help");
    line(
        "  two.al-07 works for two of them, AL-07.SOCIAL and AL-07.NPO: a seat with a key at each",
    );
    line(&format!(
        "  passphrase           {}",
        table_demonstration::PASSPHRASE
    ));
    line(&format!(
        "  second factor        {}",
        table_demonstration::SECRET
    ));
    line(&format!(
        "  recovery code        {} (once for each)",
        table_demonstration::RECOVERY_CODE
    ));
    line("");
    line("  National figures are as published. Everything below the country is synthetic.");
    line("  Stop with Ctrl-C.");
}
