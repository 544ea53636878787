//! Reading tables from long CSV files.
