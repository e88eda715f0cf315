//! Reads a table of a user's, from text or from a file, to lie upon those of a catalog.

pub(crate) mod check;
pub(crate) mod diagnostic;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::codes::catalog::Catalog;
use crate::codes::set::Table;
use crate::codes::toml::check::MAX_BYTES;
use crate::codes::toml::diagnostic::TableError;

impl Table {
    /// Reads a table in TOML, of the same shape as the embedded one. `source` names it in errors
    /// and in [`Entry::source`](crate::Entry::source); `catalog` holds the tables it may refer to.
    ///
    /// ```
    /// use imcode::{Catalog, Table};
    ///
    /// let mut catalog = Catalog::builtin();
    /// let text = r#"
    ///     [[code]]
    ///     code = 120042
    ///     category = "server.message"
    ///     summary = "Recipient has muted the shop"
    ///     action = "Tell the seller; do not send again today."
    ///     retry = "no"
    /// "#;
    /// catalog.add(Table::parse("shop.toml", text, &catalog)?);
    /// let entry = catalog.code(120042).next().expect("just added");
    /// assert_eq!(entry.summary(), "Recipient has muted the shop");
    /// # Ok::<(), imcode::TableError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Every fault of the table at once: a table is taken whole or not at all.
    pub fn parse(source: &str, text: &str, catalog: &Catalog) -> Result<Self, TableError> {
        let below: Vec<&Self> = catalog.tables().collect();
        check::read(source, text, &below)
    }

    /// Reads a table from a file, as [`parse`](Self::parse) does.
    ///
    /// ```
    /// use imcode::{Catalog, Table};
    ///
    /// let catalog = Catalog::builtin();
    /// let error = Table::read("missing.toml", &catalog).expect_err("there is no such file");
    /// assert!(error.to_string().starts_with("missing.toml: cannot be read: "));
    /// assert!(Table::read("codes.toml", &catalog).is_err(), "its categories stand in the catalog already");
    /// ```
    ///
    /// # Errors
    ///
    /// Every fault of the table at once; or that the file cannot be read, is no regular file, is
    /// not UTF-8, or is larger than 128 MiB.
    pub fn read(path: impl AsRef<Path>, catalog: &Catalog) -> Result<Self, TableError> {
        let path = path.as_ref();
        let source = path.to_string_lossy();
        let bytes = read_regular(path).map_err(|cause| TableError::unread(&source, cause))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let line = 1 + count_lines(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            TableError::in_line(&source, line, "not UTF-8; save the file as UTF-8")
        })?;
        // A byte order mark is no part of the text.
        Self::parse(&source, text.strip_prefix('\u{FEFF}').unwrap_or(&text), catalog)
    }
}

/// The bytes of a regular file of bearable size. A pipe or a device is refused before it is
/// opened: opening could hang, reading could never end.
fn read_regular(path: &Path) -> Result<Vec<u8>, String> {
    let said = |error: std::io::Error| format!("cannot be read: {error}");
    let metadata = path.metadata().map_err(said)?;
    if !metadata.is_file() {
        return Err("is not a file; name a TOML file".to_owned());
    }
    if metadata.len() > MAX_BYTES as u64 {
        return Err(check::TOO_LARGE.to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(said)?;
    // The file may grow while it is read.
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(said)?;
    if bytes.len() > MAX_BYTES {
        return Err(check::TOO_LARGE.to_owned());
    }
    Ok(bytes)
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}
