//! The codes of one file, and [`Entry`], the view of one of them.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::RangeInclusive;

use crate::codes::category::{Category, Layer};
use crate::codes::code::{Basis, Code, Retry};
use crate::codes::packed::{Packed, Row};
use crate::codes::text::{Lang, Text};

/// A checked set of codes: the built-in one, or one of your own read with `CodeSet::read`.
///
/// ```
/// let catalog = imcode::Catalog::builtin();
/// let set = catalog.sets().next().expect("the built-in set");
/// assert!(set.is_builtin() && set.source() == "builtin");
/// assert!(set.entries().len() > 400);
/// assert!(set.categories().any(|category| category.id() == "server.account"));
/// ```
#[derive(Clone, Debug)]
pub struct CodeSet {
    /// The path that a user's set was read from.
    path: Option<String>,
    pub(crate) packed: Packed,
}

impl CodeSet {
    #[cfg_attr(not(library), allow(dead_code, reason = "the library includes what is built"))]
    pub(crate) const fn builtin(packed: Packed) -> Self {
        Self { path: None, packed }
    }

    #[cfg(any(feature = "toml", not(library)))]
    pub(crate) fn new(path: &str, packed: Packed) -> Self {
        Self { path: Some(path.to_owned()), packed }
    }

    /// Where the set comes from: `builtin`, or the path that it was read from.
    pub fn source(&self) -> &str {
        self.path.as_deref().unwrap_or("builtin")
    }

    /// True if it is the set that comes with this crate.
    pub fn is_builtin(&self) -> bool {
        self.path.is_none()
    }

    /// Every entry, by layer and then by code.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        self.packed.rows.iter().map(|row| Entry { set: self, row })
    }

    /// The categories, in the order of the file.
    pub fn categories(&self) -> impl ExactSizeIterator<Item = Category<'_>> {
        self.packed.categories.iter().map(|row| Category { set: self, row })
    }

    /// The layers that the set declares, in the order of the file.
    pub fn layers(&self) -> impl ExactSizeIterator<Item = Layer<'_>> {
        self.packed.layers.iter().map(|row| Layer { set: self, row })
    }

    /// The terms of the set, each with what people say in its place.
    #[cfg_attr(not(feature = "search"), allow(dead_code, reason = "the search alone needs it"))]
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        let synonyms = self.packed.synonyms.iter();
        synonyms.map(|&(term, words)| (self.packed.text(term), self.packed.list(words)))
    }

    /// The entries, ascending by code: the order of an index over them.
    #[cfg_attr(not(feature = "search"), allow(dead_code, reason = "the search alone needs it"))]
    pub(crate) fn by_code(&self) -> Vec<Entry<'_>> {
        let mut entries: Vec<_> = self.entries().collect();
        entries.sort_by_key(|entry| entry.code());
        entries
    }

    /// The entries that explain `code`: at most one of each layer.
    pub(crate) fn find(&self, code: i32) -> impl Iterator<Item = Entry<'_>> {
        self.within(code.into()..=code.into())
    }

    /// The entries that touch `range`, by layer and then by code.
    pub(crate) fn within(&self, range: RangeInclusive<i64>) -> impl Iterator<Item = Entry<'_>> {
        let rows = self.packed.rows_by_layer().flat_map(move |rows| {
            let from = rows.partition_point(|row| i64::from(row.through) < *range.start());
            let to = rows.partition_point(|row| i64::from(row.code) <= *range.end());
            rows.get(from..to).unwrap_or_default()
        });
        rows.map(|row| Entry { set: self, row })
    }

    /// The entry with this name or alias, in any case.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = Entry<'_>> {
        self.packed.named(name).map(|row| Entry { set: self, row })
    }
}

/// What a set says of one code, or of one range of codes.
///
/// `Display` writes one line for a log: the code, the summary and the action. Two entries are equal
/// if they are the same row of the same set.
///
/// ```
/// use imcode::{Catalog, Code, Retry};
///
/// let catalog = Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("a known code");
/// assert_eq!(entry.name(), Some("ERR_SVR_ACCOUNT_USERSIG_EXPIRED"));
/// assert_eq!(entry.retry(), Retry::Login);
/// assert!(entry.names().eq(["ERR_SVR_ACCOUNT_USERSIG_EXPIRED", "ACCOUNT_A2KEY_EXPIRED"]));
/// assert!(entry.related().contains(&Code::new(6206)));
/// assert!(entry.former_names().eq(["ERR_LOGIN_SIG_EXPIRE"]));
/// assert!(entry.to_string().starts_with("70001: UserSig has expired. "));
///
/// let range = catalog.code(120500).next().expect("a range of codes");
/// assert_eq!((range.code(), range.through()), (Code::new(120001), Some(Code::new(130000))));
/// assert_eq!(range.label(), "120001-130000");
/// ```
#[derive(Clone, Copy)]
pub struct Entry<'c> {
    pub(crate) set: &'c CodeSet,
    row: &'c Row,
}

