//! The indexes of all code sets of a catalog, searched as one.

use std::borrow::Cow;

use crate::codes::builtin;
use crate::codes::catalog::Catalog;
use crate::codes::set::Entry;
use crate::search::document::Thesaurus;
use crate::search::index::{self, Index, Posting, Postings};
use crate::search::weights::Weights;

/// One index for each code set, so that a user's file costs its own entries only.
#[derive(Debug)]
pub(crate) struct Corpus<'c> {
    pub(crate) catalog: &'c Catalog,
    /// The indexes, each with the position of its first entry.
    pub(crate) indexes: Vec<(usize, Cow<'static, Index>)>,
    /// The entries by position; none if another code set replaces it.
    entries: Vec<Option<Entry<'c>>>,
    pub(crate) weights: Weights,
}

/// A term and its postings in the indexes that have it.
#[derive(Clone, Debug)]
pub(crate) struct Term<'i> {
    postings: Vec<(usize, Postings<'i>)>,
    pub(crate) text: &'i [u8],
    /// The number of entries that have it.
    pub(crate) count: usize,
}

impl Term<'_> {
    /// The postings, their entries as positions in the corpus.
    pub(crate) fn postings(&self) -> impl Iterator<Item = Posting> {
        self.postings.iter().flat_map(|(start, postings)| {
            postings.clone().map(move |posting| Posting { entry: posting.entry + start, ..posting })
        })
    }
}

impl<'c> Corpus<'c> {
    /// Indexes the code sets of `catalog`; the index of the built-in one is ready.
    pub(crate) fn new(catalog: &'c Catalog, entries: &[Entry<'c>]) -> Self {
        let mut corpus =
            Self { catalog, indexes: Vec::new(), entries: Vec::new(), weights: Weights::DEFAULT };
        for set in catalog.sets() {
            let start = corpus.entries.len();
            let visible = entries.iter().copied().filter(|entry| std::ptr::eq(entry.set, set));
            let index = if std::ptr::eq(set, &raw const builtin::BUILTIN) {
                let mut visible = visible.peekable();
                let indexed = set.by_code().into_iter();
                corpus.entries.extend(indexed.map(|entry| visible.next_if(|next| *next == entry)));
                Cow::Borrowed(&builtin::INDEX)
            } else {
                let visible: Vec<Entry<'c>> = visible.collect();
                let thesaurus = Thesaurus::new(&visible, catalog.synonyms());
                corpus.entries.extend(visible.iter().copied().map(Some));
                Cow::Owned(Index::build(&visible, &thesaurus, &Weights::DEFAULT))
            };
            corpus.indexes.push((start, index));
        }
        corpus
    }

    /// The number of positions for [`entry`](Self::entry).
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn entry(&self, position: usize) -> Option<Entry<'c>> {
        self.entries[position]
    }

    pub(crate) fn find(&self, term: &str) -> Option<Term<'_>> {
        let mut postings: Vec<(usize, Postings<'_>)> = Vec::with_capacity(1);
        let mut text = &[][..];
        for (start, index) in &self.indexes {
            if let Some((own, found)) = index.find(term) {
                text = own;
                postings.push((*start, found));
            }
        }
        let count = postings.iter().map(|(_, postings)| postings.holding()).sum();
        (count > 0).then_some(Term { postings, text, count })
    }

    /// The Latin words of some lengths, as the entries write them.
    pub(crate) fn surfaces(
        &self,
        lengths: std::ops::RangeInclusive<usize>,
    ) -> impl Iterator<Item = &str> {
        lengths.flat_map(move |length| {
            self.indexes.iter().flat_map(move |(_, index)| index.surfaces(length))
        })
    }

    /// Inverse document frequency over all indexes, as in BM25, of a term that `holding` entries have.
    pub(crate) fn idf(&self, holding: usize) -> f32 {
        index::idf(self.len(), holding)
    }
}
