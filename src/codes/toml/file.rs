//! A code file of a user's, from text or from disk.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::codes::catalog::Catalog;
use crate::codes::set::CodeSet;
use crate::codes::toml::diagnostic::{CodeFileError, message};
use crate::codes::toml::{self, MAX_BYTES, too_large};

#[cfg_attr(docsrs, doc(cfg(feature = "toml")))]
impl CodeSet {
    /// Reads a code file in TOML. `source` names it in errors and in
    /// [`Entry::source`](crate::Entry::source); `catalog` holds the sets that it may refer to.
    ///
    /// ```
    /// use imcode::{Catalog, CodeSet};
    ///
    /// let mut catalog = Catalog::builtin();
    /// let text = r#"
    ///     [[code]]
    ///     code = 120042
    ///     category = "server.message"
    ///     summary = "Recipient has muted the shop"
    ///     action = "Inform the seller; do not send again today."
    ///     retry = "no"
    /// "#;
    /// catalog.add(CodeSet::parse("shop.toml", text, &catalog)?);
    /// let entry = catalog.code(120042).next().expect("just added");
    /// assert_eq!(entry.summary(), "Recipient has muted the shop");
    /// # Ok::<(), imcode::CodeFileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The first place that is not TOML, or every fault against the rules: a file is taken whole or
    /// not at all.
    pub fn parse(source: &str, text: &str, catalog: &Catalog) -> Result<Self, CodeFileError> {
        let below: Vec<&Self> = catalog.sets().collect();
        toml::read(source, text, &below)
    }

    /// Reads a code file from disk, as [`parse`](Self::parse) does.
    ///
    /// ```
    /// use std::error::Error as _;
    /// use std::io;
    ///
    /// use imcode::{Catalog, CodeSet};
    ///
    /// let error = CodeSet::read("no/such.toml", &Catalog::builtin()).expect_err("no such file");
    /// let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    /// assert_eq!(cause.map(io::Error::kind), Some(io::ErrorKind::NotFound));
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Self::parse); or that the file cannot be read, is no regular file, is not
    /// UTF-8, or is larger than 64 MiB.
    pub fn read(path: impl AsRef<Path>, catalog: &Catalog) -> Result<Self, CodeFileError> {
        let path = path.as_ref();
        let source = path.to_string_lossy();
        let bytes = read_regular(path, &source)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
            let message =
                message!("not UTF-8; save the file as UTF-8"; "不是 UTF-8；把文件存成 UTF-8");
            CodeFileError::in_line(&source, line, message)
        })?;
        // A byte order mark is no part of the text.
        Self::parse(&source, text.strip_prefix('\u{FEFF}').unwrap_or(&text), catalog)
    }
}

/// The bytes of a regular file of at most [`MAX_BYTES`]. A pipe or a device is refused before it is
/// opened: opening could hang, reading could never end.
fn read_regular(path: &Path, source: &str) -> Result<Vec<u8>, CodeFileError> {
    let unreadable = |error| CodeFileError::caused(source, error);
    let metadata = path.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        let message = message!("is not a file; name a TOML file"; "不是文件；要给一个 TOML 文件");
        return Err(CodeFileError::unread(source, message));
    }
    if metadata.len() > MAX_BYTES as u64 {
        return Err(CodeFileError::unread(source, too_large()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    // The file may grow while it is read; `toml::read` refuses it then.
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