impl<'c> Entry<'c> {
    /// The code, or the first code of a range.
    pub fn code(self) -> Code {
        Code::new(self.row.code)
    }

    /// The last code of a range.
    pub fn through(self) -> Option<Code> {
        (self.row.through != self.row.code).then_some(Code::new(self.row.through))
    }

    /// The code or the range as people write it: `70001`, `120001-130000`.
    pub fn label(self) -> String {
        match self.through() {
            Some(through) => format!("{}-{through}", self.code()),
            None => self.code().to_string(),
        }
    }

    /// The last code of a range, or the code itself.
    pub(crate) fn last(self) -> Code {
        Code::new(self.row.through)
    }

    /// The category it belongs to.
    pub fn category(self) -> Category<'c> {
        Category { set: self.set, row: &self.set.packed.categories[self.row.category as usize] }
    }

    /// The official constant, as the vendor spells it.
    pub fn name(self) -> Option<&'c str> {
        self.set.packed.optional(self.row.name)
    }

    /// Other spellings of the name.
    pub fn aliases(self) -> impl Iterator<Item = &'c str> {
        self.set.packed.list(self.row.aliases)
    }

    /// The name, if it has one, then the other spellings.
    pub fn names(self) -> impl Iterator<Item = &'c str> {
        self.name().into_iter().chain(self.aliases())
    }

    /// Constants that had this number once and have another today.
    pub fn former_names(self) -> impl Iterator<Item = &'c str> {
        self.set.packed.list(self.row.former_names)
    }

    /// What it says in a language; in English what it does not say in that language.
    pub fn text_in(self, lang: Lang) -> Text<'c> {
        let english = self.text_of(Lang::En);
        if lang == Lang::En {
            return english;
        }
        let text = self.own_text(lang).unwrap_or(english);
        Text { detail: text.detail.or(english.detail), note: text.note.or(english.note), ..text }
    }

    /// What it says in a language, and nothing else.
    pub(crate) fn own_text(self, lang: Lang) -> Option<Text<'c>> {
        Some(self.text_of(lang)).filter(|text| !text.summary.is_empty())
    }

    fn text_of(self, lang: Lang) -> Text<'c> {
        let packed = &self.set.packed;
        let row = &self.row.texts[lang as usize];
        Text {
            summary: packed.text(row.summary),
            detail: packed.optional(row.detail),
            action: packed.text(row.action),
            note: packed.optional(row.note),
        }
    }

    /// True if it has a text in a language.
    pub fn has_text(self, lang: Lang) -> bool {
        self.own_text(lang).is_some()
    }

    /// What happened, in English: one line of at most 72 characters.
    pub fn summary(self) -> &'c str {
        self.text_in(Lang::En).summary
    }

    /// Limits, conditions and usual causes, in English.
    pub fn detail(self) -> Option<&'c str> {
        self.text_in(Lang::En).detail
    }

    /// What to do now, in English.
    pub fn action(self) -> &'c str {
        self.text_in(Lang::En).action
    }

    /// A remark in English, for example on the history of the number.
    pub fn note(self) -> Option<&'c str> {
        self.text_in(Lang::En).note
    }

    /// Whether the call may be repeated.
    pub fn retry(self) -> Retry {
        self.row.retry
    }

    /// What it rests on.
    pub fn basis(self) -> Basis {
        self.row.basis
    }

    /// The version of the SDK that the code came with, as its header says.
    pub fn since(self) -> Option<&'c str> {
        self.set.packed.optional(self.row.since)
    }

    /// The last version of the SDK that has the code.
    pub fn until(self) -> Option<&'c str> {
        self.set.packed.optional(self.row.until)
    }

    /// Codes of the same event seen elsewhere, or of its cause; ascending.
    pub fn related(self) -> &'c [Code] {
        self.set.packed.numbers(self.row.related)
    }

    /// How often people meet it, from 0 to 3: the search decides by it among entries that fit alike.
    #[cfg_attr(not(feature = "search"), allow(dead_code, reason = "the search alone needs it"))]
    pub(crate) fn met(self) -> u8 {
        self.row.met
    }

    /// Words that people use for it and that no other text of the entry holds.
    pub fn keywords(self) -> impl Iterator<Item = &'c str> {
        self.set.packed.list(self.row.keywords)
    }

    /// Where it comes from: `builtin`, or the path of a user's set.
    pub fn source(self) -> &'c str {
        self.set.source()
    }

    /// True if it comes with this crate.
    pub fn is_builtin(self) -> bool {
        self.set.is_builtin()
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
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.row, other.row)
    }
}

impl Eq for Entry<'_> {}

impl Hash for Entry<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::hash(self.row, state);
    }
}
