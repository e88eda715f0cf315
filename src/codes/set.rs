//! A table of codes as it lies in memory, and the [`Entry`] that looks into it.
//!
//! One layout serves the embedded table and a user's. All text stands in one string and all
//! numbers in one slice; rows hold offsets. So the embedded table needs no relocation when the
//! program starts, and a user's table needs no allocation per entry.

use std::borrow::Cow;
use std::fmt;
use std::num::ParseIntError;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// An error code, as the SDK and the server print it: a signed 32-bit number.
///
/// ```
/// let code = imcode::Code::new(70001);
/// assert_eq!(code.get(), 70001);
/// assert_eq!(code.to_string(), "70001");
/// assert_eq!("-10001".parse(), Ok(imcode::Code::new(-10001)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(i32);

impl Code {
    /// The code with this number.
    ///
    /// ```
    /// assert_eq!(imcode::Code::new(-10001).get(), -10001);
    /// ```
    #[must_use]
    pub const fn new(number: i32) -> Self {
        Self(number)
    }

    /// The number of this code.
    ///
    /// ```
    /// assert_eq!(imcode::Code::from(70001).get(), 70001);
    /// ```
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }
}

impl From<Code> for i32 {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl FromStr for Code {
    type Err = ParseIntError;

    /// Reads a decimal number, as `Display` writes it.
    fn from_str(number: &str) -> Result<Self, ParseIntError> {
        number.parse().map(Self)
    }
}

impl From<i32> for Code {
    fn from(number: i32) -> Self {
        Self(number)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether the call that failed may be repeated.
///
/// ```
/// use imcode::Retry;
/// assert!(Retry::Yes.is_transient());
/// assert!(!Retry::No.is_transient());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Retry {
    /// Transient: the same call may be repeated with growing delays.
    Yes,
    /// A rate or quota limit: repeat only slower.
    Wait,
    /// Get a fresh UserSig, log in, then repeat.
    Login,
    /// Fails again until what the action says is done.
    No,
    /// The app's own code: only the app knows.
    Unknown,
}

impl Retry {
    /// Every value, in the order in which a table names them.
    ///
    /// ```
    /// assert!(imcode::Retry::ALL.iter().all(|retry| retry.as_str().parse() == Ok(*retry)));
    /// ```
    pub const ALL: [Self; 5] = [Self::Yes, Self::Wait, Self::Login, Self::No, Self::Unknown];

    /// The word that stands for it in tables and in JSON.
    ///
    /// ```
    /// assert_eq!(imcode::Retry::Login.as_str(), "login");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Wait => "wait",
            Self::Login => "login",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    /// What it asks of the caller, in a few words.
    ///
    /// ```
    /// assert_eq!(imcode::Retry::Wait.advice(), "a rate or quota limit; repeat only slower");
    /// ```
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Yes => "transient; repeat the same call with growing delays",
            Self::Wait => "a rate or quota limit; repeat only slower",
            Self::Login => "get a fresh UserSig, log in, then repeat",
            Self::No => "fails again until what the action says is done",
            Self::Unknown => "the app's own code; only the app knows",
        }
    }

    /// True where time alone may cure it, so that a program may repeat the call by itself:
    /// [`Yes`](Self::Yes) with growing delays, [`Wait`](Self::Wait) at a lower rate.
    ///
    /// ```
    /// use imcode::Retry;
    ///
    /// assert!(Retry::Yes.is_transient() && Retry::Wait.is_transient());
    /// assert!(!Retry::Login.is_transient() && !Retry::No.is_transient());
    /// ```
    #[must_use]
    pub const fn is_transient(self) -> bool {
        matches!(self, Self::Yes | Self::Wait)
    }
}

impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Retry {
    type Err = UnknownRetry;

    fn from_str(word: &str) -> Result<Self, UnknownRetry> {
        Self::ALL.into_iter().find(|retry| retry.as_str() == word).ok_or(UnknownRetry)
    }
}

/// The word is none of those that [`Retry::as_str`] gives.
///
/// ```
/// let refused = "never".parse::<imcode::Retry>().expect_err("no such word");
/// assert_eq!(refused.to_string(), "must be one of yes, wait, login, no, unknown");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRetry;

