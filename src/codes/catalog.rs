//! Code sets in layers: a user's sets over the built-in one; by code, by name, by range.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use crate::codes::builtin::BUILTIN;
use crate::codes::category::{Category, Layer};
use crate::codes::code::Code;
use crate::codes::set::{CodeSet, Entry};

/// The code sets that are searched: the last one added first, the built-in one last.
///
/// Of a code, an entry hides what the sets below it say in the same layer, and the ranges of any
/// layer that hold all of it. An entry that another one hides in all of its codes is in no list, and
/// no search finds it: a range hides the single codes of its layer.
///
/// A `static` catalog gives entries that live as long as the program:
///
/// ```
/// use imcode::{Catalog, Entry};
///
/// static CATALOG: Catalog = Catalog::builtin();
///
/// fn explain(code: i64) -> Option<Entry<'static>> {
///     CATALOG.code(code).next()
/// }
///
/// assert_eq!(explain(6013).and_then(Entry::name), Some("ERR_SDK_NOT_INITIALIZED"));
/// assert_eq!(explain(i64::MAX), None);
/// assert_eq!(CATALOG.name("sdk_not_initialized"), explain(6013));
/// assert_eq!(CATALOG.former_name("ERR_LOGIN_SIG_EXPIRE"), explain(70001));
///
/// let codes = CATALOG.range(70001..=70003).into_iter().map(|entry| entry.code().get());
/// assert!(codes.eq([70001, 70002, 70003]));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    added: Vec<CodeSet>,
}

impl Catalog {
    /// The built-in set alone.
    pub const fn builtin() -> Self {
        Self { added: Vec::new() }
    }

    /// True if it holds the built-in set alone.
    pub fn is_builtin(&self) -> bool {
        self.added.is_empty()
    }

    /// Adds a set above the others.
    pub fn add(&mut self, set: CodeSet) {
        self.added.push(set);
    }

    /// The sets, in the order in which they are searched.
    pub fn sets(&self) -> impl DoubleEndedIterator<Item = &CodeSet> {
        self.added.iter().rev().chain(std::iter::once(&BUILTIN))
    }

    /// The entries that explain `code`, which may be a [`Code`], an `i32`, an `i64` or the bits of a
    /// code in a `u32`: none if it is unknown or no `i32`, several if layers use the same number for
    /// different things; those of a legacy layer and of old SDK versions come last.
    pub fn code(&self, code: impl TryInto<Code>) -> impl Iterator<Item = Entry<'_>> {
        let mut found: Vec<Entry<'_>> = Vec::new();
        if let Ok(code) = code.try_into() {
            for entry in self.sets().flat_map(|set| set.find(code.get())) {
                let hidden = found.iter().any(|above| hides(*above, entry));
                if !hidden {
                    found.push(entry);
                }
            }
        }
        if found.len() > 1 {
            found.sort_by_key(|entry| self.is_legacy(*entry));
        }
        found.into_iter()
    }

    /// Whether only an SDK that few people still use reports it.
    pub(crate) fn is_legacy(&self, entry: Entry<'_>) -> bool {
        let layer = self.layer(entry.category().layer());
        entry.until().is_some() || layer.is_some_and(Layer::is_legacy)
    }

    /// The entries with this constant name or alias, in any case, with or without `ERR_`: several if
    /// layers use the same name for different codes. The code set that is asked first decides.
    pub fn named(&self, name: &str) -> Vec<Entry<'_>> {
        let prefixed = format!("ERR_{name}");
        let in_set = |set| [name, &prefixed].map(|name| CodeSet::named(set, name).collect());
        let named = self.sets().flat_map(in_set).find(|named: &Vec<_>| !named.is_empty());
        // A set above may say something else of the same code.
        let above = |entry: Entry<'_>| {
            let layer = entry.category().layer();
            self.code(entry.code()).find(|above| above.category().layer() == layer)
        };
        named.into_iter().flatten().map(|entry| above(entry).unwrap_or(entry)).collect()
    }

    /// The first of the entries with this name; see [`named`](Self::named).
    pub fn name(&self, name: &str) -> Option<Entry<'_>> {
        self.named(name).into_iter().next()
    }

    /// The entry whose number once belonged to the constant `name`, which has another today.
    pub fn former_name(&self, name: &str) -> Option<Entry<'_>> {
        let same = |former: &str| {
            former.eq_ignore_ascii_case(name)
                || former.strip_prefix("ERR_").is_some_and(|short| short.eq_ignore_ascii_case(name))
        };
        self.sets().flat_map(CodeSet::entries).find(|entry| entry.former_names().any(same))
    }

    /// The entries that touch `range`, ascending by code.
    pub fn range(&self, range: RangeInclusive<i64>) -> Vec<Entry<'_>> {
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for (depth, set) in self.sets().enumerate() {
            let is_hidden = |below: &Entry<'_>| {
                let sets = self.sets().take(depth);
                let mut above = sets.flat_map(|set| set.find(below.code().get()));
                above.any(|above| hides(above, *below) && covers(above, *below))
            };
            entries.extend(set.within(range.clone()).filter(|entry| !is_hidden(entry)));
        }
        entries.sort_by_key(|entry| entry.code());
        entries
    }

    /// Every entry, ascending by code.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        self.range(i64::MIN..=i64::MAX)
    }

    /// The terms of all sets, each with what people say in its place.
    #[cfg(feature = "search")]
    pub(crate) fn synonyms(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        self.sets().flat_map(CodeSet::synonyms)
    }

    /// Every category: those of the built-in set, then those that other sets add.
    pub fn categories(&self) -> impl Iterator<Item = Category<'_>> {
        let mut known = HashSet::new();
        let categories = self.sets().rev().flat_map(CodeSet::categories);
        categories.filter(move |category| known.insert(category.id()))
    }

    /// Every layer that a set declares: those of the built-in set, then those that other sets add.
    pub fn layers(&self) -> impl Iterator<Item = Layer<'_>> {
        self.sets().rev().flat_map(CodeSet::layers)
    }

    /// The layer with this identifier, if a set declares it.
    pub fn layer(&self, id: &str) -> Option<Layer<'_>> {
        self.layers().find(|layer| layer.id() == id)
    }
}

/// Whether `above` answers in place of `below` when a code of both is asked for.
fn hides(above: Entry<'_>, below: Entry<'_>) -> bool {
    above.category().layer() == below.category().layer()
        || below.through().is_some() && covers(below, above)
}

/// Whether `one` has all codes of `other`.
fn covers(one: Entry<'_>, other: Entry<'_>) -> bool {
    one.code() <= other.code() && other.last() <= one.last()
}
