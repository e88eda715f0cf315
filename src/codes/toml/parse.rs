//! From the text of a code file to its blocks, as serde types with spans.

use std::borrow::Cow;
use std::ops::Deref;

use serde::de::value::Error as Stop;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::codes::toml::diagnostic::{Diagnostics, quoted};

/// A field, which may be missing.
pub(crate) type Field<T> = Option<Spanned<T>>;
pub(crate) type List<T> = Vec<Spanned<T>>;

/// The blocks of a file.
#[derive(Default)]
pub(crate) struct CodeFile<'t> {
    pub(crate) layers: List<LayerBlock<'t>>,
    pub(crate) categories: List<CategoryBlock<'t>>,
    /// What [`codes`] reads.
    pub(crate) codes: Field<DeValue<'t>>,
    pub(crate) synonyms: Vec<Synonym<'t>>,
    /// A block was left out: a category that is missing may be in it.
    pub(crate) lost_category: bool,
}

#[derive(Deserialize)]
pub(crate) struct LayerBlock<'t> {
    #[serde(borrow)]
    pub(crate) id: Field<Str<'t>>,
    pub(crate) title: Field<Str<'t>>,
    pub(crate) legacy: Field<bool>,
    pub(crate) constant_prefix: Field<Str<'t>>,
    pub(crate) note: Field<Str<'t>>,
    pub(crate) zh: Field<LayerZh<'t>>,
}

/// The dotted fields `zh.title` and `zh.note` of a layer.
#[derive(Deserialize)]
pub(crate) struct LayerZh<'t> {
    #[serde(borrow)]
    pub(crate) title: Field<Str<'t>>,
    pub(crate) note: Field<Str<'t>>,
}

#[derive(Deserialize)]
pub(crate) struct CategoryBlock<'t> {
    #[serde(borrow)]
    pub(crate) id: Field<Str<'t>>,
    pub(crate) layer: Field<Str<'t>>,
    pub(crate) title: Field<Str<'t>>,
    pub(crate) zh: Field<CategoryZh<'t>>,
}

/// The dotted field `zh.title` of a category.
#[derive(Deserialize)]
pub(crate) struct CategoryZh<'t> {
    #[serde(borrow)]
    pub(crate) title: Field<Str<'t>>,
}

#[derive(Deserialize)]
pub(crate) struct CodeBlock<'t> {
    pub(crate) code: Field<i32>,
    pub(crate) through: Field<i32>,
    #[serde(borrow)]
    pub(crate) category: Field<Str<'t>>,
    pub(crate) name: Field<Str<'t>>,
    pub(crate) aliases: Field<List<Str<'t>>>,
    pub(crate) former_names: Field<List<Str<'t>>>,
    pub(crate) summary: Field<Str<'t>>,
    pub(crate) detail: Field<Str<'t>>,
    pub(crate) action: Field<Str<'t>>,
    pub(crate) retry: Field<Str<'t>>,
    pub(crate) related: Field<List<i32>>,
    pub(crate) keywords: Field<List<Str<'t>>>,
    pub(crate) met: Field<u8>,
    pub(crate) note: Field<Str<'t>>,
    pub(crate) basis: Field<Str<'t>>,
    pub(crate) since: Field<Str<'t>>,
    pub(crate) until: Field<Str<'t>>,
    pub(crate) zh: Field<CodeZh<'t>>,
}

/// The dotted fields `zh.summary` and so on of a code.
#[derive(Deserialize)]
pub(crate) struct CodeZh<'t> {
    #[serde(borrow)]
    pub(crate) summary: Field<Str<'t>>,
    pub(crate) detail: Field<Str<'t>>,
    pub(crate) action: Field<Str<'t>>,
    pub(crate) note: Field<Str<'t>>,
    pub(crate) keywords: Field<List<Str<'t>>>,
}

impl<'t> CodeBlock<'t> {
    /// The fields that hold one line of text each.
    pub(crate) fn lines(&self) -> [(&'static str, &Field<Str<'t>>); 6] {
        [
            ("summary", &self.summary),
            ("detail", &self.detail),
            ("action", &self.action),
            ("note", &self.note),
            ("since", &self.since),
            ("until", &self.until),
        ]
    }
}

impl<'t> CodeZh<'t> {
    /// The fields that hold one line of text each.
    pub(crate) fn lines(&self) -> [(&'static str, &Field<Str<'t>>); 4] {
        [
            ("zh.summary", &self.summary),
            ("zh.detail", &self.detail),
            ("zh.action", &self.action),
            ("zh.note", &self.note),
        ]
    }
}

/// A term, and what people say in its place.
pub(crate) struct Synonym<'t> {
    pub(crate) term: Spanned<Cow<'t, str>>,
    pub(crate) words: Field<List<Str<'t>>>,
}

/// A text, borrowed from the file if it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct Str<'t>(#[serde(borrow)] Cow<'t, str>);