impl fmt::Display for UnknownRetry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "must be one of {}", Retry::ALL.map(Retry::as_str).join(", "))
    }
}

impl std::error::Error for UnknownRetry {}

/// A piece of [`Table::text`]; empty stands for "none".
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Span {
    pub(crate) const fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// One code as offsets; see [`Entry`] for what each field means.
///
/// A list of strings is one [`Span`] with a line per item: no text of a table has a line break.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) code: i32,
    /// The last code of a range, or `code` itself.
    pub(crate) through: i32,
    pub(crate) category: u16,
    pub(crate) retry: Retry,
    pub(crate) name: Span,
    pub(crate) aliases: Span,
    pub(crate) former_names: Span,
    pub(crate) summary: Span,
    pub(crate) detail: Span,
    pub(crate) action: Span,
    pub(crate) note: Span,
    pub(crate) keywords: Span,
    /// A piece of [`Table::numbers`].
    pub(crate) related: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct CategoryRow {
    pub(crate) id: Span,
    pub(crate) layer: Span,
    pub(crate) title: Span,
}

/// A name or an alias and its row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameRow {
    pub(crate) name: Span,
    pub(crate) row: u32,
}

/// A term of the table and, as lines of one [`Span`], what people say in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SynonymRow {
    pub(crate) term: Span,
    pub(crate) words: Span,
}

/// A checked table of codes: the embedded one, or one of a user's, read with `Table::parse`.
///
/// ```
/// let catalog = imcode::Catalog::builtin();
/// let table = catalog.tables().next().expect("the embedded one");
/// assert_eq!(table.source(), "builtin");
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    /// `builtin`, or the path the table was read from.
    pub(crate) source: Cow<'static, str>,
    pub(crate) text: Cow<'static, str>,
    pub(crate) numbers: Cow<'static, [Code]>,
    pub(crate) categories: Cow<'static, [CategoryRow]>,
    /// By layer, then by code; the codes of one layer never overlap.
    pub(crate) rows: Cow<'static, [Row]>,
    /// Where each layer ends in `rows`.
    pub(crate) layer_ends: Cow<'static, [u32]>,
    /// By name in capital letters.
    pub(crate) names: Cow<'static, [NameRow]>,
    pub(crate) synonyms: Cow<'static, [SynonymRow]>,
}

impl Table {
    /// Where the table came from: `builtin`, or the path it was read from.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let table = catalog.tables().next().expect("the embedded one");
    /// assert_eq!(table.source(), "builtin");
    /// ```
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Every entry, by layer and then by code.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let table = catalog.tables().next().expect("the embedded one");
    /// assert!(table.entries().len() > 400);
    /// ```
    #[must_use]
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.rows.iter().map(|row| Entry { table: self, row })
    }

    /// The categories, in the order of the table.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let table = catalog.tables().next().expect("the embedded one");
    /// assert!(table.categories().any(|category| category.id() == "server.account"));
    /// ```
    #[must_use]
    pub fn categories(&self) -> impl ExactSizeIterator<Item = Category<'_>> {
        self.categories.iter().map(|row| Category { table: self, row })
    }

    /// The terms of the table, each with what people say in its place.
    #[cfg_attr(not(feature = "search"), allow(dead_code, reason = "the build script uses it"))]
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        self.synonyms.iter().map(|row| (self.str(row.term), self.list(row.words)))
    }

    /// The entries that stand for `code`: at most one of each layer.
    pub(crate) fn find(&self, code: i32) -> impl Iterator<Item = Entry<'_>> {
        self.layers().filter_map(move |rows| {
            let after = rows.partition_point(|row| row.code <= code);
            let row = rows.get(after.checked_sub(1)?)?;
            (code <= row.through).then_some(Entry { table: self, row })
        })
    }

    /// The entries that touch `range`, by layer and then by code.
    pub(crate) fn within(&self, range: RangeInclusive<i64>) -> impl Iterator<Item = Entry<'_>> {
        self.layers().flat_map(move |rows| {
            let from = rows.partition_point(|row| i64::from(row.through) < *range.start());
            let to = rows.partition_point(|row| i64::from(row.code) <= *range.end());
            rows.get(from..to).unwrap_or_default().iter().map(|row| Entry { table: self, row })
        })
    }

    /// The entry with this name or alias, in any case.
    pub(crate) fn named(&self, name: &str) -> Option<Entry<'_>> {
        let at = self.names.partition_point(|row| capitals(self.str(row.name)).lt(capitals(name)));
        let row = self.names.get(at)?;
        self.str(row.name)
            .eq_ignore_ascii_case(name)
            .then(|| Entry { table: self, row: &self.rows[row.row as usize] })
    }

    /// The rows of each layer.
    fn layers(&self) -> impl Iterator<Item = &[Row]> {
        let starts = std::iter::once(&0).chain(self.layer_ends.iter());
        starts
            .zip(self.layer_ends.iter())
            .map(|(&start, &end)| &self.rows[start as usize..end as usize])
    }

    pub(crate) fn str(&self, span: Span) -> &str {
        let start = span.start as usize;
        &self.text[start..start + span.len as usize]
    }

    fn list(&self, span: Span) -> impl Iterator<Item = &str> {
        self.str(span).split('\n').filter(|item| !item.is_empty())
    }
}

