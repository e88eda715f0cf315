//! The names in a file resolved: each code with its category, in the order in which it is packed.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use crate::codes::set::{Category, CodeSet};
use crate::codes::toml::check::is_word;
use crate::codes::toml::diagnostic::{Diagnostics, quoted};
use crate::codes::toml::parse::{CodeBlock, CodeFile, LayerBlock, Str, Synonym};

/// A file whose names are resolved, in the order in which it is packed.
pub(crate) struct Resolved<'f> {
    pub(crate) layers: &'f [Spanned<LayerBlock<'f>>],
    pub(crate) categories: Vec<CategoryRef<'f>>,
    /// By layer, then by code.
    pub(crate) codes: Vec<CodeRef<'f>>,
    /// Where each layer ends in `codes`.
    pub(crate) layer_ends: Vec<usize>,
    pub(crate) synonyms: &'f [Synonym<'f>],
    /// A code of the file is not among `codes`: one that is missing may be this one.
    pub(crate) lost_code: bool,
    /// The file is `codes.toml`, not one of a user's.
    pub(crate) is_builtin: bool,
}

/// A category of the file, or one of another set that the file uses.
#[derive(Clone, Copy)]
pub(crate) struct CategoryRef<'f> {
    pub(crate) id: &'f str,
    pub(crate) layer: &'f str,
    pub(crate) title: &'f str,
    pub(crate) zh_title: &'f str,
}

#[derive(Clone, Copy)]
pub(crate) struct CodeRef<'f> {
    pub(crate) block: &'f CodeBlock<'f>,
    /// Its place in the file.
    pub(crate) at: usize,
    pub(crate) code: i32,
    /// The last code of a range, or `code` itself.
    pub(crate) through: i32,
    /// An index into the categories.
    pub(crate) category: usize,
}

/// Resolves the categories of a file; `below` are the sets whose categories it may name.
pub(crate) fn resolve<'f>(
    file: &'f CodeFile<'f>,
    below: &'f [&CodeSet],
    diagnostics: &mut Diagnostics,
) -> Resolved<'f> {
    let mut categories = Categories::new(file, below, diagnostics);
    let codes = file.codes.iter().filter_map(|block| categories.resolve(block, diagnostics));
    let mut codes: Vec<CodeRef<'f>> = codes.collect();
    let layers = layers(&categories.all);
    let layer = |code: &CodeRef<'_>| layers[code.category];
    codes.sort_by_key(|code| (layer(code), code.code));
    let layer_ends = codes.chunk_by(|a, b| layer(a) == layer(b)).scan(0, |end, codes| {
        *end += codes.len();
        Some(*end)
    });
    layers_once(file, below, diagnostics);
    Resolved {
        layers: &file.layers,
        is_builtin: below.is_empty(),
        layer_ends: layer_ends.collect(),
        categories: categories.all,
        lost_code: file.lost_code || codes.len() < file.codes.len(),
        codes,
        synonyms: &file.synonyms,
    }
}

/// The categories that the codes of a file may name.
struct Categories<'f> {
    all: Vec<CategoryRef<'f>>,
    /// By identifier, the index into `all`.
    indexes: HashMap<&'f str, usize>,
    below: HashMap<&'f str, Category<'f>>,
    /// An unknown category may be one whose block was left out.
    lost: bool,
}

impl<'f> Categories<'f> {
    /// An identifier is defined once, here or below.
    fn new(file: &'f CodeFile<'f>, below: &'f [&CodeSet], diagnostics: &mut Diagnostics) -> Self {
        let below = below.iter().flat_map(|set| set.categories());
        let mut categories = Self {
            all: Vec::new(),
            indexes: HashMap::new(),
            below: below.map(|category| (category.id(), category)).collect(),
            lost: file.lost_category,
        };
        for block in &file.categories {
            let (at, block) = (block.span().start, block.get_ref());
            let Some(id) = text(block.id.as_ref()) else {
                categories.lost = true;
                continue;
            };
            if let Some(category) = categories.below.get(id) {
                let source = quoted(category.source());
                let id = quoted(id);
                let message =
                    format!("category `{id}` is already defined in {source}; remove this one");
                diagnostics.add(at, message);
            } else if categories.indexes.contains_key(id) {
                let id = quoted(id);
                diagnostics.add(at, format!("category `{id}` is defined twice; remove one"));
            } else {
                let layer = text(block.layer.as_ref()).unwrap_or(id);
                let title = text(block.title.as_ref()).unwrap_or(id);
                let zh_title = block.zh.as_ref().and_then(|zh| text(zh.get_ref().title.as_ref()));
                let zh_title = zh_title.unwrap_or_default();
                categories.add(CategoryRef { id, layer, title, zh_title });
            }
        }
        categories
    }

