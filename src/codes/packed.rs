//! The layout of a code set in memory, the only file that knows offsets: all text in one string,
//! all numbers in one slice, rows of spans. The built-in set so needs no relocation when a program
//! starts, which saves 0.1 ms and 250 KB; a user's needs no allocation per entry.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::codes::code::{Basis, Code, Retry};

/// A piece of [`Packed::text`] or [`Packed::numbers`]; an empty one is "none".
///
/// A list of texts is one span with a line per item: no text of a code file has a line break.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

/// One code or one range of codes; `Entry` says what each field means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) code: i32,
    /// The last code of a range, or `code` itself.
    pub(crate) through: i32,
    pub(crate) category: u32,
    pub(crate) retry: Retry,
    pub(crate) name: Span,
    pub(crate) aliases: Span,
    pub(crate) former_names: Span,
    pub(crate) en: TextRow,
    /// Empty if there is no Chinese text.
    pub(crate) zh: TextRow,
    pub(crate) basis: Basis,
    pub(crate) since: Span,
    pub(crate) until: Span,
    pub(crate) keywords: Span,
    pub(crate) related: Span,
    /// How often people meet the code: 0 to 3.
    pub(crate) met: u8,
}

impl Row {
    /// The code or the range as people write it.
    pub(crate) fn label(&self) -> String {
        if self.through == self.code {
            self.code.to_string()
        } else {
            format!("{}-{}", self.code, self.through)
        }
    }
}

/// The texts of an entry in one language.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextRow {
    pub(crate) summary: Span,
    pub(crate) detail: Span,
    pub(crate) action: Span,
    pub(crate) note: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct CategoryRow {
    pub(crate) id: Span,
    pub(crate) layer: Span,
    pub(crate) title: Span,
    pub(crate) zh_title: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct LayerRow {
    pub(crate) id: Span,
    pub(crate) title: Span,
    pub(crate) zh_title: Span,
    pub(crate) note: Span,
    pub(crate) zh_note: Span,
    pub(crate) constant_prefix: Span,
    pub(crate) legacy: bool,
}

/// A name or an alias and its row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameRow {
    pub(crate) name: Span,
    pub(crate) row: u32,
}

/// A term, and the list of what people say in its place.
#[cfg_attr(not(feature = "search"), allow(dead_code, reason = "only the search index reads it"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct SynonymRow {
    pub(crate) term: Span,
    pub(crate) words: Span,
}

/// The data of a code set.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) text: Cow<'static, str>,
    pub(crate) numbers: Cow<'static, [Code]>,
    pub(crate) layers: Cow<'static, [LayerRow]>,
    pub(crate) categories: Cow<'static, [CategoryRow]>,
    /// By layer, then by code; the codes of one layer never overlap.
    pub(crate) rows: Cow<'static, [Row]>,
    /// Where each layer ends in `rows`.
    pub(crate) layer_ends: Cow<'static, [u32]>,
    /// By name in capital letters.
    pub(crate) names: Cow<'static, [NameRow]>,
    #[cfg_attr(
        not(feature = "search"),
        allow(dead_code, reason = "only the search index reads it")
    )]
    pub(crate) synonyms: Cow<'static, [SynonymRow]>,
}

impl Packed {
    pub(crate) fn text(&self, span: Span) -> &str {
        let start = span.start as usize;
        &self.text[start..start + span.len as usize]
    }

    pub(crate) fn optional(&self, span: Span) -> Option<&str> {
        (span.len > 0).then(|| self.text(span))
    }

    pub(crate) fn list(&self, span: Span) -> impl Iterator<Item = &str> {
        self.text(span).split('\n').filter(|item| !item.is_empty())
    }

    pub(crate) fn numbers(&self, span: Span) -> &[Code] {
        let start = span.start as usize;
        &self.numbers[start..start + span.len as usize]
    }

    /// The rows that `code` falls into: at most one of each layer.
    pub(crate) fn find(&self, code: i32) -> impl Iterator<Item = &Row> {
        self.rows_by_layer().filter_map(move |rows| {
            let after = rows.partition_point(|row| row.code <= code);
            rows.get(after.checked_sub(1)?).filter(|row| code <= row.through)
        })
    }

    /// The rows that touch `range`, by layer and then by code.
    pub(crate) fn within(&self, range: RangeInclusive<i64>) -> impl Iterator<Item = &Row> {
        self.rows_by_layer().flat_map(move |rows| {
            let from = rows.partition_point(|row| i64::from(row.through) < *range.start());
            let to = rows.partition_point(|row| i64::from(row.code) <= *range.end());
            rows.get(from..to).unwrap_or_default()
        })
    }

