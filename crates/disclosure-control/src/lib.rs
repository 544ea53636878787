//! Disclosure control of count tables: audit, rounding, suppression, certificates.
