//! The indexes of all code sets of a catalog, searched as one.

use std::borrow::Cow;

use crate::codes::builtin;
use crate::codes::catalog::Catalog;
use crate::codes::set::Entry;
use crate::search::document::Thesaurus;
use crate::search::index::{Index, Posting};

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
}

#[derive(Debug)]
struct Segment<'c> {
    index: Cow<'static, Index>,
    /// The entries by their position in the index; none if another code set replaces it.
    entries: Vec<Option<Entry<'c>>>,
    /// The position of the first entry in the corpus.
    start: usize,
}

impl<'c> Corpus<'c> {
    /// Indexes the code sets of `catalog`; the index of the built-in one is ready.
    pub(crate) fn new(catalog: &'c Catalog, entries: &[Entry<'c>]) -> Self {
        let mut corpus = Self { segments: Vec::new(), entries: 0 };
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
                let index = Index::build(&visible, &thesaurus);
                corpus.push(Cow::Owned(index), visible.into_iter().map(Some).collect());
            }
        }
        corpus
    }

    fn push(&mut self, index: Cow<'static, Index>, entries: Vec<Option<Entry<'c>>>) {
        let start = self.entries;
        self.entries += entries.len();
        self.segments.push(Segment { index, entries, start });
    }

    /// The number of positions for [`entry`](Self::entry).
    pub(crate) fn len(&self) -> usize {
        self.entries
    }

    pub(crate) fn entry(&self, position: usize) -> Option<Entry<'c>> {
        let after = self.segments.partition_point(|segment| segment.start <= position);
        let segment = self.segments.get(after.checked_sub(1)?)?;
        *segment.entries.get(position - segment.start)?
    }

    /// The term in each index that has it.
    pub(crate) fn find(&self, term: &str) -> impl Iterator<Item = TermId> {
        let find = move |(segment, part): (usize, &Segment<'_>)| {
            part.index.find(term).map(|term| TermId { segment, term })
        };
        self.segments.iter().enumerate().filter_map(find)
    }

    /// The terms that `prefix` begins.
    pub(crate) fn with_prefix(&self, prefix: &str) -> impl Iterator<Item = (TermId, &str)> {
        self.segments.iter().enumerate().flat_map(move |(segment, part)| {
            let terms = part.index.lower_bound(prefix)..part.index.len();
            let terms = terms.map(move |term| (TermId { segment, term }, part.index.term(term)));
            terms.take_while(move |(_, text)| text.starts_with(prefix))
        })
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
    pub(crate) fn postings(&self, id: TermId) -> impl Iterator<Item = Posting> {
        let Segment { index, start, .. } = &self.segments[id.segment];
        index.postings(id.term).map(|posting| posting.shifted(*start))
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
        let (all, holding) = (self.entries as f32, holding as f32);
        libm::logf(1.0 + (all - holding + 0.5) / (holding + 0.5))
    }
}

/// The entries of the built-in code set in the order of its index.
fn builtin_documents() -> Vec<Entry<'static>> {
    let mut entries: Vec<_> = builtin::BUILTIN.entries().collect();
    entries.sort_by_key(|entry| entry.code());
    entries
}
