//! Cell-key perturbation with published tables of probabilities, for large tables of risk indicators.
