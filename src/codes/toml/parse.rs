//! From the text of a code file to its blocks, whose fields have their places.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::codes::toml::check::{
    self, ANY, NAME, RETRY, Rule, SUMMARY, TEXT, TITLE, VERSION, WORD, ZH_SUMMARY, ZH_TITLE,
};
use crate::codes::toml::diagnostic::{Diagnostics, Message, fault, message, quoted};

/// A field, which may be missing.
pub(crate) type Field<T> = Option<Spanned<T>>;
pub(crate) type List<T> = Vec<Spanned<T>>;

/// The name of a field, behind its prefix.
pub(crate) type Name = [&'static str; 2];
pub(crate) type Spec = (Name, Rule);

/// What a field holds.
pub(crate) trait Value: Sized {
    /// None if the value has another type. That is reported, and what breaks the rule.
    fn read(spec: Spec, value: Spanned<DeValue<'_>>, found: &mut Diagnostics) -> Option<Self>;
}

/// A block of fields, each with its rule.
macro_rules! block {
    ($block:ident $name:literal $prefix:literal { $($field:ident: $type:ty = $rule:expr,)* }) => {
        pub(crate) struct $block {
            $(pub(crate) $field: Field<$type>,)*
            /// The fields that it must have and has not, in backticks.
            #[allow(dead_code, reason = "a title in Chinese may be missing in any case")]
            pub(crate) missing: Vec<String>,
            #[allow(dead_code, reason = "a code alone is not whole without each field")]
            pub(crate) is_mistyped: bool,
        }

        impl Value for $block {
            fn read((name, _): Spec, value: Spanned<DeValue<'_>>, found: &mut Diagnostics) -> Option<Self> {
                let at = value.span().start;
                let DeValue::Table(mut table) = value.into_inner() else {
                    return refuse(name, at, message!("a table; write `zh.` before the name of each field";
                        "是表；每个字段名前面写 `zh.`"), found);
                };
                let (mut missing, mut is_mistyped) = (Vec::new(), false);
                $(let name = [$prefix, stringify!($field)];
                let $field = if let Some(value) = table.remove(stringify!($field)) {
                    let value = spanned((name, $rule), value, found);
                    is_mistyped |= value.is_none();
                    value
                } else {
                    missing.extend($rule.is_required.then(|| format!("`{}`", name.concat())));
                    None
                };)*
                let fields = [$(concat!($prefix, stringify!($field))),*];
                refuse_unknown([$name, $prefix], &table, &fields, found);
                Some(Self { $($field,)* missing, is_mistyped })
            }
        }
    };
}

block! { LayerBlock "layer" "" {
    id: String = WORD.required(),
    title: String = TITLE.required(),
    legacy: bool = ANY,
    constant_prefix: String = NAME,
    note: String = TEXT,
    zh: LayerZh = ANY,
} }

block! { LayerZh "layer" "zh." {
    title: String = ZH_TITLE,
    note: String = TEXT,
} }

block! { CategoryBlock "category" "" {
    id: String = WORD.required(),
    layer: String = WORD.required(),
    title: String = TITLE.required(),
    zh: CategoryZh = ANY,
} }

block! { CategoryZh "category" "zh." {
    title: String = ZH_TITLE,
} }

block! { CodeBlock "code" "" {
    code: i32 = ANY.required(),
    through: i32 = ANY,
    category: String = WORD.required(),
    name: String = NAME,
    aliases: List<String> = NAME,
    former_names: List<String> = NAME,
    summary: String = SUMMARY.required(),
    detail: String = TEXT,
    action: String = TEXT.required(),
    retry: String = RETRY.required(),
    related: List<i32> = ANY,
    keywords: List<String> = TEXT,
    note: String = TEXT,
    basis: String = TEXT,
    since: String = VERSION,
    until: String = VERSION,
    met: u8 = ANY,
    zh: CodeZh = ANY,
} }

block! { CodeZh "code" "zh." {
    summary: String = ZH_SUMMARY.required(),
    detail: String = TEXT,
    action: String = TEXT.required(),
    note: String = TEXT,
    keywords: List<String> = TEXT,
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
                    let name = quoted(name);
                    fault!(found, key.span().start;
                        "unknown key `{name}`; a code file holds [[layer]], [[category]] and [[code]] blocks and [synonyms]";
                        "没有 `{name}` 这个键；码表里只有 [[layer]]、[[category]]、[[code]] 和 [synonyms]");
                }
            }
            Some(document)
        }
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            // The parser quotes what it met, which may be a control character.
            let fault = quoted(error.message());
            fault!(found, at;
                "not TOML: {fault}";
                "TOML 语法有误，解析器报：{fault}");
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
        fault!(found, at;
            "`{name}` is not a list; write [[{name}]] above each block";
            "`{name}` 不是列表；每一块上面写 [[{name}]]");
        return false;
    };
    let mut whole = true;
    for value in values {
        let at = value.span().start;
        if !value.get_ref().is_table() {
            fault!(found, at;
                "not a block; write [[{name}]] above each block";
                "不是块；每一块上面写 [[{name}]]");
            whole = false;
        } else if let Some(block) = T::read((["", name], ANY), value, found) {
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
        fault!(found, key.span().start;
            "unknown field `{prefix}{field}` in [[{name}]]; the fields are {fields}";
            "没有字段 `{prefix}{field}`；[[{name}]] 的字段有 {fields}");
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
                let words = spanned((["", "synonyms"], TEXT), words, found);
                take(&term, words, found);
            }
        }
        Some((at, _)) => {
            fault!(found, at;
                "`synonyms` is not a block; write [synonyms] above it";
                "`synonyms` 不是块；上面写 [synonyms]");
        }
        None => {}
    }
}

