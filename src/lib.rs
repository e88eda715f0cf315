//! What an error code of Tencent Cloud Chat (the IM SDKs and their server) means, and what to do.
//!
//! ```
//! use imcode::{Catalog, Retry};
//!
//! let catalog = Catalog::builtin();
//! let entry = catalog.code(70001).next().expect("in the table");
//! assert_eq!(entry.summary(), "UserSig has expired");
//! assert_eq!(entry.retry(), Retry::Login);
//! assert!(catalog.name("err_svr_account_usersig_expired").is_some_and(|named| named == entry));
//! ```
//!
//! The table is static data: a look-up parses nothing and allocates next to nothing.
//!
//! Features: `cli` (default) is the program; `scan` finds codes in a log, `search` entries by words;
//! `serde` serializes; `tables` reads tables of your own. Without any, only data and look-ups remain.

mod builtin;
mod catalog;
#[cfg(feature = "tables")]
mod fault;
#[cfg(feature = "search")]
mod guess;
#[cfg(feature = "search")]
mod index;
#[cfg(feature = "scan")]
mod list;
#[cfg(feature = "tables")]
mod overlay;
/// Runs the examples of README.md.
#[cfg(all(doctest, feature = "search", feature = "tables"))]
#[doc = include_str!("../README.md")]
mod readme {}
#[cfg(feature = "serde")]
mod record;
#[cfg(feature = "scan")]
mod scan;
#[cfg(feature = "tables")]
mod schema;
#[cfg(feature = "search")]
mod search;
#[cfg(feature = "search")]
mod slips;
mod table;
#[cfg(feature = "search")]
mod words;

pub use catalog::Catalog;
#[cfg(feature = "tables")]
pub use fault::{Fault, TableError};
#[cfg(feature = "search")]
pub use index::Field;
#[cfg(feature = "serde")]
pub use record::Record;
#[cfg(feature = "scan")]
pub use scan::{Finder, Finding};
#[cfg(feature = "search")]
pub use search::{Hit, Search};
pub use table::{Category, Code, Entry, Retry, Table, UnknownRetry};
