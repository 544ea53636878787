//! Differentially private counts for pooled national files, with a ledger of the budget.
