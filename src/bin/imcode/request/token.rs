//! Folded text as tokens: numbers, words, dates and clocks, and the marks between them.

use super::clock;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Decimal digits.
    Digits,
    /// `0x` and hexadecimal digits.
    Hex,
    /// It begins like a number and is none: `0x`, `1e5`.
    Bad,
    /// ASCII letters, `_`, and digits between them.
    Word,
    /// Letters beyond ASCII.
    Text,
    /// A date or a time of day.
    Clock,
    Blank,
    Break,
    /// Any other character.
    Mark,
}

/// A piece of text, by its place in bytes. Texts are at most 16 MiB.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Token {
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Digits | Kind::Hex | Kind::Bad)
    }
}

/// The tokens of `text`, without a gap.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(char) = text[at..].chars().next() {
        let start = at;
        let mut push = |kind, from: usize, to: usize| {
            tokens.push(Token { kind, start: place(from), end: place(to) });
        };
        if char.is_ascii_digit()
            && let Some(end) = clock::end(text.as_bytes(), at)
        {
            push(Kind::Clock, at, end);
            at = end;
            continue;
        }
        at += char.len_utf8();
        let mut rest = |is: fn(char) -> bool| {
            at = text[at..].find(|char| !is(char)).map_or(text.len(), |length| at + length);
            at
        };
        match char {
            '\n' => push(Kind::Break, start, at),
            ' ' => push(Kind::Blank, start, rest(|char| char == ' ')),
            _ if is_word(char) => {
                let end = rest(is_word);
                word(&text[start..end], |kind, from, to| push(kind, start + from, start + to));
            }
            _ if char.is_alphanumeric() => {
                push(Kind::Text, start, rest(|char| !char.is_ascii() && char.is_alphanumeric()));
            }
            _ => push(Kind::Mark, start, at),
        }
    }
    tokens
}

/// Where a text ends is never beyond this: longer ones are refused before they are read.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// A run of ASCII letters, digits and `_`: `70001`, `0x11171`, `70001error`, `code70001`, or a word.
fn word(run: &str, mut push: impl FnMut(Kind, usize, usize)) {
    let digit = |char: char| char.is_ascii_digit();
    let is_hex = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let first = run.find(digit);
    let Some(first) = first else {
        return push(Kind::Word, 0, run.len());
    };
    let number = &run[first..];
    if let Some(digits) = number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
        if !is_hex(digits) || digits.is_empty() {
            return push(if first == 0 { Kind::Bad } else { Kind::Word }, 0, run.len());
        }
        if first > 0 {
            push(Kind::Word, 0, first);
        }
        return push(Kind::Hex, first, run.len());
    }
    let end = number.find(|char| !digit(char)).map_or(run.len(), |length| first + length);
    let suffix = &run[end..];
    // `code6013sdk` has a code in it, `V2TIM` has none.
    let is_long = end - first > 3;
    let is_word = suffix.starts_with('_') || first > 0 && !suffix.is_empty();
    if !suffix.contains(digit) && (is_long || !is_word) {
        for (kind, from, to) in
            [(Kind::Word, 0, first), (Kind::Digits, first, end), (Kind::Word, end, run.len())]
        {
            if from < to {
                push(kind, from, to);
            }
        }
        return;
    }
    let is_power =
        first == 0 && suffix.strip_prefix(['e', 'E']).is_some_and(|power| power.chars().all(digit));
    push(if is_power { Kind::Bad } else { Kind::Word }, 0, run.len());
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
            .map(|token| (token.kind, token.of(text)))
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

    #[test]
    fn dates_and_clocks_are_one_token() {
        for text in ["2024-05-05T10:22:41.118Z", "05-05 10:22:44", "2024/5/5", "10:22"] {
            assert_tokens(text, &[(Kind::Clock, text)]);
        }
    }
}
