//! Tables in layers: a user's tables upon the embedded one; by code, by name, by range.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use crate::codes::builtin::BUILTIN;
use crate::codes::set::{Category, Code, Entry, Table};

/// The tables that are asked: the last one added first, the embedded one last.
///
/// An entry hides the entry of the same code and layer in the tables below it; a code or a range
/// hides the ranges below it that hold all of it.
///
/// ```
/// let catalog = imcode::Catalog::builtin();
/// assert!(catalog.entries().len() > 400);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    added: Vec<Table>,
}

impl Catalog {
    /// The embedded table alone.
    ///
    /// ```
    /// assert!(imcode::Catalog::builtin().is_builtin());
    /// ```
    #[must_use]
    pub const fn builtin() -> Self {
        Self { added: Vec::new() }
    }

    /// True where no table lies upon the embedded one.
    ///
    /// ```
    /// use imcode::Catalog;
    ///
    /// assert!(Catalog::builtin().is_builtin());
    /// ```
    #[must_use]
    pub fn is_builtin(&self) -> bool {
        self.added.is_empty()
    }

    /// Lays a table upon the others.
    ///
    /// ```
    /// use imcode::Catalog;
    ///
    /// let mut catalog = Catalog::builtin();
    /// let table = Catalog::builtin().tables().next().expect("the embedded one").clone();
    /// catalog.add(table);
    /// assert!(!catalog.is_builtin());
    /// ```
    pub fn add(&mut self, table: Table) {
        self.added.push(table);
    }

    /// The tables, in the order in which they are asked.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// assert!(catalog.tables().map(imcode::Table::source).eq(["builtin"]));
    /// ```
    #[must_use]
    pub fn tables(&self) -> impl DoubleEndedIterator<Item = &Table> {
        self.added.iter().rev().chain(std::iter::once(&BUILTIN))
    }

    /// The entries that stand for `code`: none where it is unknown, several where layers use the
    /// same number for different things.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let range = catalog.code(120500).next().expect("in the webhook's range");
    /// assert_eq!(range.label(), "120001-130000");
    /// assert_eq!(catalog.code(1).count(), 0);
    /// ```
    pub fn code(&self, code: impl Into<Code>) -> impl Iterator<Item = Entry<'_>> {
        let code = code.into().get();
        let mut found: Vec<Entry<'_>> = Vec::new();
        for table in self.tables() {
            for entry in table.find(code) {
                let hidden = found.iter().any(|above| hides(*above, entry));
                if !hidden {
                    found.push(entry);
                }
            }
        }
        found.into_iter()
    }

    /// The entry with this constant name or alias, in any case, with or without `ERR_`.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.name("sdk_not_initialized").expect("in the table");
    /// assert_eq!(entry.code().get(), 6013);
    /// ```
    #[must_use]
    pub fn name(&self, name: &str) -> Option<Entry<'_>> {
        let prefixed = format!("ERR_{name}");
        let entry =
            self.tables().find_map(|table| table.named(name).or_else(|| table.named(&prefixed)))?;
        // A table above may say something else of the same code.
        let layer = entry.category().layer();
        self.code(entry.code()).find(|above| above.category().layer() == layer).or(Some(entry))
    }

    /// The entry whose number once belonged to the constant `name`, which has another today.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let entry = catalog.former_name("ERR_LOGIN_SIG_EXPIRE").expect("it was 70001 once");
    /// assert_eq!(entry.code().get(), 70001);
    /// ```
    #[must_use]
    pub fn former_name(&self, name: &str) -> Option<Entry<'_>> {
        let same = |former: &str| {
            former.eq_ignore_ascii_case(name)
                || former.strip_prefix("ERR_").is_some_and(|short| short.eq_ignore_ascii_case(name))
        };
        self.tables().flat_map(Table::entries).find(|entry| entry.former_names().any(same))
    }

    /// The entries that touch `range`, ascending by code.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// let codes = catalog.range(70001..=70003).into_iter().map(|entry| entry.code().get());
    /// assert!(codes.eq([70001, 70002, 70003]));
    /// ```
    #[must_use]
    pub fn range(&self, range: RangeInclusive<i64>) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for (depth, table) in self.tables().enumerate() {
            let above = || self.tables().take(depth);
            entries.extend(table.within(range.clone()).filter(|entry| {
                !above()
                    .flat_map(|table| table.find(entry.code().get()))
                    .any(|above| replaces(above, *entry))
            }));
        }
        entries.sort_by_key(|entry| entry.code());
        entries
    }

    /// Every entry, ascending by code.
    ///
    /// ```
    /// use imcode::Catalog;
    ///
    /// let catalog = Catalog::builtin();
    /// let mut limits = catalog.entries();
    /// limits.retain(|entry| entry.category().layer() == "server" && entry.retry().is_transient());
    /// assert!(limits.iter().any(|entry| entry.code().get() == 10023));
    /// ```
    #[must_use]
    pub fn entries(&self) -> Vec<Entry<'_>> {
        self.range(i64::MIN..=i64::MAX)
    }

    /// The terms of all tables, each with what people say in its place.
    #[cfg(feature = "search")]
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        self.tables().flat_map(Table::synonyms)
    }

    /// Every category: those of the embedded table, then those that tables add.
    ///
    /// ```
    /// let catalog = imcode::Catalog::builtin();
    /// assert!(catalog.categories().any(|category| category.title() == "Offline push"));
    /// ```
    pub fn categories(&self) -> impl Iterator<Item = Category<'_>> {
        let mut known = HashSet::new();
        let categories = self.tables().rev().flat_map(Table::categories);
        categories.filter(move |category| known.insert(category.id()))
    }
}

/// Whether `above` answers in place of `below` when a code is asked for.
fn hides(above: Entry<'_>, below: Entry<'_>) -> bool {
    above.category().layer() == below.category().layer() || is_inside(above, below)
}

/// Whether a range says less of the codes of `inner` than `inner` itself does.
fn is_inside(inner: Entry<'_>, range: Entry<'_>) -> bool {
    let last = |entry: Entry<'_>| entry.through().unwrap_or(entry.code());
    range.through().is_some() && range.code() <= inner.code() && last(inner) <= last(range)
}

/// Whether `above` takes the place of `below` in a list.
fn replaces(above: Entry<'_>, below: Entry<'_>) -> bool {
    above.code() == below.code()
        && above.through() == below.through()
        && above.category().layer() == below.category().layer()
}
