//! The machine's door: JSON and the OpenAPI document.
