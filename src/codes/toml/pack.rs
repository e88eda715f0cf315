//! Packs the blocks of a file as they are read, whether or not they keep the rules: those between
//! codes are checked on the set that results.

use std::collections::HashMap;

use toml::Spanned;

use crate::codes::category::Category;
use crate::codes::code::{Basis, Code, Retry};
use crate::codes::packed::{CategoryRow, LayerRow, Packed, Row, Span, TextRow};
use crate::codes::set::CodeSet;
use crate::codes::text::Lang;
use crate::codes::toml::parse::{CategoryBlock, CodeBlock, Field, LayerBlock, List};

#[derive(Default)]
pub(crate) struct Packer<'b> {
    text: String,
    numbers: Vec<Code>,
    layers: Vec<LayerRow>,
    categories: Vec<CategoryRow>,
    /// By identifier, the index into `categories`.
    indexes: HashMap<String, usize>,
    /// The categories of other sets, which are packed if a code names them.
    below: HashMap<&'b str, Category<'b>>,
    is_builtin: bool,
    rows: Vec<(Row, usize)>,
    synonyms: Vec<(Span, Span)>,
}

impl<'b> Packer<'b> {
    pub(crate) fn new(below: &[&'b CodeSet]) -> Self {
        let categories = below.iter().flat_map(|set| set.categories());
        Self {
            below: categories.map(|category| (category.id(), category)).collect(),
            is_builtin: below.is_empty(),
            ..Self::default()
        }
    }

    pub(crate) fn layer(&mut self, block: &LayerBlock) {
        let zh = block.zh.as_ref().map(Spanned::get_ref);
        let row = LayerRow {
            id: self.field(&block.id),
            title: [self.field(&block.title), self.field(zh.map_or(&None, |zh| &zh.title))],
            note: [self.field(&block.note), self.field(zh.map_or(&None, |zh| &zh.note))],
            constant_prefix: self.field(&block.constant_prefix),
            legacy: block.legacy.as_ref().is_some_and(|legacy| *legacy.get_ref()),
        };
        self.layers.push(row);
    }

    /// Packs a category that is not defined yet.
    pub(crate) fn category(&mut self, block: &CategoryBlock) {
        let Some(id) = block.id.as_ref().map(Spanned::get_ref) else { return };
        if !self.indexes.contains_key(id) && !self.below.contains_key(&**id) {
            let zh = block.zh.as_ref().map_or(&None, |zh| &zh.get_ref().title);
            let title = [self.field(&block.title), self.field(zh)];
            let layer = self.field(&block.layer);
            self.add_category(id, layer, title);
        }
    }

    fn add_category(&mut self, id: &str, layer: Span, title: [Span; 2]) -> usize {
        let index = self.categories.len();
        let row = CategoryRow { id: self.text(id), layer, title };
        self.categories.push(row);
        self.indexes.insert(id.to_owned(), index);
        index
    }

    /// The index of the category with this identifier, if it is known.
    fn category_index(&mut self, id: &str) -> Option<usize> {
        if let Some(&index) = self.indexes.get(id) {
            return Some(index);
        }
        let category = *self.below.get(id)?;
        let layer = self.text(category.layer());
        let title = Lang::ALL.map(|lang| self.text(category.title_in(lang)));
        Some(self.add_category(id, layer, title))
    }

    /// A category that no block defines is a fault, but the codes in it may have others.
    fn unknown_category(&mut self, id: &str) -> usize {
        let layer = self.text(id.split('.').next().unwrap_or_default());
        self.add_category(id, layer, Default::default())
    }

    /// Packs the code whose block is at `at`; nothing if its number or its category is missing.
    pub(crate) fn code(&mut self, at: usize, block: &CodeBlock) -> Option<()> {
        let code = *block.code.as_ref()?.get_ref();
        let id = block.category.as_ref()?.get_ref();
        let category = self.category_index(id).unwrap_or_else(|| self.unknown_category(id));
        let zh = block.zh.as_ref().map(Spanned::get_ref);
        let basis = block.basis.as_ref().map_or("page", |word| word.get_ref());
        let basis = Basis::ALL.into_iter().find(|known| known.as_str() == basis);
        let retry = block.retry.as_ref().and_then(|word| word.get_ref().parse().ok());
        let row = Row {
            code,
            through: block.through.as_ref().map_or(code, |last| code.max(*last.get_ref())),
            category: offset(category),
            retry: retry.unwrap_or(Retry::Unknown),
            basis: basis.filter(|_| self.is_builtin).unwrap_or(Basis::Own),
            name: self.field(&block.name),
            aliases: self.list([&block.aliases]),
            former_names: self.list([&block.former_names]),
            texts: [
                self.texts([&block.summary, &block.detail, &block.action, &block.note]),
                zh.map(|zh| self.texts([&zh.summary, &zh.detail, &zh.action, &zh.note]))
                    .unwrap_or_default(),
            ],
            since: self.field(&block.since),
            until: self.field(&block.until),
            keywords: self.list([&block.keywords, zh.map_or(&None, |zh| &zh.keywords)]),
            related: self.related(&block.related),
            met: block.met.as_ref().map_or(0, |met| (*met.get_ref()).min(3)),
        };
        self.rows.push((row, at));
        Some(())
    }

    pub(crate) fn synonym(&mut self, term: &str, words: &Field<List<String>>) {
        let row = (self.text(term), self.list([words]));
        self.synonyms.push(row);
    }

    /// The set, and where the block of each of its rows is in the file.
    pub(crate) fn finish(self) -> (Packed, Vec<usize>) {
        // The number of each category's layer, by first use.
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let layers: Vec<usize> = self
            .categories
            .iter()
            .map(|category| {
                let next = seen.len();
                *seen.entry(&self.text[category.layer.range()]).or_insert(next)
            })
            .collect();
        let layer = |row: &Row| layers[row.category as usize];
        let mut rows = self.rows;
        rows.sort_by_key(|(row, _)| (layer(row), row.code));
        let (rows, places): (Vec<Row>, Vec<usize>) = rows.into_iter().unzip();
        let mut end = 0;
        let layer_rows = rows.chunk_by(|a, b| layer(a) == layer(b)).map(|rows| {
            end += rows.len();
            span(end - rows.len(), end)
        });
        let packed = Packed {
            layer_rows: layer_rows.collect(),
            names: names(&self.text, &rows).into(),
            rows: rows.into(),
            text: self.text.into(),
            numbers: self.numbers.into(),
            layers: self.layers.into(),
            categories: self.categories.into(),
            synonyms: self.synonyms.into(),
        };
        (packed, places)
    }

    fn text(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        span(start, self.text.len())
    }

    fn field(&mut self, field: &Field<String>) -> Span {
        field.as_ref().map(|text| self.text(text.get_ref())).unwrap_or_default()
    }

    fn texts(&mut self, fields: [&Field<String>; 4]) -> TextRow {
        let [summary, detail, action, note] = fields.map(|field| self.field(field));
        TextRow { summary, detail, action, note }
    }

    /// The items of one or more lists as one.
    fn list<const N: usize>(&mut self, lists: [&Field<List<String>>; N]) -> Span {
        let start = self.text.len();
        for item in lists.into_iter().flatten().flat_map(Spanned::get_ref) {
            if self.text.len() > start {
                self.text.push('\n');
            }
            self.text.push_str(item.get_ref());
        }
        span(start, self.text.len())
    }

    fn related(&mut self, codes: &Field<List<i32>>) -> Span {
        let start = self.numbers.len();
        let codes = codes.iter().flat_map(Spanned::get_ref);
        self.numbers.extend(codes.map(|code| Code::new(*code.get_ref())));
        self.numbers[start..].sort_unstable();
        span(start, self.numbers.len())
    }
}

/// Each name or alias and its row, by name in capital letters.
fn names(text: &str, rows: &[Row]) -> Vec<(Span, u32)> {
    let mut names = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        for list in [row.name.range(), row.aliases.range()] {
            let mut start = list.start;
            for name in text[list].split_inclusive('\n') {
                let end = start + name.len();
                names.push((span(start, start + name.trim_end_matches('\n').len()), offset(at)));
                start = end;
            }
        }
    }
    names.sort_by_cached_key(|(name, _)| text[name.range()].to_ascii_uppercase());
    names
}

fn span(start: usize, end: usize) -> Span {
    Span { start: offset(start), len: offset(end - start) }
}

/// An offset into a code set, which is shorter than the largest file that is read.
fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a code file is smaller than 4 GiB")
}
