//! The categories that the codes of a file may name: its own and those of the sets below.

use std::collections::HashMap;

use toml::Spanned;

use crate::codes::category::Category;
use crate::codes::set::CodeSet;
use crate::codes::toml::check::is_word;
use crate::codes::toml::diagnostic::{Diagnostics, quoted};
use crate::codes::toml::parse::{CodeFile, Str};

/// A category of the file, or one of another set that the file uses.
#[derive(Clone, Copy)]
pub(crate) struct CategoryRef<'f> {
    pub(crate) id: &'f str,
    pub(crate) layer: &'f str,
    pub(crate) title: &'f str,
    pub(crate) zh_title: &'f str,
}

/// The categories that the codes of a file may name.
pub(crate) struct Categories<'f> {
    pub(crate) all: Vec<CategoryRef<'f>>,
    /// By identifier, the index into `all`.
    indexes: HashMap<&'f str, usize>,
    below: HashMap<&'f str, Category<'f>>,
    /// An unknown category may be one whose block was left out.
    lost: bool,
}

impl<'f> Categories<'f> {
    /// An identifier is defined once, here or below.
    pub(crate) fn new(
        file: &'f CodeFile<'_>,
        below: &'f [&CodeSet],
        diagnostics: &mut Diagnostics,
    ) -> Self {
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

    /// The index of the category that a code names, if it is known.
    pub(crate) fn find(
        &mut self,
        id: &Spanned<Str<'_>>,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        if let Some(&index) = self.indexes.get(&**id.get_ref()) {
            return Some(index);
        }
        if let Some(category) = self.below.get(&**id.get_ref()).copied() {
            let (id, layer, title) = (category.id(), category.layer(), category.title());
            let zh_title = category.zh_title().unwrap_or_default();
            return Some(self.add(CategoryRef { id, layer, title, zh_title }));
        }
        if !self.lost && is_word(id.get_ref()) {
            let message = format!(
                "unknown category `{}`; add a [[category]] block with this id, or correct it",
                quoted(id.get_ref())
            );
            diagnostics.add(id.span().start, message);
        }
        None
    }

    /// The number of each category's layer, by first use.
    pub(crate) fn layers(&self) -> Vec<usize> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut layers = Vec::with_capacity(self.all.len());
        for category in &self.all {
            let next = seen.len();
            layers.push(*seen.entry(category.layer).or_insert(next));
        }
        layers
    }
}

pub(crate) fn text<'f>(field: Option<&'f Spanned<Str<'_>>>) -> Option<&'f str> {
    field.map(|text| &**text.get_ref())
}
