//! Controlled rounding, jointly over a catalogue of tables.