    /// The row with this name or alias, in any case.
    pub(crate) fn named(&self, name: &str) -> Option<&Row> {
        let before = |row: &NameRow| capitals(self.text(row.name)).lt(capitals(name));
        let at = self.names.partition_point(before);
        let row = self.names.get(at)?;
        self.text(row.name).eq_ignore_ascii_case(name).then(|| &self.rows[row.row as usize])
    }

    fn rows_by_layer(&self) -> impl Iterator<Item = &[Row]> {
        let starts = std::iter::once(&0).chain(self.layer_ends.iter());
        starts
            .zip(self.layer_ends.iter())
            .map(|(&start, &end)| &self.rows[start as usize..end as usize])
    }
}

/// The bytes of a name in the order of [`Packed::names`].
fn capitals(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_uppercase())
}

#[cfg(any(feature = "toml", not(library)))]
pub(crate) use packer::Packer;

#[cfg(any(feature = "toml", not(library)))]
mod packer {
    use toml::Spanned;

    use super::{
        Basis, CategoryRow, Code, LayerRow, NameRow, Packed, Retry, Row, Span, SynonymRow, TextRow,
    };

    use crate::codes::toml::categories::Categories;
    use crate::codes::toml::parse::{CodeBlock, CodeFile, CodeZh, LayerBlock, List, Str};

    /// Packs the blocks of a file.
    #[derive(Default)]
    pub(crate) struct Packer {
        text: String,
        numbers: Vec<Code>,
        rows: Vec<Row>,
        /// Where the block of each row is in the file.
        places: Vec<usize>,
    }

    impl Packer {
        /// Packs a code; false if its number is missing.
        pub(crate) fn code(
            &mut self,
            block: &Spanned<CodeBlock<'_>>,
            category: usize,
            is_builtin: bool,
        ) -> bool {
            let Some(code) = &block.get_ref().code else { return false };
            let row = self.row(*code.get_ref(), block.get_ref(), category, is_builtin);
            self.rows.push(row);
            self.places.push(block.span().start);
            true
        }

        /// The set, and where the block of each of its rows is in the file.
        pub(crate) fn finish(
            mut self,
            categories: &Categories<'_>,
            file: &CodeFile<'_>,
        ) -> (Packed, Vec<usize>) {
            let layers = categories.layers();
            let layer = |row: &Row| layers[row.category as usize];
            let mut order: Vec<usize> = (0..self.rows.len()).collect();
            order.sort_by_key(|&at| (layer(&self.rows[at]), self.rows[at].code));
            let rows: Vec<Row> = order.iter().map(|&at| self.rows[at]).collect();
            let places = order.iter().map(|&at| self.places[at]).collect();
            let ends = rows.chunk_by(|a, b| layer(a) == layer(b)).scan(0, |end, rows| {
                *end += rows.len();
                Some(offset(*end))
            });
            let categories = categories.all.iter().map(|category| CategoryRow {
                id: self.text(category.id),
                layer: self.text(category.layer),
                title: self.text(category.title),
                zh_title: self.text(category.zh_title),
            });
            let categories = categories.collect();
            let layers = file.layers.iter().map(|block| self.layer(block.get_ref())).collect();
            let synonyms = file.synonyms.iter().map(|synonym| SynonymRow {
                term: self.text(synonym.term.get_ref()),
                words: self.list(&[synonym.words.as_ref()]),
            });
            let synonyms = synonyms.collect();
            let packed = Packed {
                layers,
                categories,
                synonyms,
                layer_ends: ends.collect(),
                names: self.names(&rows).into(),
                rows: rows.into(),
                text: self.text.into(),
                numbers: self.numbers.into(),
            };
            (packed, places)
        }

        fn layer(&mut self, block: &LayerBlock<'_>) -> LayerRow {
            let zh = block.zh.as_ref().map(Spanned::get_ref);
            LayerRow {
                id: self.optional(block.id.as_ref()),
                title: self.optional(block.title.as_ref()),
                zh_title: self.optional(zh.and_then(|zh| zh.title.as_ref())),
                note: self.optional(block.note.as_ref()),
                zh_note: self.optional(zh.and_then(|zh| zh.note.as_ref())),
                constant_prefix: self.optional(block.constant_prefix.as_ref()),
                legacy: block.legacy.as_ref().is_some_and(|legacy| *legacy.get_ref()),
            }
        }

