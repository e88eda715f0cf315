//! The words of a text to search for.

use super::figure::{Figure, Text, Value};
use super::token::Kind;

/// A search needs no more of a text than this, in bytes.
const MAX_QUERY: usize = 2000;
/// No word of the index is longer, in bytes.
const MAX_WORD: usize = 128;

/// The words of `text`, without the numbers that are codes; none if it has no word.
pub(super) fn words(
    text: &Text<'_>,
    figures: &[Figure],
    is_known: &dyn Fn(i64) -> bool,
) -> Option<String> {
    let mut query = String::new();
    let mut is_said = false;
    let mut figures = figures.iter().peekable();
    let is_word = |at: Option<usize>| at.and_then(|at| text.kind(at)) == Some(Kind::Word);
    let mut at = 0;
    while at < text.tokens.len() && query.len() < MAX_QUERY {
        if let Some(figure) = figures.next_if(|figure| figure.first <= at) {
            let is_name = is_word(figure.first.checked_sub(1)) || is_word(Some(figure.last + 1));
            let is_said = matches!(figure.value, Value::Code(number) if !is_known(number));
            let said = text.tokens[figure.first..=figure.last].iter();
            for token in said.filter(|_| is_name || is_said) {
                query.push_str(token.of(text.folded));
            }
            at = figure.last + 1;
            continue;
        }
        let said = text.said(at);
        match text.tokens[at].kind {
            Kind::Clock => query.push(' '),
            Kind::Word if said.len() > MAX_WORD => query.push(' '),
            Kind::Text if said.len() > MAX_QUERY => {
                query.extend(said.chars().take(MAX_QUERY / 4));
                is_said = true;
            }
            kind => {
                is_said |= match kind {
                    Kind::Word => said.bytes().filter(u8::is_ascii_alphabetic).count() > 1,
                    Kind::Text => true,
                    _ => false,
                };
                query.push_str(said);
            }
        }
        at += 1;
    }
    is_said.then(|| query.split_whitespace().collect::<Vec<_>>().join(" "))
}
