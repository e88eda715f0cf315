//! What an error code of Tencent Cloud Chat (the IM SDKs and their server) means, and what to do.
//!
//! # Look up a code
//!
//! ```
//! use imcode::{Catalog, Retry};
//!
//! static CATALOG: Catalog = Catalog::builtin();
//!
//! let entry = CATALOG.code(70001).next().expect("a known code");
//! assert_eq!(entry.summary(), "UserSig has expired");
//! assert_eq!(entry.retry(), Retry::Login);
//! assert_eq!(CATALOG.name("err_svr_account_usersig_expired"), Some(entry));
//! ```
//!
//! The codes are static data: a look-up parses nothing and allocates next to nothing. A number may
//! be an `i32`, an `i64` or a `u32`, as a response happens to hold it; a `u32` has the bits of the
//! code, so 4294957295 is -10001. Entries of a `static` catalog are `'static`.
//!
//! # Search by words
//!
//! ```
//! # #[cfg(feature = "search")] {
//! use std::sync::LazyLock;
//!
//! use imcode::{Catalog, Search};
//!
//! static CATALOG: Catalog = Catalog::builtin();
//! static SEARCH: LazyLock<Search<'static>> = LazyLock::new(|| Search::new(&CATALOG));
//!
//! let hits = SEARCH.find("kicked ofline");
//! assert_eq!(hits[0].entry.code().get(), 6208);
//! # }
//! ```
//!
//! # Find codes in a log
//!
//! ```
//! # #[cfg(feature = "finder")] {
//! use imcode::{Catalog, Finder};
//!
//! let catalog = Catalog::builtin();
//! let findings = Finder::new(&catalog).find(b"10:22:41 login failed, code=6206 (took 9001ms)");
//! assert_eq!(findings.len(), 1);
//! assert_eq!(findings[0].code.get(), 6206);
//! # }
//! ```
//!
//! # Add codes of your own
//!
//! ```
//! # #[cfg(feature = "toml")] {
//! use imcode::{Catalog, CodeSet};
//!
//! let mut catalog = Catalog::builtin();
//! let text = r#"
//!     [[category]]
//!     id = "app.webhook"
//!     layer = "app"
//!     title = "Webhook of our app"
//!
//!     [[code]]
//!     code = 120042
//!     category = "app.webhook"
//!     summary = "Recipient has muted the shop"
//!     action = "Inform the seller; do not send again today."
//!     retry = "no"
//! "#;
//! catalog.add(CodeSet::parse("shop.toml", text, &catalog)?);
//! assert_eq!(catalog.code(120042).count(), 1);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A `Search` or a `Finder` borrows its catalog. All of them are `Send` and `Sync`, so that a program
//! may build them once, with its own codes, for all threads:
//!
//! ```
//! # #[cfg(all(feature = "toml", feature = "finder"))] {
//! use std::sync::LazyLock;
//!
//! use imcode::{Catalog, CodeSet, Finder};
//!
//! static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
//!     let mut catalog = Catalog::builtin();
//!     match CodeSet::read("shop.toml", &catalog) {
//!         Ok(set) => catalog.add(set),
//!         Err(error) => eprintln!("{error}"),
//!     }
//!     catalog
//! });
//! static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(&CATALOG));
//!
//! assert_eq!(FINDER.find(b"login failed, code=6206")[0].code.get(), 6206);
//! # }
//! ```
//!
//! # Features
//!
//! Without any, data and look-ups remain.
//!
//! - `finder`: [`Finder`] finds codes in a log
//! - `search`: [`Search`] finds entries by words
//! - `serde`: [`Entry`], [`Code`], [`Retry`] and [`Basis`] serialize; [`Record`] is the JSON of an entry
//! - `toml`: [`CodeSet::parse`] and [`CodeSet::read`] read code files of your own
//! - `cli` (default): the program; includes all others
#![cfg_attr(docsrs, feature(doc_cfg))]
// The front page links to items of every feature.
#![cfg_attr(
    not(all(feature = "serde", feature = "search", feature = "toml")),
    allow(rustdoc::broken_intra_doc_links)
)]

mod codes;
#[cfg(feature = "finder")]
mod finder;
/// Runs the examples of README.md.
#[cfg(all(doctest, feature = "search", feature = "finder"))]
#[doc = include_str!("../README.md")]
mod readme {}
#[cfg(feature = "search")]
mod search;

pub use codes::catalog::Catalog;
pub use codes::category::{Category, Layer};
pub use codes::code::{Basis, Code, Retry, UnknownRetry};
#[cfg(feature = "serde")]
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub use codes::record::{Record, RecordText};
pub use codes::set::{CodeSet, Entry};
pub use codes::text::{Lang, Text};
#[cfg(feature = "toml")]
#[cfg_attr(docsrs, doc(cfg(feature = "toml")))]
pub use codes::toml::diagnostic::{CodeFileError, Diagnostic};
#[cfg(feature = "finder")]
#[cfg_attr(docsrs, doc(cfg(feature = "finder")))]
pub use finder::{Finder, Finding, Product, Verdict};
// For the program alone, and not part of the contract.
#[cfg(feature = "finder")]
#[doc(hidden)]
pub use finder::evidence;
#[cfg(feature = "search")]
#[cfg_attr(docsrs, doc(cfg(feature = "search")))]
pub use search::document::Field;
#[cfg(feature = "search")]
#[doc(hidden)]
pub use search::fold::fold as fold_char;
#[cfg(feature = "search")]
#[cfg_attr(docsrs, doc(cfg(feature = "search")))]
pub use search::{Hit, Search};
