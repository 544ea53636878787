//! The formats: spreadsheets and text tables in, HXL and others out.
