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
                bail!("{}; {}", messages::unknown_category(name), instead(catalog, name));
            }
        }
        for name in &filter.layer {
            if !is_layer(catalog, name) {
                bail!("{}; {}", messages::unknown_layer(name), instead(catalog, name));
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
pub(crate) fn option(catalog: &Catalog, word: &str) -> Option<String> {
    let option = if is_layer(catalog, word) {
        "--layer"
    } else {
        is_category(catalog, word).then_some("--category")?
    };
    Some(messages::did_you_mean(&format_args!("{option} {word}")))
}

fn instead(catalog: &Catalog, word: &str) -> String {
    option(catalog, word).unwrap_or_else(messages::categories_lists)
}

fn is_category(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.matches(name))
}

fn is_layer(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.layer().eq_ignore_ascii_case(name))
}
