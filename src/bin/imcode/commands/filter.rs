//! The filters of `imcode list` and `imcode search`.

use anyhow::{Result, bail};
use imcode::{Catalog, Entry};

use crate::args::Filter;
use crate::output::messages;

impl Filter {
    /// Refuses categories and layers that no code set has.
    pub(crate) fn check(&self, catalog: &Catalog) -> Result<()> {
        let instead = |name| {
            let instead = option(catalog, name).unwrap_or_else(messages::categories_lists);
            messages::semicolon() + &instead
        };
        if let Some(name) = self.category.iter().find(|name| !is_category(catalog, name)) {
            bail!("{}{}", messages::unknown_category(name), instead(name));
        }
        if let Some(name) = self.layer.iter().find(|name| !is_layer(catalog, name)) {
            bail!("{}{}", messages::unknown_layer(name), instead(name));
        }
        Ok(())
    }

    pub(crate) fn admits(&self, entry: Entry<'_>) -> bool {
        let Self { category, layer, retry } = self;
        let is_in = |name: &String| entry.category().layer().eq_ignore_ascii_case(name);
        (category.is_empty() || category.iter().any(|name| entry.category().matches(name)))
            && (layer.is_empty() || layer.iter().any(is_in))
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

fn is_category(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.matches(name))
}

fn is_layer(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.layer().eq_ignore_ascii_case(name))
}
