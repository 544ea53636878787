//! The product in a real browser, as the people use it for whom it is made. One program for all
//! walks, so that they share what they link.

mod pages;
