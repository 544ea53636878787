//! Suggestions for tables that are too fine: fewer parts, pooled years.