impl Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The blocks of a text, or nothing if it is not TOML. Only the first syntax error is reported: the
/// parser's recovery needs gigabytes for 16 MiB of garbage.
pub(crate) fn parse<'t>(text: &'t str, diagnostics: &mut Diagnostics) -> Option<CodeFile<'t>> {
    let document = match DeTable::parse(text) {
        Ok(document) => document.into_inner(),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            // The parser quotes what it met, which may be a control character.
            diagnostics.add(at, format!("not TOML: {}", quoted(error.message())));
            return None;
        }
    };
    let mut file = CodeFile::default();
    for (key, value) in document {
        match key.get_ref().as_ref() {
            "layer" => {
                let take = |block, _: &mut Diagnostics| file.layers.push(block);
                blocks::<_, LayerZh<'_>>("layer", value, diagnostics, take);
            }
            "category" => {
                let take = |block, _: &mut Diagnostics| file.categories.push(block);
                let whole = blocks::<_, CategoryZh<'_>>("category", value, diagnostics, take);
                file.lost_category = !whole;
            }
            "code" => file.codes = Some(value),
            "synonyms" => file.synonyms = synonyms(value, diagnostics),
            other => {
                let other = quoted(other);
                let message = format!(
                    "unknown key `{other}`; a code file holds [[layer]], [[category]] and [[code]] blocks and [synonyms]"
                );
                diagnostics.add(key.span().start, message);
            }
        }
    }
    Some(file)
}

/// Reads the [[code]] blocks of a file one at a time, so that a large file costs little more than its
/// TOML; false if one of them was left out.
pub(crate) fn codes<'t>(
    codes: Field<DeValue<'t>>,
    diagnostics: &mut Diagnostics,
    take: impl FnMut(Spanned<CodeBlock<'t>>, &mut Diagnostics),
) -> bool {
    codes.is_none_or(|codes| blocks::<_, CodeZh<'_>>("code", codes, diagnostics, take))
}

/// Reads the blocks under `[[name]]`, whose `zh` is a `Z`; false if one of them was left out.
fn blocks<'t, T: Deserialize<'t>, Z: Deserialize<'t>>(
    name: &str,
    value: Spanned<DeValue<'t>>,
    diagnostics: &mut Diagnostics,
    mut take: impl FnMut(Spanned<T>, &mut Diagnostics),
) -> bool {
    let at = value.span().start;
    let DeValue::Array(values) = value.into_inner() else {
        diagnostics.add(at, format!("`{name}` is not a list; write [[{name}]] above each block"));
        return false;
    };
    let (fields, zh_fields) = (field_names::<T>(), field_names::<Z>());
    let mut whole = true;
    for value in values {
        let span = value.span();
        let mut block = None;
        if let DeValue::Table(mut table) = value.into_inner() {
            refuse_unknown(name, "", &mut table, fields, diagnostics);
            if let Some(DeValue::Table(zh)) = table.get_mut("zh").map(Spanned::get_mut) {
                refuse_unknown(name, "zh.", zh, zh_fields, diagnostics);
            }
            let value = Spanned::new(span.clone(), DeValue::Table(table));
            block = typed(name, value, diagnostics);
        } else {
            let message = format!("not a block; write [[{name}]] above each block");
            diagnostics.add(span.start, message);
        }
        match block {
            Some(block) => take(Spanned::new(span, block), diagnostics),
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

fn synonyms<'t>(value: Spanned<DeValue<'t>>, diagnostics: &mut Diagnostics) -> Vec<Synonym<'t>> {
    let at = value.span().start;
    let DeValue::Table(table) = value.into_inner() else {
        diagnostics.add(at, "`synonyms` is not a block; write [synonyms] above it");
        return Vec::new();
    };
    let synonym = |(term, words)| Synonym { term, words: typed("synonyms", words, diagnostics) };
    table.into_iter().map(synonym).collect()
}

/// A value as `T`; if a part of it has another type, the first such part is reported.
fn typed<'t, T: Deserialize<'t>>(
    name: &str,
    value: Spanned<DeValue<'t>>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let at = value.span().start;
    let keys = keys(value.get_ref());
    let error = match T::deserialize(ValueDeserializer::from(value)) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let at = error.span().map_or(at, |span| span.start);
    // The value that begins last before the error holds it.
    let key = keys
        .iter()
        .filter(|(start, _)| *start <= at)
        .max_by_key(|(start, key)| (*start, key.len()));
    let key = key.map_or(name, |(_, key)| key);
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
    diagnostics.add(at, message);
    None
}

/// The keys of a block, those of `zh` with their prefix, and where their values begin.
fn keys<'t>(block: &DeValue<'t>) -> Vec<(usize, Cow<'t, str>)> {
    let mut keys = Vec::new();
    if let DeValue::Table(table) = block {
        keys.reserve(table.len());
        for (key, value) in table {
            keys.push((value.span().start, key.get_ref().clone()));
            if let DeValue::Table(inner) = value.get_ref() {
                let (key, places) = (key.get_ref(), inner.iter());
                keys.extend(places.map(|(name, value)| {
                    (value.span().start, format!("{key}.{}", name.get_ref()).into())
                }));
            }
        }
    }
    keys
}

/// The names of the fields of a block, which serde gives to whoever deserializes it.
fn field_names<'t, T: Deserialize<'t>>() -> &'static [&'static str] {
    struct Names<'n>(&'n mut &'static [&'static str]);

    impl<'de> Deserializer<'de> for Names<'_> {
        type Error = Stop;

        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            _: V,
        ) -> Result<V::Value, Stop> {
            *self.0 = fields;
            Err(Stop::custom("the names are known"))
        }

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Stop> {
            Err(Stop::custom("not a struct"))
        }

        forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
            option unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier
            ignored_any
        }
    }

    let mut names: &[&str] = &[];
    // It ends with the names, or with none.
    let _ = T::deserialize(Names(&mut names));
    names
}
