//! The wing as its workers and its attackers meet it, on both engines. One program, so that it is
//! linked once.

mod alarms;
mod children;
mod closures;
mod codes;
mod complaints;
mod conferences;
mod counting;
mod disclosures;
mod drafts;
mod dump;
mod emergency;
mod experiences;
mod first_help;
mod flow;
mod grants;
mod identifications;
mod justice;
mod keepers;
mod killed;
mod links;
mod looks;
mod matter_denials;
mod plans;
mod queries;
mod recoveries;
mod referrals;
mod retention;
mod screening;
mod search;
mod seats;
mod sequences;
mod setup;
mod successions;
mod transfers;
mod versions;