/// The bytes of a name in the order that [`Table::names`] is sorted by.
pub(crate) fn capitals(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_uppercase())
}

/// A group of codes that one part of the product answers with.
///
/// `Display` writes its identifier. Two categories are equal where their identifiers are.
///
/// ```
/// let catalog = imcode::Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("in the table");
/// assert_eq!(entry.category().to_string(), "server.account");
/// ```
#[derive(Clone, Copy)]
pub struct Category<'t> {
    table: &'t Table,
    row: &'t CategoryRow,
}

impl<'t> Category<'t> {
    /// Its identifier, for example `server.account`.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// let category = entry.category();
    /// assert_eq!(category.id(), "server.account");
    /// ```
    #[must_use]
    pub fn id(self) -> &'t str {
        self.table.str(self.row.id)
    }

    /// The part of the product that answers: `sdk`, `server`, `v3`, or a layer of a user's table.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// let category = entry.category();
    /// assert_eq!(category.layer(), "server");
    /// ```
    #[must_use]
    pub fn layer(self) -> &'t str {
        self.table.str(self.row.layer)
    }

    /// Its title, for people.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// let category = entry.category();
    /// assert_eq!(category.title(), "Account");
    /// ```
    #[must_use]
    pub fn title(self) -> &'t str {
        self.table.str(self.row.title)
    }

    /// The table it stands in: `builtin`, or the path of a user's table.
    #[cfg_attr(not(feature = "tables"), allow(dead_code, reason = "the build script uses it"))]
    pub(crate) fn source(self) -> &'t str {
        self.table.source()
    }

    /// True where `name` is its identifier or the last part of it, in any case: both
    /// `sdk.account` and `server.account` answer to `account`.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// let category = entry.category();
    /// assert!(category.answers_to("account") && category.answers_to("Server.Account"));
    /// assert!(!category.answers_to("server"));
    /// ```
    #[must_use]
    pub fn answers_to(self, name: &str) -> bool {
        let id = self.id();
        let last = id.rsplit('.').next().unwrap_or(id);
        id.eq_ignore_ascii_case(name) || last.eq_ignore_ascii_case(name)
    }
}

impl fmt::Display for Category<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl PartialEq for Category<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Category<'_> {}

impl fmt::Debug for Category<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Category").field(&self.id()).finish()
    }
}

/// What a table says of one code, or of one range of codes.
///
/// `Display` writes one line for a log: the code, the summary and the action.
///
/// ```
/// let catalog = imcode::Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("in the table");
/// assert_eq!(entry.name(), Some("ERR_SVR_ACCOUNT_USERSIG_EXPIRED"));
/// assert!(entry.to_string().starts_with("70001: UserSig has expired. "));
/// ```
#[derive(Clone, Copy)]
pub struct Entry<'t> {
    pub(crate) table: &'t Table,
    pub(crate) row: &'t Row,
}

impl<'t> Entry<'t> {
    /// The code, or the first code of a range.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert_eq!(entry.code().get(), 70001);
    /// ```
    #[must_use]
    pub fn code(self) -> Code {
        Code(self.row.code)
    }

