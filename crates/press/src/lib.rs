//! Pictures and paper: SVG charts and maps, PDF, workbooks.
