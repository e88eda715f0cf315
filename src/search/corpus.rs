//! The indexes of all code sets of a catalog, searched as one.

use std::borrow::Cow;

use crate::codes::builtin;
use crate::codes::catalog::Catalog;
use crate::codes::set::Entry;
use crate::search::document::Thesaurus;
use crate::search::index::{self, Index, Posting};
use crate::search::weights::{IndexWeights, Weights};

/// A term of one of the indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TermId {
    segment: usize,
    term: usize,
}

/// One index for each code set, so that a user's file costs its own entries only.
#[derive(Debug)]
pub(crate) struct Corpus<'c> {
    segments: Vec<Segment<'c>>,
    /// The number of entries in all segments.
    entries: usize,
    /// The number of their phrases.
    phrases: usize,
    pub(crate) weights: Weights,
}

#[derive(Debug)]
struct Segment<'c> {
    index: Cow<'static, Index>,
    /// The entries by their position in the index; none if another code set replaces it.
    entries: Vec<Option<Entry<'c>>>,
    /// The position of the first entry in the corpus.
    start: usize,
    /// The place of the first phrase in the corpus.
    phrases: usize,
}

impl<'c> Corpus<'c> {
    /// Indexes the code sets of `catalog`; the index of the built-in one is ready.
    pub(crate) fn new(catalog: &'c Catalog, entries: &[Entry<'c>]) -> Self {
        let mut corpus =
            Self { segments: Vec::new(), entries: 0, phrases: 0, weights: Weights::DEFAULT };
        for set in catalog.sets() {
            let visible = entries.iter().copied().filter(|entry| std::ptr::eq(entry.set, set));
            if std::ptr::eq(set, &raw const builtin::BUILTIN) {
                let mut visible = visible.peekable();
                let documents = builtin_documents();
                let documents = documents.into_iter();
                let entries =
                    documents.map(|entry| visible.next_if(|next| *next == entry)).collect();
                corpus.push(Cow::Borrowed(&builtin::INDEX), entries);
            } else {
                let visible: Vec<Entry<'c>> = visible.collect();
                let thesaurus = Thesaurus::new(&visible, catalog.synonyms());
                let index = Index::build(&visible, &thesaurus, &IndexWeights::DEFAULT);
                corpus.push(Cow::Owned(index), visible.into_iter().map(Some).collect());
            }
        }
        corpus
    }

    fn push(&mut self, index: Cow<'static, Index>, entries: Vec<Option<Entry<'c>>>) {
        let (start, phrases) = (self.entries, self.phrases);
        self.entries += entries.len();
        self.phrases += index.phrases.len();
        self.segments.push(Segment { index, entries, start, phrases });
    }

    /// Replaces the index of the first code set, over the same entries.
    #[cfg(test)]
    pub(crate) fn replace_index(&mut self, index: Cow<'static, Index>) {
        self.segments[0].index = index;
    }

    /// The number of phrases of all entries.
    pub(crate) fn phrases(&self) -> usize {
        self.phrases
    }

    /// The places of the phrases of an entry, and the weight of each.
    pub(crate) fn phrases_of(&self, position: usize) -> impl Iterator<Item = (usize, f32)> {
        let segment = self.segment(position);
        segment.into_iter().flat_map(move |segment| {
            let Segment { index, start, phrases, .. } = segment;
            let entry = position - start;
            let places = index.phrase_start(entry)..index.phrase_start(entry + 1);
            places.map(move |place| (phrases + place, index.phrase_weight(place)))
        })
    }

    /// The number of positions for [`entry`](Self::entry).
    pub(crate) fn len(&self) -> usize {
        self.entries
    }

    pub(crate) fn entry(&self, position: usize) -> Option<Entry<'c>> {
        let segment = self.segment(position)?;
        *segment.entries.get(position - segment.start)?
    }

    fn segment(&self, position: usize) -> Option<&Segment<'c>> {
        let after = self.segments.partition_point(|segment| segment.start <= position);
        self.segments.get(after.checked_sub(1)?)
    }

    /// The term in each index that has it.
    pub(crate) fn find(&self, term: &str) -> impl Iterator<Item = TermId> {
        let find = move |(segment, part): (usize, &Segment<'_>)| {
            part.index.find(term).map(|term| TermId { segment, term })
        };
        self.segments.iter().enumerate().filter_map(find)
    }

    /// The Latin words as the entries write them, each with its term.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = (TermId, &str)> {
        self.segments.iter().enumerate().flat_map(|(segment, part)| {
            part.index.surfaces().map(move |(term, text)| (TermId { segment, term }, text))
        })
    }

    /// The number of entries that have a term.
    pub(crate) fn frequency(&self, id: TermId) -> usize {
        match &self.segments[..] {
            [segment] => segment.index.postings(id.term).count(),
            segments => {
                let term = segments[id.segment].index.term(id.term);
                self.find(term).map(|id| self.postings(id).count()).sum()
            }
        }
    }

    /// The postings of a term; their entries are positions in the corpus.
    pub(crate) fn postings(&self, id: TermId) -> impl Iterator<Item = Posting<'_>> {
        let Segment { index, start, .. } = &self.segments[id.segment];
        index.postings(id.term).map(|posting| posting.shifted(*start))
    }

    /// The postings of a term, each with the place of the first phrase of its entry.
    pub(crate) fn phrase_postings(&self, id: TermId) -> impl Iterator<Item = (Posting<'_>, usize)> {
        let Segment { index, start, phrases, .. } = &self.segments[id.segment];
        index.postings(id.term).map(move |posting| {
            let place = phrases + index.phrase_start(posting.entry);
            (posting.shifted(*start), place)
        })
    }

    /// Inverse document frequency over all indexes, as in BM25.
    pub(crate) fn idf(&self, id: TermId) -> f32 {
        self.idf_of(self.frequency(id))
    }

    /// The idf of a term that one entry holds.
    pub(crate) fn highest_idf(&self) -> f32 {
        self.idf_of(1)
    }

    fn idf_of(&self, holding: usize) -> f32 {
        index::idf(self.entries, holding)
    }
}

/// The entries of the built-in code set in the order of its index.
fn builtin_documents() -> Vec<Entry<'static>> {
    let mut entries: Vec<_> = builtin::BUILTIN.entries().collect();
    entries.sort_by_key(|entry| entry.code());
    entries
}