    /// The last code of a range.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(120500).next().expect("in the table");
    /// assert_eq!(entry.code().get(), 120001);
    /// assert_eq!(entry.through().map(imcode::Code::get), Some(130000));
    /// ```
    #[must_use]
    pub fn through(self) -> Option<Code> {
        (self.row.through != self.row.code).then_some(Code(self.row.through))
    }

    /// Where its category comes from.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert_eq!(entry.category().id(), "server.account");
    /// ```
    #[must_use]
    pub fn category(self) -> Category<'t> {
        Category { table: self.table, row: &self.table.categories[usize::from(self.row.category)] }
    }

    /// The official constant, as the vendor spells it.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert_eq!(entry.name(), Some("ERR_SVR_ACCOUNT_USERSIG_EXPIRED"));
    /// ```
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.optional(self.row.name)
    }

    /// Other spellings of the name.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.name("ERR_REQUEST_TIMEOUT").expect("another spelling");
    /// assert!(entry.aliases().any(|alias| alias == "ERR_REQUEST_TIMEOUT"));
    /// ```
    pub fn aliases(self) -> impl Iterator<Item = &'t str> {
        self.table.list(self.row.aliases)
    }

    /// Constants that had this number once and have another today.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert!(entry.former_names().eq(["ERR_LOGIN_SIG_EXPIRE"]));
    /// ```
    pub fn former_names(self) -> impl Iterator<Item = &'t str> {
        self.table.list(self.row.former_names)
    }

    /// What happened, in one line of at most 72 characters.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert_eq!(entry.summary(), "UserSig has expired");
    /// ```
    #[must_use]
    pub fn summary(self) -> &'t str {
        self.table.str(self.row.summary)
    }

    /// Limits, conditions and usual causes.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert!(entry.detail().is_some_and(|detail| detail.contains("24 hours")));
    /// ```
    #[must_use]
    pub fn detail(self) -> Option<&'t str> {
        self.optional(self.row.detail)
    }

    /// What to do now.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert!(entry.action().starts_with("Generate a new UserSig"));
    /// ```
    #[must_use]
    pub fn action(self) -> &'t str {
        self.table.str(self.row.action)
    }

    /// Whether the call may be repeated.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert!(!entry.retry().is_transient());
    /// ```
    #[must_use]
    pub fn retry(self) -> Retry {
        self.row.retry
    }

    /// Codes of the same event seen elsewhere, or of its cause; ascending.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert!(entry.related().contains(&imcode::Code::new(6206)));
    /// ```
    #[must_use]
    pub fn related(self) -> &'t [Code] {
        let start = self.row.related.start as usize;
        &self.table.numbers[start..start + self.row.related.len as usize]
    }

    /// Words that people use for it and that stand nowhere else in the entry.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert!(entry.keywords().count() > 0);
    /// ```
    pub fn keywords(self) -> impl Iterator<Item = &'t str> {
        self.table.list(self.row.keywords)
    }

    /// A remark, for example on the history of the number.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert!(entry.note().is_some_and(|note| note.contains("ERR_LOGIN_SIG_EXPIRE")));
    /// ```
    #[must_use]
    pub fn note(self) -> Option<&'t str> {
        self.optional(self.row.note)
    }

    /// The table it stands in: `builtin`, or the path of a user's table.
    #[must_use]
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(70001).next().expect("in the table");
    /// assert_eq!(entry.source(), "builtin");
    /// ```
    pub fn source(self) -> &'t str {
        self.table.source()
    }

    /// The code or the range as people write it: `70001`, `120001-130000`.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.code(120500).next().expect("in the table");
    /// assert_eq!(entry.label(), "120001-130000");
    /// ```
    #[must_use]
    pub fn label(self) -> String {
        match self.through() {
            Some(through) => format!("{}-{through}", self.code()),
            None => self.code().to_string(),
        }
    }

    fn optional(self, span: Span) -> Option<&'t str> {
        (!span.is_empty()).then(|| self.table.str(span))
    }
}

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.label(), self.summary(), self.action())
    }
}

impl fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entry").field(&self.label()).field(&self.summary()).finish()
    }
}

impl PartialEq for Entry<'_> {
    /// Two entries are equal where they are the same row of the same table.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.row, other.row)
    }
}

impl Eq for Entry<'_> {}
