//! The numbers and ranges of a text, each with what marks it.

use super::key::{Key, Mark};
use super::text::{Kind, Text};
use super::vocabulary::{self as words, has};

/// Why a text that begins like a number is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Fault {
    NotWhole,
    NoDigits,
    TooLarge,
    Backwards,
    NotUtf8,
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Code(i64),
    Range(i64, i64),
    Bad(Fault),
}

/// A number or a range, by its tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) value: Value,
    pub(super) mark: Mark,
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Figure {
    /// The number, if it is one and no range.
    pub(super) fn code(&self) -> Option<i64> {
        match self.value {
            Value::Code(code) => Some(code),
            _ => None,
        }
    }
}

impl Text<'_> {
    /// The figures, in their order. `is_known` says whether a number is a code.
    pub(super) fn figures(&self, is_known: &dyn Fn(i64) -> bool) -> Vec<Figure> {
        let mut figures: Vec<Figure> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if !self.is_number(at) {
                at += 1;
                continue;
            }
            let mut figure = self.figure(at, is_known);
            if figure.mark == Mark::Free
                && let Some(before) = figures.last()
                && self.is_joined(before.last + 1, figure.first)
            {
                figure.mark = listed(before.mark);
            }
            at = figure.last + 1;
            figures.push(figure);
        }
        figures
    }

    fn figure(&self, at: usize, is_known: &dyn Fn(i64) -> bool) -> Figure {
        let (first, negative) = self.sign(at, is_known);
        let begin = self.number(at, negative.unwrap_or_default());
        let (mut value, mut last) = (begin.map_or_else(Value::Bad, Value::Code), at);
        if let Some((end, negative)) = self.range_end(at) {
            value = match (begin, self.number(end, negative)) {
                (Ok(first), Ok(last)) if first <= last => Value::Range(first, last),
                (Ok(_), Ok(_)) => Value::Bad(Fault::Backwards),
                (Err(fault), _) | (_, Err(fault)) => Value::Bad(fault),
            };
            last = end;
        }
        let behind = (self.said(last + 1), self.said(last + 2), self.kind(last + 3));
        let mut is_whole = negative.is_some() && behind != (".", ".", Kind::Break);
        while self.said(last + 1) == "-" && self.is_number(last + 2) {
            is_whole = false;
            last += 2;
        }
        if !is_whole {
            value = Value::Bad(Fault::NotWhole);
        }
        let mut figure = Figure { value, mark: Mark::Other, first, last };
        figure.mark = self.mark(figure, at);
        figure
    }

    /// Where the figure of the number at `at` begins, and whether it is negative; `None` where a
    /// hyphen makes it a part of something.
    fn sign(&self, at: usize, is_known: &dyn Fn(i64) -> bool) -> (usize, Option<bool>) {
        let is_negative = match self.back(at, 1).said {
            "-" => true,
            "+" => false,
            _ => return (at, Some(false)),
        };
        let sign = at - 1;
        // `code-10001` is negative; in `code-70001` the hyphen only joins.
        let joins = || self.number(at, false).is_ok_and(|code| is_known(code) && !is_known(-code));
        match self.back(at, 2) {
            // `失败--6206` has a dash, `--6206` alone is an option.
            before if before.said == "-" => match self.back(at, 3).kind {
                Kind::Break => (at - 2, None),
                _ => (at, Some(false)),
            },
            before if before.kind != Kind::Word => match before.kind {
                Kind::Digits | Kind::Hex | Kind::Bad | Kind::Clock => (at, None),
                _ => (sign, Some(is_negative)),
            },
            _ if !is_negative => (at, Some(false)),
            _ if self.may_be_key(at - 2) => {
                if joins() {
                    (at, Some(false))
                } else {
                    (sign, Some(true))
                }
            }
            before => (at, is_product(before.said).then_some(false)),
        }
    }

    fn number(&self, at: usize, negative: bool) -> Result<i64, Fault> {
        let said = self.said(at);
        let (radix, digits) = match self.kind(at) {
            Kind::Digits => (10, said),
            Kind::Hex => (16, &said[2..]),
            _ if matches!(said, "0x" | "0X") => return Err(Fault::NoDigits),
            _ => return Err(Fault::NotWhole),
        };
        let number = i64::from_str_radix(digits, radix).map_err(|_| Fault::TooLarge)?;
        Ok(if negative { -number } else { number })
    }

    /// Where the second number of a range is that begins at `at`, and whether it is negative.
    fn range_end(&self, at: usize) -> Option<(usize, bool)> {
        let joint = self.past_blank(at + 1);
        let is_spaced = |at| self.kind(at) == Kind::Blank;
        let (behind, is_word) = match self.said(joint) {
            "-" | "~" | "—" => (joint + 1, false),
            "." if self.said(joint + 1) == "." => (joint + 2, false),
            "到" | "至" | "to" | "through" => (joint + 1, true),
            _ => return None,
        };
        if !is_word && is_spaced(behind) != is_spaced(at + 1) {
            return None;
        }
        let next = self.past_blank(behind);
        let number = next + usize::from(self.said(next) == "-");
        self.is_number(number).then_some((number, number > next))
    }

    /// Whether these tokens only join two numbers of a list.
    fn is_joined(&self, from: usize, to: usize) -> bool {
        let joins = |at: usize| {
            matches!(self.said(at), "," | "/" | "、" | ";" | "&" | "\"" | "'")
                || self.kind(at) == Kind::Blank
                || self.is_joint(at)
        };
        (from + 1..from + 6).contains(&to) && (from..to).all(joins)
    }

    /// Whether the word at `at` joins two numbers of a list.
    fn is_joint(&self, at: usize) -> bool {
        has(words::JOINTS, self.said(at))
    }

    fn may_be_key(&self, at: usize) -> bool {
        self.is_key(at) || self.key_of_word(at) == Key::Vague
    }

    fn mark(&self, figure: Figure, number: usize) -> Mark {
        let Figure { first, last, .. } = figure;
        let in_log = self.header.is_some();
        let is_pair = last > number && self.kind(number + 1) != Kind::Blank;
        if self.header.is_some_and(|end| first < end)
            || in_log && is_pair
            || self.is_part(figure)
            || self.is_process(number)
        {
            return Mark::Other;
        }
        let mark = match self.mark_of_word(first).unwrap_or_else(|| self.mark_before(first)) {
            // `#9004` and `IM-70001` may be numbers of issues.
            Mark::Free if matches!(self.back(first, 1).said, "#" | "-") => Mark::Noun,
            mark => mark,
        };
        let is_weak = matches!(mark, Mark::Free | Mark::Noun);
        let behind = self.token(last + 1);
        if mark != Mark::Code && self.is_counted(last) {
            // `70001s` may be a plural; `6206ms` is a time.
            let is_plural = !in_log && matches!(behind.said, "s" | "x");
            if is_plural { Mark::Noun } else { Mark::Other }
        } else if is_weak && matches!(figure.value, Value::Code(_)) && self.is_error_behind(last) {
            Mark::Error
        } else if is_weak && in_log && behind.kind == Kind::Word {
            Mark::Other
        } else {
            mark
        }
    }

    /// What letters make of the number that they touch: `code70001`, `user10025`.
    fn mark_of_word(&self, first: usize) -> Option<Mark> {
        let word = first.checked_sub(1).filter(|word| self.kind(*word) == Kind::Word)?;
        Some(match self.key_of_word(word) {
            Key::Code => Mark::Code,
            Key::Error => Mark::Error,
            Key::Vague => Mark::Vague,
            _ if matches!(self.back(word, 1).said, "." | "@" | "#" | "-" | "/") => Mark::Other,
            _ if is_product(self.said(word)) => Mark::Free,
            _ if self.header.is_some() || has(&["v", "h", "u", "x"], self.said(word)) => {
                Mark::Other
            }
            _ => Mark::Noun,
        })
    }

    /// Whether what touches the figure makes it a part of a version, a path, an address or a name.
    fn is_part(&self, Figure { first, last, .. }: Figure) -> bool {
        let (near, far) = (self.back(first, 1), self.back(first, 2));
        let is_name = far.kind == Kind::Word && !self.may_be_key(first - 2);
        let left = match near.said {
            "." => is_name || matches!(far.kind, Kind::Digits | Kind::Clock),
            ":" => far.kind == Kind::Digits || is_name && self.back(first, 3).said == ".",
            "/" => far.kind == Kind::Digits && !is_long(far.said, self.said(last)),
            // `138****6012`
            "*" => {
                let hidden = self.tokens[..first].iter().rfind(|token| token.said != "*");
                hidden.is_some_and(|token| token.kind == Kind::Digits)
            }
            "#" => is_name || far.kind == Kind::Text && self.mark_before(first - 1) == Mark::Free,
            "@" | "$" | "¥" | "€" | "£" | "￥" | "%" | "^" => true,
            "\\" => is_name,
            _ => near.kind == Kind::Clock,
        };
        let (near, far) = (self.token(last + 1), self.token(last + 2));
        let right = match (near.said, far.kind) {
            ("." | ":", Kind::Digits) | (".", Kind::Hex) | ("@", Kind::Word) => true,
            (".", Kind::Word) => far.said.starts_with(|char: char| char.is_ascii_lowercase()),
            // A process and its package.
            (":", Kind::Word) => self.said(last + 3) == ".",
            ("/", Kind::Digits) => !is_long(self.said(last), far.said),
            ("/", Kind::Word) => self.header.is_some() || self.said(last + 3) == "/",
            ("-", _) => far.said.bytes().any(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        left || right
    }

    /// Whether brackets hold the figure and nothing else.
    pub(super) fn is_enclosed(&self, figure: &Figure) -> bool {
        let marks = (self.back(figure.first, 1).said, self.said(figure.last + 1));
        figure.mark == Mark::Free && matches!(marks, ("(", ")") | ("[", "]") | ("<", ">"))
    }
}

/// Whether two numbers beside a slash are long enough for a list: `10015/10010`.
fn is_long(one: &str, other: &str) -> bool {
    [one, other].iter().all(|digits| (4..=7).contains(&digits.len()))
}

/// Whether a word of ASCII letters is one of this product.
pub(super) fn is_product(word: &str) -> bool {
    let starts = |prefix: &&str| {
        word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    has(words::PRODUCT_WORDS, word) || words::PRODUCT_PREFIXES.iter().any(starts)
}

/// What marks a number that a joint follows up.
fn listed(mark: Mark) -> Mark {
    match mark {
        Mark::Code | Mark::Listed => Mark::Listed,
        Mark::Error | Mark::Vague | Mark::Status => Mark::Vague,
        Mark::Other => Mark::Other,
        Mark::Free | Mark::Noun => Mark::Free,
    }
}
