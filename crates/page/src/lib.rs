//! What every page shares: layout, words, assets, problems.
