//! The filters of `imcode list` and `imcode search`.

use anyhow::{Result, bail};
use imcode::{Catalog, CodeSet, Entry, Lang, Retry};

use crate::args::Filter;
use crate::output::messages;
use crate::suggest;

impl Filter {
    /// Refuses categories and layers that no code set has.
    pub(crate) fn check(&self, catalog: &Catalog) -> Result<()> {
        let instead = |name| {
            let instead = option(catalog, name).or_else(|| like(catalog, name));
            messages::semicolon() + &instead.unwrap_or_else(messages::categories_lists)
        };
        if let Some(name) = self.category.iter().find(|name| !is_category(catalog, name)) {
            bail!("{}{}", messages::unknown_category(name), instead(name));
        }
        if let Some(name) = self.layer.iter().find(|name| !is_layer(catalog, name)) {
            bail!("{}{}", messages::unknown_layer(name), instead(name));
        }
        Ok(())
    }

    /// The option with `word` as one more verdict: `--retry yes wait`.
    pub(super) fn with_retry(&self, word: &str) -> Option<String> {
        word.parse::<Retry>().ok()?;
        let verdicts: Vec<&str> = self.retry.iter().map(|retry| retry.as_str()).collect();
        let verdicts = [&verdicts[..], &[word]].concat().join(",");
        Some(messages::did_you_mean(&format_args!("--retry {verdicts}")))
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

/// The option of the filter with the value that `word` is a slip of, or the title of.
fn like(catalog: &Catalog, word: &str) -> Option<String> {
    let layers = catalog.sets().flat_map(CodeSet::layers);
    let layers = layers.map(|layer| ("--layer", layer.id(), layer.title_in(Lang::Zh)));
    let categories = catalog.categories().flat_map(|category| {
        let (id, title) = (category.id(), category.title_in(Lang::Zh));
        let last = id.rsplit('.').next().unwrap_or_default();
        [("--category", last, title), ("--category", id, title)]
    });
    let values: Vec<_> = layers.chain(categories).collect();
    let titled = values.iter().find(|(.., title)| *title == word);
    let known = values.iter().map(|(_, value, _)| *value);
    let near = || {
        let near = suggest::nearest(&word.to_ascii_lowercase(), known)?;
        values.iter().find(|(_, value, _)| *value == near)
    };
    let (option, value, _) = titled.or_else(near)?;
    Some(messages::did_you_mean(&format_args!("{option} {value}")))
}

fn is_category(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.matches(name))
}

fn is_layer(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.layer().eq_ignore_ascii_case(name))
}
