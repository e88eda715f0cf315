//! The groups that codes are in: categories, and the layers of the product above them.

use std::fmt;
use std::hash::{Hash, Hasher};

use crate::codes::packed::{CategoryRow, LayerRow};
use crate::codes::set::CodeSet;
use crate::codes::text::Lang;

/// A group of codes that one part of the product answers with.
///
/// `Display` writes its identifier. Two categories are equal if their identifiers are.
///
/// ```
/// let catalog = imcode::Catalog::builtin();
/// let entry = catalog.code(70001).next().expect("a known code");
/// let category = entry.category();
/// assert_eq!(category.id(), "server.account");
/// assert_eq!(category.layer(), "server");
/// assert_eq!(category.title(), "Account");
/// assert!(category.matches("account") && category.matches("Server.Account"));
/// assert!(!category.matches("server"));
/// ```
#[derive(Clone, Copy)]
pub struct Category<'c> {
    pub(super) set: &'c CodeSet,
    pub(super) row: &'c CategoryRow,
}

impl<'c> Category<'c> {
    /// Its identifier, for example `server.account`.
    pub fn id(self) -> &'c str {
        self.set.packed.text(self.row.id)
    }

    /// The part of the product that answers: `sdk`, `server`, `web`, `v3`, `push`, `capi`, or a
    /// layer of a user's set.
    pub fn layer(self) -> &'c str {
        self.set.packed.text(self.row.layer)
    }

    /// Its title in English, for people.
    pub fn title(self) -> &'c str {
        self.title_in(Lang::En)
    }

    /// Its title in a language; in English if it has no other.
    pub fn title_in(self, lang: Lang) -> &'c str {
        self.set.packed.in_language(lang, self.row.title).unwrap_or_default()
    }

    /// True if `name` is its identifier or the last part of it, in any case: `account` matches both
    /// `sdk.account` and `server.account`.
    pub fn matches(self, name: &str) -> bool {
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

impl Hash for Category<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl fmt::Debug for Category<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Category").field(&self.id()).finish()
    }
}

/// A part of the product that answers with codes of its own; in one layer a number means one thing.
///
/// `Display` writes its identifier. Two layers are equal if their identifiers are.
///
/// ```
/// use imcode::{Catalog, Lang};
///
/// let catalog = Catalog::builtin();
/// let layer = catalog.layer("v3").expect("a built-in layer");
/// assert!(layer.is_legacy());
/// assert_eq!(layer.title_in(Lang::En), "V3");
/// assert_eq!(layer.constant_prefix(), Some("ERR_"));
/// ```
#[derive(Clone, Copy)]
pub struct Layer<'c> {
    pub(super) set: &'c CodeSet,
    pub(super) row: &'c LayerRow,
}

impl<'c> Layer<'c> {
    /// Its identifier, for example `server`.
    pub fn id(self) -> &'c str {
        self.set.packed.text(self.row.id)
    }

    /// Its title in a language, for people; in English if it has no other.
    pub fn title_in(self, lang: Lang) -> &'c str {
        self.set.packed.in_language(lang, self.row.title).unwrap_or_default()
    }

    /// A remark on all of its codes in a language; in English if it has no other.
    pub fn note_in(self, lang: Lang) -> Option<&'c str> {
        self.set.packed.in_language(lang, self.row.note)
    }

    /// True if only an SDK that is no longer maintained answers with its codes.
    pub fn is_legacy(self) -> bool {
        self.row.legacy
    }

    /// What its constants begin with.
    pub fn constant_prefix(self) -> Option<&'c str> {
        self.set.packed.optional(self.row.constant_prefix)
    }
}

impl fmt::Display for Layer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl PartialEq for Layer<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for Layer<'_> {}

impl Hash for Layer<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id().hash(state);
    }
}

impl fmt::Debug for Layer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Layer").field(&self.id()).finish()
    }
}
