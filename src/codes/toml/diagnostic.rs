//! What is wrong with a table, and in which line. `schema` and `overlay` find faults; the build
//! script and the program show them.

use std::fmt;

/// Faults beyond this number are counted, not kept.
const MAX_FAULTS: usize = 1000;
/// How much is quoted of a text that may be of any length, in characters.
const MAX_QUOTED: usize = 60;

/// One thing that is wrong with a table.
///
/// ```
/// use imcode::{Catalog, Table};
///
/// let error = Table::parse("t.toml", "[[code]]\ncode = 1.5\n", &Catalog::builtin())
///     .expect_err("1.5 is no code");
/// let fault = error.faults.iter().find(|fault| fault.line == 2).expect("of the second line");
/// assert_eq!(fault.cause, "`code` must be a whole number from -2147483648 to 2147483647");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The line it stands in, from 1; 0 where it concerns the whole file.
    pub line: usize,
    /// What is wrong and what to do about it, on one line that is safe to print.
    pub cause: String,
}

/// Why a table was refused: every fault it has, by line.
///
/// `Display` writes a line `source:line: cause` for each, safe to print on a terminal.
///
/// ```
/// use imcode::{Catalog, Table};
///
/// let error = Table::parse("t.toml", "[[cod]]\n", &Catalog::builtin()).expect_err("no such key");
/// assert!(error.to_string().starts_with("t.toml:1: unknown key `cod`; "));
/// assert!(!error.is_unread());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableError {
    /// The path or the name of the table, as it was given.
    pub source: String,
    /// Its faults, by line; never empty. The first thousand, and how many more there are.
    pub faults: Vec<Fault>,
    unread: bool,
}

impl TableError {
    /// True where no line of the table was looked at: the file is missing, may not be read, is no
    /// regular file, or is too large.
    ///
    /// ```
    /// use imcode::{Catalog, Table};
    ///
    /// let error = Table::read("missing.toml", &Catalog::builtin()).expect_err("no such file");
    /// assert!(error.is_unread());
    /// ```
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.unread
    }

    /// The table could not be looked at.
    pub(crate) fn unread(source: &str, cause: impl Into<String>) -> Self {
        Self { unread: true, ..Self::in_line(source, 0, cause) }
    }

    /// One fault in a line that is known.
    pub(crate) fn in_line(source: &str, line: usize, cause: impl Into<String>) -> Self {
        let faults = vec![Fault { line, cause: cause.into() }];
        Self { source: source.to_owned(), faults, unread: false }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.faults.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{}:", self.source.escape_debug())?;
            if fault.line > 0 {
                write!(f, "{}:", fault.line)?;
            }
            write!(f, " {}", fault.cause)?;
        }
        Ok(())
    }
}

impl std::error::Error for TableError {}

/// Faults by their places in a text, in bytes, until all are found and lines are counted.
#[derive(Default)]
pub(crate) struct Faults {
    kept: Vec<Placed>,
    left_out: usize,
}

struct Placed {
    at: usize,
    cause: String,
    /// The place of what the fault is in conflict with.
    other: Option<usize>,
}

impl Faults {
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub(crate) fn add(&mut self, at: usize, cause: impl Into<String>) {
        self.keep(Placed { at, cause: cause.into(), other: None });
    }

    /// A fault whose cause goes on with the line that `other` stands in.
    pub(crate) fn add_conflict(&mut self, at: usize, cause: String, other: usize) {
        self.keep(Placed { at, cause, other: Some(other) });
    }

    fn keep(&mut self, fault: Placed) {
        if self.kept.len() == 2 * MAX_FAULTS {
            self.leave_out();
        }
        self.kept.push(fault);
    }

    /// Sorts by place and leaves out what is beyond the limit.
    fn leave_out(&mut self) {
        self.kept.sort_by_key(|fault| fault.at);
        self.left_out += self.kept.len().saturating_sub(MAX_FAULTS);
        self.kept.truncate(MAX_FAULTS);
    }

    pub(crate) fn into_error(mut self, source: &str, text: &str) -> TableError {
        self.leave_out();
        let places = self.kept.iter().flat_map(|fault| [Some(fault.at), fault.other]);
        let line = lines(text, places.flatten().collect());
        let fault = |Placed { at, cause, other }| Fault {
            line: line(at),
            cause: match other {
                Some(other) => format!("{cause} in line {}", line(other)),
                None => cause,
            },
        };
        let mut faults: Vec<Fault> = self.kept.into_iter().map(fault).collect();
        if self.left_out > 0 {
            let cause = format!("{} more faults; correct these first", self.left_out);
            faults.push(Fault { line: 0, cause });
        }
        TableError { source: source.to_owned(), faults, unread: false }
    }
}

/// A text from a table, of any length and with anything in it, so that it can be shown.
pub(crate) fn quoted(text: &str) -> String {
    let mut chars = text.chars();
    let mut quoted = String::new();
    for char in chars.by_ref().take(MAX_QUOTED) {
        match char {
            '"' | '\'' | '\\' => quoted.push(char),
            other => quoted.extend(other.escape_debug()),
        }
    }
    if chars.next().is_some() {
        quoted.push('…');
    }
    quoted
}

/// From a place among `places` to its line, counted in one walk through the text.
fn lines(text: &str, mut places: Vec<usize>) -> impl Fn(usize) -> usize + use<> {
    places.sort_unstable();
    places.dedup();
    let (mut line, mut counted) = (1, 0);
    let lines: Vec<usize> = places
        .iter()
        .map(|&at| {
            line += text.as_bytes()[counted..at].iter().filter(|&&byte| byte == b'\n').count();
            counted = at;
            line
        })
        .collect();
    move |at| places.binary_search(&at).map_or(0, |place| lines[place])
}