    fn add(&mut self, category: CategoryRef<'f>) -> usize {
        let index = self.all.len();
        self.indexes.insert(category.id, index);
        self.all.push(category);
        index
    }

    /// A code whose number and category are known.
    fn resolve(
        &mut self,
        block: &'f Spanned<CodeBlock<'f>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<CodeRef<'f>> {
        let (at, block) = (block.span().start, block.get_ref());
        let id = block.category.as_ref()?;
        let index = match self.indexes.get(&**id.get_ref()) {
            Some(&index) => Some(index),
            None => self.below.get(&**id.get_ref()).copied().map(|category| {
                let (id, layer, title) = (category.id(), category.layer(), category.title());
                let zh_title = category.zh_title().unwrap_or_default();
                self.add(CategoryRef { id, layer, title, zh_title })
            }),
        };
        if index.is_none() && !self.lost && is_word(id.get_ref()) {
            let message = format!(
                "unknown category `{}`; add a [[category]] block with this id, or correct it",
                quoted(id.get_ref())
            );
            diagnostics.add(id.span().start, message);
        }
        let code = *block.code.as_ref()?.get_ref();
        let through = block.through.as_ref().map_or(code, |through| *through.get_ref());
        Some(CodeRef { block, at, code, through: through.max(code), category: index? })
    }
}

fn text<'f>(field: Option<&'f Spanned<Str<'_>>>) -> Option<&'f str> {
    field.map(|text| &**text.get_ref())
}

/// A layer is declared once, here or below.
fn layers_once(file: &CodeFile<'_>, below: &[&CodeSet], diagnostics: &mut Diagnostics) {
    let mut declared = HashSet::new();
    for block in &file.layers {
        let (at, Some(id)) = (block.span().start, text(block.get_ref().id.as_ref())) else {
            continue;
        };
        let is_known = |set: &&&CodeSet| set.layers().any(|layer| layer.id() == id);
        if let Some(set) = below.iter().find(is_known) {
            let (id, source) = (quoted(id), quoted(set.source()));
            let message = format!("layer `{id}` is already defined in {source}; remove this one");
            diagnostics.add(at, message);
        } else if !declared.insert(id) {
            diagnostics.add(at, format!("layer `{}` is defined twice; remove one", quoted(id)));
        }
    }
}

/// The number of each category's layer, by first use.
fn layers(categories: &[CategoryRef<'_>]) -> Vec<usize> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut layers = Vec::with_capacity(categories.len());
    for category in categories {
        let next = seen.len();
        layers.push(*seen.entry(category.layer).or_insert(next));
    }
    layers
}

impl Resolved<'_> {
    pub(crate) fn layers(&self) -> impl Iterator<Item = &[CodeRef<'_>]> {
        let starts = std::iter::once(&0).chain(&self.layer_ends);
        starts.zip(&self.layer_ends).map(|(&start, &end)| &self.codes[start..end])
    }

    /// The codes that are `code`, or ranges that hold it: at most one of each layer.
    pub(crate) fn find(&self, code: i32) -> impl Iterator<Item = &CodeRef<'_>> {
        self.layers().filter_map(move |codes| {
            let after = codes.partition_point(|other| other.code <= code);
            codes.get(after.checked_sub(1)?).filter(|other| code <= other.through)
        })
    }
}

impl CodeRef<'_> {
    pub(crate) fn related(&self) -> impl Iterator<Item = i32> {
        self.block.related.iter().flat_map(Spanned::get_ref).map(|code| *code.get_ref())
    }

    pub(crate) fn label(&self) -> String {
        if self.through == self.code {
            self.code.to_string()
        } else {
            format!("{}-{}", self.code, self.through)
        }
    }
}
