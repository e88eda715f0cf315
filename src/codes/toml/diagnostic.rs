//! What is wrong with a code file, and in which line.

use std::sync::Arc;
use std::{fmt, io};

use crate::codes::text::Lang;

/// How much is quoted of a text that may be of any length, in characters.
const MAX_QUOTED: usize = 60;

/// One thing that is wrong with a code file.
///
/// ```
/// use imcode::{Catalog, CodeSet};
///
/// let error = CodeSet::parse("own.toml", "[[code]]\ncode = 1.5\n", &Catalog::builtin())
///     .expect_err("1.5 is no code");
/// let diagnostic = error.diagnostics.last().expect("at least one");
/// assert_eq!(diagnostic.line, Some(2));
/// assert!(diagnostic.message.starts_with("`code` must be a whole number from "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The line, from 1; none if it concerns the whole file.
    pub line: Option<usize>,
    /// What is wrong and what to do about it, on one line that is safe to print.
    pub message: String,
    chinese: String,
}

impl Diagnostic {
    fn new(line: Option<usize>, [message, chinese]: Message) -> Self {
        Self { line, message, chinese }
    }

    /// The message in a language.
    pub fn message_in(&self, lang: Lang) -> &str {
        if lang == Lang::Zh { &self.chinese } else { &self.message }
    }
}

/// A message in English and in Chinese.
pub(crate) type Message = [String; 2];

macro_rules! message {
    ($english:literal; $chinese:literal) => {
        [format!($english), format!($chinese)]
    };
}
/// Adds a message in English and in Chinese.
macro_rules! fault {
    ($found:ident, $at:expr; $english:literal; $chinese:literal) => {
        $found.add($at, message!($english; $chinese))
    };
}
pub(crate) use {fault, message};

/// Why a code file was refused: everything that is wrong with it, by line.
///
/// `Display` writes a line `path:line: message` for each diagnostic, safe to print on a terminal.
/// [`source`](std::error::Error::source) is the [`io::Error`] if the file could not be read.
///
/// ```
/// use imcode::{Catalog, CodeSet};
///
/// let error = CodeSet::parse("own.toml", "[[cod]]\n", &Catalog::builtin()).expect_err("no `cod`");
/// assert!(error.to_string().starts_with("own.toml:1: unknown key `cod`; "));
/// assert!(!error.is_unread());
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CodeFileError {
    /// The path of the file, as it was given.
    pub path: String,
    /// What is wrong, by line; never empty.
    pub diagnostics: Vec<Diagnostic>,
    unread: bool,
    cause: Option<Arc<io::Error>>,
}

impl CodeFileError {
    /// True if the file was not read: it is missing, may not be read, is no regular file, or is too
    /// large.
    pub fn is_unread(&self) -> bool {
        self.unread
    }

    pub(crate) fn unread(path: &str, message: Message) -> Self {
        Self { unread: true, ..Self::new(path, vec![Diagnostic::new(None, message)]) }
    }

    /// The system refused to read the file.
    #[cfg(library)]
    pub(crate) fn caused(path: &str, error: io::Error) -> Self {
        let message = message!("cannot be read: {error}"; "读不了：{error}");
        Self { cause: Some(Arc::new(error)), ..Self::unread(path, message) }
    }

    /// One diagnostic whose line is known.
    #[cfg(library)]
    pub(crate) fn in_line(path: &str, line: usize, message: Message) -> Self {
        Self::new(path, vec![Diagnostic::new(Some(line), message)])
    }

    fn new(path: &str, diagnostics: Vec<Diagnostic>) -> Self {
        Self { path: path.to_owned(), diagnostics, unread: false, cause: None }
    }
}

impl fmt::Display for CodeFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, diagnostic) in self.diagnostics.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{}:", self.path.escape_debug())?;
            if let Some(line) = diagnostic.line {
                write!(f, "{line}:")?;
            }
            write!(f, " {}", diagnostic.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for CodeFileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|error| error as _)
    }
}

/// Diagnostics by their places in a text, in bytes, until all are found and lines are counted.
#[derive(Default)]
pub(crate) struct Diagnostics {
    /// The place of each, its message, and the place that the message ends with the line of.
    found: Vec<(usize, Message, Option<usize>)>,
}

impl Diagnostics {
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(crate) fn add(&mut self, at: usize, message: Message) {
        self.found.push((at, message, None));
    }

    /// A conflict with what is at `other`: the message goes on with its line.
    pub(crate) fn add_conflict(&mut self, at: usize, message: Message, other: usize) {
        self.found.push((at, message, Some(other)));
    }

    pub(crate) fn into_error(mut self, path: &str, text: &str) -> CodeFileError {
        self.found.sort_by_key(|(at, ..)| *at);
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let line = |at: usize| 1 + ends.partition_point(|&end| end < at);
        let diagnostic = |(at, [english, chinese], other): (_, Message, Option<usize>)| {
            let message = match other.map(line) {
                Some(other) => message!("{english} in line {other}"; "{chinese}，见第 {other} 行"),
                None => [english, chinese],
            };
            Diagnostic::new(Some(line(at)), message)
        };
        CodeFileError::new(path, self.found.into_iter().map(diagnostic).collect())
    }
}

/// A text from a code file, of any length and with anything in it, so that it can be shown.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for (at, char) in text.chars().enumerate() {
        match char {
            _ if at == MAX_QUOTED => {
                quoted.push('…');
                break;
            }
            '"' | '\'' | '\\' => quoted.push(char),
            _ => quoted.extend(char.escape_debug()),
        }
    }
    quoted
}