/// A value and its place.
fn spanned<T: Value>(spec: Spec, value: Spanned<DeValue<'_>>, found: &mut Diagnostics) -> Field<T> {
    let span = value.span();
    T::read(spec, value, found).map(|value| Spanned::new(span, value))
}

fn refuse<T>(
    [prefix, field]: Name,
    at: usize,
    wanted: Message,
    found: &mut Diagnostics,
) -> Option<T> {
    let [english, chinese] = wanted;
    fault!(found, at;
        "`{prefix}{field}` must be {english}";
        "`{prefix}{field}` {chinese}");
    None
}

impl<T: Value> Value for List<T> {
    fn read(
        (field, rule): Spec,
        value: Spanned<DeValue<'_>>,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let at = value.span().start;
        let DeValue::Array(items) = value.into_inner() else {
            return refuse(
                field,
                at,
                message!("a list: [\"…\", \"…\"]"; "要写成列表：[\"…\", \"…\"]"),
                found,
            );
        };
        check::length(field, at, items.len(), found);
        let items = items.into_iter().map(|item| spanned((field, rule), item, found));
        // Each is reported.
        items.collect::<Vec<_>>().into_iter().collect()
    }
}

impl Value for String {
    fn read(
        (field, rule): Spec,
        value: Spanned<DeValue<'_>>,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let at = value.span().start;
        let DeValue::String(text) = value.into_inner() else {
            return refuse(field, at, message!("text: \"…\""; "要写成文本：\"…\""), found);
        };
        check::line(field, at, &text, rule, found);
        Some(text.into_owned())
    }
}

/// The types of single values, and how each is read.
macro_rules! values {
    ($($type:ty: $pattern:pat => $read:expr, $wanted:expr;)*) => {
        $(impl Value for $type {
            fn read((field, _): Spec, value: Spanned<DeValue<'_>>, found: &mut Diagnostics) -> Option<Self> {
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
    bool: DeValue::Boolean(is) => Some(is), message!("true or false"; "只能是 true 或 false");
    i32: DeValue::Integer(it) => Self::from_str_radix(it.as_str(), it.radix()).ok(),
        whole(i32::MIN.into(), i32::MAX.into());
    u8: DeValue::Integer(it) => Self::from_str_radix(it.as_str(), it.radix()).ok(),
        whole(u8::MIN.into(), u8::MAX.into());
}

fn whole(least: i64, most: i64) -> Message {
    message!("a whole number from {least} to {most}"; "要写成 {least} 到 {most} 的整数")
}
