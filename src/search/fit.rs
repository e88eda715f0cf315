//! How well a text fits one entry: whether the message beside a number says what the code means.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::codes::builtin::{BUILTIN, INDEX};
use crate::codes::set::Entry;
use crate::codes::text::Lang;
use crate::search::fold::fold_text;
use crate::search::index;
use crate::search::tokenizer::{Kind, tokenize};

/// The meaningful words of a text, weighed by how rare they are among the entries.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fit {
    /// The weight of all of them: 1 for each that no entry has.
    pub(crate) words: f32,
    /// The share of that weight in words that the entry has.
    pub(crate) shared: f32,
    /// The share in pairs of Chinese characters that no entry has.
    pub(crate) unknown: f32,
}

/// What a word that the entry only advises counts.
const ASIDE: f32 = 0.4;
/// What a pair of Chinese characters counts, in words; and one that no entry has, which may be the end
/// of one word and the start of the next.
const PAIR: f32 = 0.6;
const UNKNOWN_PAIR: f32 = 0.4;

/// The entries that the index is of, in its order.
static ENTRIES: LazyLock<Vec<Entry<'static>>> = LazyLock::new(|| BUILTIN.by_code());

/// How well `text` fits an entry.
pub(crate) fn fit(text: &str, entry: Entry<'_>) -> Fit {
    let own = if entry.is_builtin() { HashSet::new() } else { terms(entry) };
    let advice =
        LazyCell::new(|| Lang::ALL.map(|lang| entry.text_in(lang).action.to_ascii_lowercase()));
    let tokens = tokenize(&fold_text(text));
    let mut fit = Fit::default();
    // Up to here, words are counted; a word that no entry has counts as its parts.
    let mut counted = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.start < counted && token.kind != Kind::HanPair {
            continue;
        }
        if token.term.starts_with(|first: char| first.is_ascii_digit()) {
            counted = token.end;
            continue;
        }
        let found = find(&token.term, entry, &own).map(|(weight, shared)| {
            let is_advised = shared == 0.0 && advice.iter().any(|it| it.contains(&token.term));
            (weight, if is_advised { ASIDE } else { shared })
        });
        let in_parts = tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Part);
        let (weight, shared) = match (token.kind, found) {
            (Kind::Word | Kind::Part, Some(found)) => found,
            (Kind::Word, None) if in_parts => continue,
            (Kind::Word | Kind::Part, None) => (1.0, 0.0),
            (Kind::HanPair, Some((weight, shared))) => (weight * PAIR, shared),
            (Kind::HanPair, None) if token.start >= counted => (UNKNOWN_PAIR, 0.0),
            _ => continue,
        };
        if token.kind != Kind::HanPair || found.is_some() {
            counted = token.end;
        }
        fit.words += weight;
        fit.shared += weight * shared;
        fit.unknown += if found.is_none() && token.kind == Kind::HanPair { weight } else { 0.0 };
    }
    if fit.words > 0.0 {
        fit.shared /= fit.words;
        fit.unknown /= fit.words;
    }
    fit
}

/// The weight of a term, relative to one that a single entry has, and how much of it the entry has;
/// an entry of a user's `own` terms is in no index.
fn find(term: &str, entry: Entry<'_>, own: &HashSet<String>) -> Option<(f32, f32)> {
    let is_own = own.contains(term);
    let Some((_, mut postings)) = INDEX.find(term) else { return is_own.then_some((1.0, 1.0)) };
    let (all, count) = (ENTRIES.len(), postings.holding());
    let has_it = is_own || postings.any(|posting| ENTRIES[posting.entry] == entry);
    Some((index::idf(all, count) / index::idf(all, 1), f32::from(u8::from(has_it))))
}

/// The terms of the texts that say what an entry means.
fn terms(entry: Entry<'_>) -> HashSet<String> {
    let texts = [entry.summary(), entry.detail().unwrap_or_default()];
    let tokens = texts.into_iter().chain(entry.keywords()).flat_map(tokenize);
    tokens.map(|token| token.term).collect()
}

#[cfg(test)]
mod tests {
    use super::fit;
    use crate::codes::catalog::Catalog;

    #[test]
    fn messages_fit_the_codes_they_are_of() {
        let catalog = Catalog::builtin();
        for (code, own, other) in [
            (70001, "usersig expired", "invoice has been voided"),
            (10010, "this group does not exist", "webhook signature mismatch"),
            (20012, "你被禁言了", "打印机缺纸"),
            (6012, "request timeout", "circular references in the workbook"),
        ] {
            let entry = catalog.code(code).next().expect("a known code");
            assert!(fit(own, entry).shared > 0.4, "{code}: {own}");
            assert!(fit(other, entry).shared < 0.1, "{code}: {other}");
        }
        let entry = catalog.code(70001).next().expect("a known code");
        assert!(fit("error: it is 404", entry).words < 0.5, "no meaningful word");
    }
}
