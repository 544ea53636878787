//! Tells cargo which folders are embedded, so that a new file of words or a new asset rebuilds the
//! crate. It must never write anything.

fn main() {
    for folder in ["words", "assets"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
