//! Code files of a user's: the rules of `CodeSet::parse`, what the program does with good and with
//! hostile ones, and the JSON Schemas.

#[cfg(all(unix, feature = "cli"))]
mod program;
#[cfg(feature = "toml")]
mod rules;
#[cfg(feature = "cli")]
mod schema;
