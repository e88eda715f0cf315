//! The layout of a code set in memory, which `toml/pack.rs` writes: all text in one string,
//! all numbers in one slice, rows of spans. The built-in set so needs no relocation when a program
//! starts, which saves 0.1 ms and 250 KB; a user's needs no allocation per entry.

use std::borrow::Cow;
use std::ops::Range;

use crate::codes::code::{Basis, Code, Retry};
use crate::codes::text::Lang;

/// A piece of [`Packed::text`], [`Packed::numbers`] or [`Packed::rows`]; an empty one is "none".
///
/// A list of texts is one span with a line per item: no text of a code file has a line break.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Span {
    pub(crate) fn range(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + self.len as usize
    }
}

/// One code or one range of codes; `Entry` says what each field means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) code: i32,
    /// The last code of a range, or `code` itself.
    pub(crate) through: i32,
    pub(crate) category: u32,
    pub(crate) retry: Retry,
    pub(crate) basis: Basis,
    pub(crate) name: Span,
    pub(crate) aliases: Span,
    pub(crate) former_names: Span,
    /// By language; an entry without Chinese has an empty second one.
    pub(crate) texts: [TextRow; 2],
    pub(crate) since: Span,
    pub(crate) until: Span,
    pub(crate) keywords: Span,
    pub(crate) related: Span,
    /// How often people meet the code: 0 to 3.
    pub(crate) met: u8,
}

/// The texts of an entry in one language.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TextRow {
    pub(crate) summary: Span,
    pub(crate) detail: Span,
    pub(crate) action: Span,
    pub(crate) note: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct CategoryRow {
    pub(crate) id: Span,
    pub(crate) layer: Span,
    /// By language.
    pub(crate) title: [Span; 2],
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct LayerRow {
    pub(crate) id: Span,
    /// By language, as the note is.
    pub(crate) title: [Span; 2],
    pub(crate) note: [Span; 2],
    pub(crate) constant_prefix: Span,
    pub(crate) legacy: bool,
}

/// The data of a code set.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) text: Cow<'static, str>,
    pub(crate) numbers: Cow<'static, [Code]>,
    pub(crate) layers: Cow<'static, [LayerRow]>,
    pub(crate) categories: Cow<'static, [CategoryRow]>,
    /// By layer, then by code; the codes of one layer never overlap.
    pub(crate) rows: Cow<'static, [Row]>,
    /// The rows of each layer.
    pub(crate) layer_rows: Cow<'static, [Span]>,
    /// Each name or alias and its row, by name in capital letters.
    pub(crate) names: Cow<'static, [(Span, u32)]>,
    /// Each term, and the list of what people say in its place.
    pub(crate) synonyms: Cow<'static, [(Span, Span)]>,
}

impl Packed {
    pub(crate) fn text(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    pub(crate) fn optional(&self, span: Span) -> Option<&str> {
        (span.len > 0).then(|| self.text(span))
    }

    /// A text in a language; in English if it has no other.
    pub(crate) fn in_language(&self, lang: Lang, text: [Span; 2]) -> Option<&str> {
        let [english, _] = text;
        self.optional(text[lang as usize]).or_else(|| self.optional(english))
    }

    pub(crate) fn list(&self, span: Span) -> impl Iterator<Item = &str> {
        self.text(span).split('\n').filter(|item| !item.is_empty())
    }

    pub(crate) fn numbers(&self, span: Span) -> &[Code] {
        &self.numbers[span.range()]
    }

    pub(crate) fn rows_by_layer(&self) -> impl Iterator<Item = &[Row]> {
        self.layer_rows.iter().map(|span| &self.rows[span.range()])
    }

    /// The row with this name or alias, in any case.
    pub(crate) fn named(&self, name: &str) -> impl Iterator<Item = &Row> {
        let capital = |byte: u8| byte.to_ascii_uppercase();
        let is_before = |&(known, _): &(Span, u32)| {
            self.text(known).bytes().map(capital).lt(name.bytes().map(capital))
        };
        let start = self.names.partition_point(is_before);
        self.names[start..]
            .iter()
            .take_while(move |(known, _)| self.text(*known).eq_ignore_ascii_case(name))
            .map(|&(_, row)| &self.rows[row as usize])
    }

    /// The set as a Rust expression: `Debug` of a row is its literal.
    #[cfg(not(library))]
    pub(crate) fn to_rust(&self) -> String {
        let Self { text, numbers, layers, categories, rows, layer_rows, names, synonyms } = self;
        format!(
            "Packed {{
                text: Cow::Borrowed({text:?}),
                numbers: Cow::Borrowed(&{numbers:?}),
                layers: Cow::Borrowed(&{layers:?}),
                categories: Cow::Borrowed(&{categories:?}),
                rows: Cow::Borrowed(&{rows:?}),
                layer_rows: Cow::Borrowed(&{layer_rows:?}),
                names: Cow::Borrowed(&{names:?}),
                synonyms: Cow::Borrowed(&{synonyms:?}),
            }}"
        )
    }
}
