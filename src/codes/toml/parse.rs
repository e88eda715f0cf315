//! From the text of a code file to its blocks, as serde types with spans.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::codes::toml::diagnostic::{Diagnostics, quoted};

/// A field, which may be missing.
pub(crate) type Field<T> = Option<Spanned<T>>;
pub(crate) type List<T> = Vec<Spanned<T>>;

/// A struct of fields, and the list of their names.
macro_rules! block {
    ($block:ident { $($field:ident: $type:ty,)* }) => {
        #[derive(Deserialize)]
        pub(crate) struct $block {
            $(pub(crate) $field: Field<$type>,)*
        }

        impl $block {
            pub(crate) const FIELDS: &[&str] = &[$(stringify!($field)),*];
        }
    };
}

block! { LayerBlock {
    id: String,
    title: String,
    legacy: bool,
    constant_prefix: String,
    note: String,
    zh: LayerZh,
} }

block! { LayerZh {
    title: String,
    note: String,
} }

block! { CategoryBlock {
    id: String,
    layer: String,
    title: String,
    zh: CategoryZh,
} }

block! { CategoryZh {
    title: String,
} }

block! { CodeBlock {
    code: i32,
    through: i32,
    category: String,
    name: String,
    aliases: List<String>,
    former_names: List<String>,
    summary: String,
    detail: String,
    action: String,
    retry: String,
    related: List<i32>,
    keywords: List<String>,
    note: String,
    basis: String,
    since: String,
    until: String,
    met: u8,
    zh: CodeZh,
} }

block! { CodeZh {
    summary: String,
    detail: String,
    action: String,
    note: String,
    keywords: List<String>,
} }

/// The tables of a text, or nothing if it is not TOML. Only the first syntax error is reported: the
/// parser's recovery needs gigabytes for 16 MiB of garbage.
pub(crate) fn parse<'t>(text: &'t str, diagnostics: &mut Diagnostics) -> Option<DeTable<'t>> {
    match DeTable::parse(text) {
        Ok(document) => {
            let document = document.into_inner();
            for key in document.keys() {
                let name = key.get_ref();
                if !["layer", "category", "code", "synonyms"].contains(&&**name) {
                    let message = format!(
                        "unknown key `{}`; a code file holds [[layer]], [[category]] and [[code]] blocks and [synonyms]",
                        quoted(name)
                    );
                    diagnostics.add(key.span().start, message);
                }
            }
            Some(document)
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            // The parser quotes what it met, which may be a control character.
            diagnostics.add(at, format!("not TOML: {}", quoted(error.message())));
            None
        }
    }
}

/// Takes the blocks under `[[name]]` one at a time, each with its place, so that a large file costs
/// little more than its TOML; false if one of them was left out.
pub(crate) fn blocks<T: DeserializeOwned>(
    document: &mut DeTable<'_>,
    name: &str,
    [fields, zh_fields]: [&[&str]; 2],
    diagnostics: &mut Diagnostics,
    mut take: impl FnMut(usize, T, &mut Diagnostics),
) -> bool {
    let Some(value) = document.remove(name) else { return true };
    let at = value.span().start;
    let DeValue::Array(values) = value.into_inner() else {
        diagnostics.add(at, format!("`{name}` is not a list; write [[{name}]] above each block"));
        return false;
    };
    let mut whole = true;
    for mut value in values {
        let at = value.span().start;
        let mut block = None;
        if let DeValue::Table(table) = value.get_mut() {
            refuse_unknown(name, "", table, fields, diagnostics);
            if let Some(DeValue::Table(zh)) = table.get_mut("zh").map(Spanned::get_mut) {
                refuse_unknown(name, "zh.", zh, zh_fields, diagnostics);
            }
            block = typed(name, value, diagnostics);
        } else {
            diagnostics.add(at, format!("not a block; write [[{name}]] above each block"));
        }
        match block {
            Some(block) => take(at, block, diagnostics),
            None => whole = false,
        }
    }
    whole
}

/// Takes unknown fields out of a block, so that the others are still checked.
fn refuse_unknown(
    name: &str,
    prefix: &str,
    table: &mut DeTable<'_>,
    fields: &[&str],
    diagnostics: &mut Diagnostics,
) {
    let is_unknown = |key: &&Spanned<Cow<'_, str>>| !fields.contains(&key.get_ref().as_ref());
    let unknown: Vec<Spanned<Cow<'_, str>>> = table.keys().filter(is_unknown).cloned().collect();
    for key in unknown {
        let fields: Vec<String> = fields.iter().map(|field| format!("{prefix}{field}")).collect();
        let (field, fields) = (quoted(key.get_ref()), fields.join(", "));
        let message =
            format!("unknown field `{prefix}{field}` in [[{name}]]; the fields are {fields}");
        diagnostics.add(key.span().start, message);
        table.remove(key.get_ref().as_ref());
    }
}

/// Takes the terms under `[synonyms]`, each with what people say in its place.
pub(crate) fn synonyms(
    document: &mut DeTable<'_>,
    diagnostics: &mut Diagnostics,
    mut take: impl FnMut(&Spanned<Cow<'_, str>>, Field<List<String>>, &mut Diagnostics),
) {
    match document.remove("synonyms").map(|value| (value.span().start, value.into_inner())) {
        Some((_, DeValue::Table(table))) => {
            for (term, words) in table {
                let words = typed("synonyms", words, diagnostics);
                take(&term, words, diagnostics);
            }
        }
        Some((at, _)) => {
            diagnostics.add(at, "`synonyms` is not a block; write [synonyms] above it");
        }
        None => {}
    }
}

/// A value as `T`; if a part of it has another type, the first such part is reported.
fn typed<T: DeserializeOwned>(
    name: &str,
    value: Spanned<DeValue<'_>>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let at = value.span().start;
    let error = match T::deserialize(ValueDeserializer::from(value)) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    // The only place of the key is the end of what the error displays.
    let shown = error.to_string();
    let key = shown.rsplit_once("\nin `").map_or(name, |(_, key)| key.trim_end_matches("`\n"));
    let (_, expected) = error.message().rsplit_once(", expected ").unwrap_or_default();
    let message = match expected {
        "a string" => format!("`{key}` must be text: \"…\""),
        "a boolean" => format!("`{key}` must be true or false"),
        "a sequence" => format!("`{key}` must be a list: [\"…\", \"…\"]"),
        expected if expected.starts_with("struct ") => {
            format!("`{key}` must be a table; write `{key}.` before the name of each field")
        }
        // Also of a number that no integer type holds, for which nothing is expected.
        _ => format!("`{key}` must be a whole number from {} to {}", i32::MIN, i32::MAX),
    };
    diagnostics.add(error.span().map_or(at, |span| span.start), message);
    None
}
