//! From the text of a code file to its blocks, whose fields have their places.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codes::toml::diagnostic::{Diagnostics, quoted};

/// A field, which may be missing.
pub(crate) type Field<T> = Option<Spanned<T>>;
pub(crate) type List<T> = Vec<Spanned<T>>;

/// The name of a field, behind its prefix.
pub(crate) type Name = [&'static str; 2];

/// What a field holds.
pub(crate) trait Value: Sized {
    /// None if the value has another type, which is reported.
    fn read(field: Name, value: Spanned<DeValue<'_>>, found: &mut Diagnostics) -> Option<Self>;
}

/// A block of fields, and those that have another type.
macro_rules! block {
    ($block:ident $name:literal $prefix:literal { $($field:ident: $type:ty,)* }) => {
        pub(crate) struct $block {
            $(pub(crate) $field: Field<$type>,)*
            #[allow(dead_code, reason = "a title in Chinese may be missing in any case")]
            pub(crate) mistyped: Vec<Name>,
        }

        impl Value for $block {
            fn read(name: Name, value: Spanned<DeValue<'_>>, found: &mut Diagnostics) -> Option<Self> {
                let at = value.span().start;
                let DeValue::Table(mut table) = value.into_inner() else {
                    return refuse(name, at, "a table; write `zh.` before the name of each field", found);
                };
                let mut mistyped = Vec::new();
                $(let $field = table.remove(stringify!($field)).and_then(|value| {
                    let name = [$prefix, stringify!($field)];
                    let value = spanned(name, value, found);
                    mistyped.extend(value.is_none().then_some(name));
                    value
                });)*
                let fields = [$(concat!($prefix, stringify!($field))),*];
                refuse_unknown([$name, $prefix], &table, &fields, found);
                Some(Self { $($field,)* mistyped })
            }
        }
    };
}

block! { LayerBlock "layer" "" {
    id: String,
    title: String,
    legacy: bool,
    constant_prefix: String,
    note: String,
    zh: LayerZh,
} }

block! { LayerZh "layer" "zh." {
    title: String,
    note: String,
} }

block! { CategoryBlock "category" "" {
    id: String,
    layer: String,
    title: String,
    zh: CategoryZh,
} }

block! { CategoryZh "category" "zh." {
    title: String,
} }

block! { CodeBlock "code" "" {
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

block! { CodeZh "code" "zh." {
    summary: String,
    detail: String,
    action: String,
    note: String,
    keywords: List<String>,
} }

/// The tables of a text, or nothing if it is not TOML. Only the first syntax error is reported: the
/// parser's recovery needs gigabytes for 16 MiB of garbage.
pub(crate) fn parse<'t>(text: &'t str, found: &mut Diagnostics) -> Option<DeTable<'t>> {
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
                    found.add(key.span().start, message);
                }
            }
            Some(document)
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            // The parser quotes what it met, which may be a control character.
            found.add(at, format!("not TOML: {}", quoted(error.message())));
            None
        }
    }
}

/// Takes the blocks under `[[name]]` one at a time, each with its place, so that a large file costs
/// little more than its TOML; false if one of them was left out.
pub(crate) fn blocks<T: Value>(
    document: &mut DeTable<'_>,
    name: &'static str,
    found: &mut Diagnostics,
    mut take: impl FnMut(usize, T, &mut Diagnostics),
) -> bool {
    let Some(value) = document.remove(name) else { return true };
    let at = value.span().start;
    let DeValue::Array(values) = value.into_inner() else {
        found.add(at, format!("`{name}` is not a list; write [[{name}]] above each block"));
        return false;
    };
    let mut whole = true;
    for value in values {
        let at = value.span().start;
        if !value.get_ref().is_table() {
            found.add(at, format!("not a block; write [[{name}]] above each block"));
            whole = false;
        } else if let Some(block) = T::read(["", name], value, found) {
            take(at, block, found);
        }
    }
    whole
}

/// What is left of a table has no field.
fn refuse_unknown(
    [name, prefix]: Name,
    rest: &DeTable<'_>,
    fields: &[&str],
    found: &mut Diagnostics,
) {
    for key in rest.keys() {
        let (field, fields) = (quoted(key.get_ref()), fields.join(", "));
        let message =
            format!("unknown field `{prefix}{field}` in [[{name}]]; the fields are {fields}");
        found.add(key.span().start, message);
    }
}

/// Takes the terms under `[synonyms]`, each with what people say in its place.
pub(crate) fn synonyms(
    document: &mut DeTable<'_>,
    found: &mut Diagnostics,
    mut take: impl FnMut(&Spanned<Cow<'_, str>>, Field<List<String>>, &mut Diagnostics),
) {
    match document.remove("synonyms").map(|value| (value.span().start, value.into_inner())) {
        Some((_, DeValue::Table(table))) => {
            for (term, words) in table {
                let words = spanned(["", "synonyms"], words, found);
                take(&term, words, found);
            }
        }
        Some((at, _)) => {
            found.add(at, "`synonyms` is not a block; write [synonyms] above it");
        }
        None => {}
    }
}

/// A value and its place.
fn spanned<T: Value>(
    field: Name,
    value: Spanned<DeValue<'_>>,
    found: &mut Diagnostics,
) -> Field<T> {
    let span = value.span();
    T::read(field, value, found).map(|value| Spanned::new(span, value))
}

fn refuse<T>([prefix, field]: Name, at: usize, wanted: &str, found: &mut Diagnostics) -> Option<T> {
    found.add(at, format!("`{prefix}{field}` must be {wanted}"));
    None
}

impl<T: Value> Value for List<T> {
    fn read(field: Name, value: Spanned<DeValue<'_>>, found: &mut Diagnostics) -> Option<Self> {
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Array(items) => {
                let items = items.into_iter().map(|item| spanned(field, item, found));
                // Each is reported.
                items.collect::<Vec<_>>().into_iter().collect()
            }
            _ => refuse(field, at, "a list: [\"…\", \"…\"]", found),
        }
    }
}

/// The types of single values, and how each is read.
macro_rules! values {
    ($($type:ty: $pattern:pat => $read:expr, $wanted:expr;)*) => {
        $(impl Value for $type {
            fn read(
                field: Name,
                value: Spanned<DeValue<'_>>,
                found: &mut Diagnostics,
            ) -> Option<Self> {
                let at = value.span().start;
                let read = match value.into_inner() {
                    $pattern => $read,
                    _ => None,
                };
                read.or_else(|| refuse(field, at, $wanted, found))
            }
        })*
    };
}

values! {
    String: DeValue::String(text) => Some(text.into_owned()), "text: \"…\"";
    bool: DeValue::Boolean(is) => Some(is), "true or false";
    i32: DeValue::Integer(it) => Self::from_str_radix(it.as_str(), it.radix()).ok(),
        &format!("a whole number from {} to {}", i32::MIN, i32::MAX);
    u8: DeValue::Integer(it) => Self::from_str_radix(it.as_str(), it.radix()).ok(),
        &format!("a whole number from {} to {}", u8::MIN, u8::MAX);
}
