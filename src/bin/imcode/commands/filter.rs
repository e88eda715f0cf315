//! The filters of `imcode list` and `imcode search`.

use anyhow::{Result, bail};
use imcode::{Catalog, Entry};

use crate::args;
use crate::output::messages;

/// A filter whose categories and layers exist.
pub(crate) struct Filter<'f>(&'f args::Filter);

impl<'f> Filter<'f> {
    pub(crate) fn new(catalog: &Catalog, filter: &'f args::Filter) -> Result<Self> {
        for name in &filter.category {
            if !is_category(catalog, name) {
                bail!(messages::unknown_category(name));
            }
        }
        for name in &filter.layer {
            if !is_layer(catalog, name) {
                bail!(messages::unknown_layer(name));
            }
        }
        Ok(Self(filter))
    }

    pub(crate) fn admits(&self, entry: Entry<'_>) -> bool {
        let args::Filter { category, layer, retry } = self.0;
        (category.is_empty() || category.iter().any(|name| entry.category().matches(name)))
            && (layer.is_empty()
                || layer.iter().any(|name| entry.category().layer().eq_ignore_ascii_case(name)))
            && (retry.is_empty() || retry.contains(&entry.retry()))
    }
}

/// The option of the filter that `word` is a value of.
pub(crate) fn option(catalog: &Catalog, word: &str) -> Option<&'static str> {
    if is_layer(catalog, word) {
        Some("layer")
    } else {
        is_category(catalog, word).then_some("category")
    }
}

fn is_category(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.matches(name))
}

fn is_layer(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.layer().eq_ignore_ascii_case(name))
}