        fn row(
            &mut self,
            code: i32,
            block: &CodeBlock<'_>,
            category: usize,
            is_builtin: bool,
        ) -> Row {
            let zh = block.zh.as_ref().map(Spanned::get_ref);
            let basis = block.basis.as_ref().map_or("page", |word| word.get_ref());
            let basis = Basis::ALL.into_iter().find(|known| known.as_str() == basis);
            let retry = block.retry.as_ref().and_then(|word| word.get_ref().parse().ok());
            Row {
                code,
                through: block.through.as_ref().map_or(code, |last| code.max(*last.get_ref())),
                category: offset(category),
                retry: retry.unwrap_or(Retry::Unknown),
                name: self.optional(block.name.as_ref()),
                aliases: self.list(&[block.aliases.as_ref()]),
                former_names: self.list(&[block.former_names.as_ref()]),
                en: TextRow {
                    summary: self.optional(block.summary.as_ref()),
                    detail: self.optional(block.detail.as_ref()),
                    action: self.optional(block.action.as_ref()),
                    note: self.optional(block.note.as_ref()),
                },
                zh: zh.map(|zh| self.zh(zh)).unwrap_or_default(),
                basis: basis.filter(|_| is_builtin).unwrap_or(Basis::Own),
                since: self.optional(block.since.as_ref()),
                until: self.optional(block.until.as_ref()),
                keywords: self
                    .list(&[block.keywords.as_ref(), zh.and_then(|zh| zh.keywords.as_ref())]),
                related: self.related(block.related.as_ref()),
                met: block.met.as_ref().map_or(0, |met| (*met.get_ref()).min(3)),
            }
        }

        fn zh(&mut self, zh: &CodeZh<'_>) -> TextRow {
            TextRow {
                summary: self.optional(zh.summary.as_ref()),
                detail: self.optional(zh.detail.as_ref()),
                action: self.optional(zh.action.as_ref()),
                note: self.optional(zh.note.as_ref()),
            }
        }

        fn text(&mut self, text: &str) -> Span {
            let start = self.text.len();
            self.text.push_str(text);
            Span { start: offset(start), len: offset(text.len()) }
        }

        fn optional(&mut self, text: Option<&Spanned<Str<'_>>>) -> Span {
            text.map(|text| self.text(text.get_ref())).unwrap_or_default()
        }

        /// The items of one or more lists as one.
        fn list(&mut self, lists: &[Option<&Spanned<List<Str<'_>>>>]) -> Span {
            let start = self.text.len();
            for item in lists.iter().flatten().flat_map(|list| list.get_ref()) {
                if self.text.len() > start {
                    self.text.push('\n');
                }
                self.text.push_str(item.get_ref());
            }
            Span { start: offset(start), len: offset(self.text.len() - start) }
        }

        fn related(&mut self, codes: Option<&Spanned<List<i32>>>) -> Span {
            let start = self.numbers.len();
            let codes = codes.iter().flat_map(|list| list.get_ref());
            self.numbers.extend(codes.map(|code| Code::new(*code.get_ref())));
            self.numbers[start..].sort_unstable();
            Span { start: offset(start), len: offset(self.numbers.len() - start) }
        }

        fn names(&self, rows: &[Row]) -> Vec<NameRow> {
            let mut names = Vec::new();
            for (at, row) in rows.iter().enumerate() {
                for list in [row.name, row.aliases] {
                    let mut start = list.start;
                    let text = &self.text[start as usize..][..list.len as usize];
                    for name in text.split('\n').filter(|name| !name.is_empty()) {
                        let name = Span { start, len: offset(name.len()) };
                        names.push(NameRow { name, row: offset(at) });
                        start += name.len + 1;
                    }
                }
            }
            let capitals = self.text.to_ascii_uppercase();
            let key = |name: Span| &capitals[name.start as usize..][..name.len as usize];
            names.sort_unstable_by(|a, b| key(a.name).cmp(key(b.name)).then(a.row.cmp(&b.row)));
            names
        }
    }

    /// An offset into a code set, which is shorter than the largest file that is read.
    fn offset(at: usize) -> u32 {
        u32::try_from(at).expect("a code file is smaller than 4 GiB")
    }

    #[cfg(not(library))]
    impl Packed {
        /// The set as a Rust expression: `Debug` of a row is its literal.
        pub(crate) fn to_rust(&self) -> String {
            format!(
                "Packed {{\n\
                 text: Cow::Borrowed({:?}),\n\
                 numbers: Cow::Borrowed(&{:?}),\n\
                 layers: Cow::Borrowed(&{:?}),\n\
                 categories: Cow::Borrowed(&{:?}),\n\
                 rows: Cow::Borrowed(&{:?}),\n\
                 layer_ends: Cow::Borrowed(&{:?}),\n\
                 names: Cow::Borrowed(&{:?}),\n\
                 synonyms: Cow::Borrowed(&{:?}),\n}}\n",
                self.text,
                self.numbers,
                self.layers,
                self.categories,
                self.rows,
                self.layer_ends,
                self.names,
                self.synonyms,
            )
        }
    }
}
