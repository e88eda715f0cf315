//! Folded text as tokens: numbers, words, dates and clocks, and the marks between them.

use super::{clock, log_line};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Decimal digits.
    Digits,
    /// `0x` and hexadecimal digits.
    Hex,
    /// Begins like a number but is not one: `0x`, `1e5`.
    Bad,
    /// ASCII letters, `_`, and digits between them.
    Word,
    /// Letters beyond ASCII.
    Text,
    /// A date or a time of day.
    Clock,
    Blank,
    /// A line break, or what is beyond the text.
    Break,
    /// Any other character.
    Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) said: &'t str,
}

/// A record as tokens; there are breaks before and behind them.
pub(super) struct Text<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    /// The end of the header, if it is a line of a log.
    pub(super) header: Option<usize>,
}

impl<'t> Text<'t> {
    pub(super) fn new(folded: &'t str) -> Self {
        let mut text = Self { tokens: tokens(folded), header: None };
        text.header = log_line::header(folded, &text);
        text
    }

    pub(super) fn token(&self, at: usize) -> Token<'t> {
        self.tokens.get(at).copied().unwrap_or(Token { kind: Kind::Break, said: "" })
    }

    pub(super) fn said(&self, at: usize) -> &'t str {
        self.token(at).said
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.token(at).kind
    }

    /// The token that is `count` tokens before the one at `at`.
    pub(super) fn back(&self, at: usize, count: usize) -> Token<'t> {
        at.checked_sub(count).map_or(self.token(usize::MAX), |at| self.token(at))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Digits | Kind::Hex | Kind::Bad)
    }

    /// The place of the token `at` or, if that is a blank, of the next.
    pub(super) fn past_blank(&self, at: usize) -> usize {
        at + usize::from(self.kind(at) == Kind::Blank)
    }
}

/// The tokens of `text`, without a gap.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let rest = &text[at..];
        let run = |is: fn(char) -> bool| rest.find(|char| !is(char)).unwrap_or(rest.len());
        let (kind, length) = match char {
            '\n' => (Kind::Break, 1),
            ' ' => (Kind::Blank, run(|char| char == ' ')),
            _ if is_word(char) => match clock::end(text.as_bytes(), at) {
                Some(end) => (Kind::Clock, end - at),
                None => word(&rest[..run(is_word)]),
            },
            _ if char.is_alphanumeric() => {
                (Kind::Text, run(|char| !char.is_ascii() && char.is_alphanumeric()))
            }
            _ => (Kind::Mark, char.len_utf8()),
        };
        tokens.push(Token { kind, said: &rest[..length] });
        at += length;
    }
    tokens
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// The first piece of a run of ASCII letters, digits and `_`, and its length: `70001` of
/// `70001error`, `code` of `code70001`, or a word.
fn word(run: &str) -> (Kind, usize) {
    let is_digit = |char: char| char.is_ascii_digit();
    let Some(first) = run.find(is_digit) else {
        return (Kind::Word, run.len());
    };
    let number = &run[first..];
    let digits = number.find(|char| !is_digit(char)).unwrap_or(number.len());
    let suffix = &number[digits..];
    // `code6013sdk` has a code in it, `V2TIM` has none.
    let is_name = suffix.starts_with('_') || first > 0 && !suffix.is_empty();
    let (kind, length) = if digits == 1 && suffix.starts_with(['x', 'X']) && number.starts_with('0')
    {
        let is_hex = suffix.len() > 1 && suffix[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
        (if is_hex { Kind::Hex } else { Kind::Bad }, number.len())
    } else if !suffix.contains(is_digit) && (digits > 3 || !is_name) {
        (Kind::Digits, digits)
    } else if suffix.strip_prefix(['e', 'E']).is_some_and(|power| power.chars().all(is_digit)) {
        (Kind::Bad, number.len())
    } else {
        (Kind::Word, number.len())
    };
    match kind {
        _ if first == 0 => (kind, length),
        Kind::Digits | Kind::Hex => (Kind::Word, first),
        _ => (Kind::Word, run.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    #[track_caller]
    fn assert_tokens(text: &str, expected: &[(Kind, &str)]) {
        let tokens = tokens(text);
        let tokens: Vec<_> = tokens
            .iter()
            .filter(|token| token.kind != Kind::Blank)
            .map(|token| (token.kind, token.said))
            .collect();
        assert_eq!(tokens, expected, "{text}");
    }

    #[test]
    fn letters_and_digits_part_where_one_of_them_ends() {
        use Kind::{Bad, Digits, Hex, Mark, Text, Word};
        assert_tokens("70001error", &[(Digits, "70001"), (Word, "error")]);
        assert_tokens("code70001", &[(Word, "code"), (Digits, "70001")]);
        assert_tokens("code6013sdk", &[(Word, "code"), (Digits, "6013"), (Word, "sdk")]);
        assert_tokens("code0x11171", &[(Word, "code"), (Hex, "0x11171")]);
        assert_tokens("6206是啥", &[(Digits, "6206"), (Text, "是啥")]);
        assert_tokens("-0x2711", &[(Mark, "-"), (Hex, "0x2711")]);
        for whole in ["u0a214", "V2TIM", "1f2e3d", "x_6206_7"] {
            assert_tokens(whole, &[(Word, whole)]);
        }
        for bad in ["0x", "0xZZ", "1e5"] {
            assert_tokens(bad, &[(Bad, bad)]);
        }
    }
}
