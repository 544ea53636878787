//! The committee wing: returns, figures, discrepancies, adoption, snapshots.
