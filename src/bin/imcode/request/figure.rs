//! The numbers, ranges and times of a folded text.

use super::clock;
use super::header;
use super::mark::{self, Mark};

/// No constant is longer, in bytes.
pub(super) const MAX_NAME: usize = 128;

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
    /// A date or a time of day.
    Time,
    Bad(Fault),
}

/// A number, a range or a time: its bytes with their sign, and what speaks for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Value,
    pub(super) mark: Mark,
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

/// The figures of `text`, and where its message begins if it is a line of a log. `is_known` says
/// whether a number is a code, `is_name` whether a word is a constant.
pub(super) fn figures(
    text: &str,
    is_known: &dyn Fn(i64) -> bool,
    is_name: &dyn Fn(&str) -> bool,
) -> (Vec<Figure>, Option<usize>) {
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some(digit) = text[at..].find(|char: char| char.is_ascii_digit()) {
        // `ERR_SVR_MSG_INTERNAL_ERROR1` has no figure.
        if let Some(end) = constant(text, at + digit, is_name) {
            at = end;
            continue;
        }
        let (figure, end) = figure(text, at, at + digit, is_known);
        figures.extend(figure);
        at = end;
    }
    let header = header::end(text, &figures);
    for at in 0..figures.len() {
        let before = at.checked_sub(1).map(|before| figures[before]);
        figures[at].mark = mark::mark(text, &figures[at], before, header);
    }
    (figures, header)
}

/// The figure of the digit at `digit`, if it is one, and where to go on; what is before `from` is
/// read already.
fn figure(
    text: &str,
    from: usize,
    digit: usize,
    is_known: &dyn Fn(i64) -> bool,
) -> (Option<Figure>, usize) {
    let figure = |start, end, value| (Some(Figure { start, end, value, mark: Mark::Other }), end);
    if let Some(end) = clock::end(text.as_bytes(), digit) {
        return figure(digit, end, Value::Time);
    }
    let before = &text[from..digit];
    let is_glued = before.ends_with(is_word);
    if let Some((first, last, end)) = block(text, digit).filter(|_| !is_glued) {
        return figure(digit, end, Value::Range(first, last));
    }
    let parted = parted(text, digit, is_known).filter(|_| !before.ends_with([',', '.']));
    let (first, end) = match parted.map_or_else(|| number(text, digit, is_glued), Ok) {
        Ok(number) => number,
        Err(end) => return (None, end),
    };
    // `--5` is an option, `失败--6206` has a dash.
    if before == "--" || before.ends_with(" --") {
        return figure(digit - 2, end, Value::Bad(Fault::NotWhole));
    }
    let (start, is_negative) = match sign(&text[..digit], first, is_known) {
        Some(is_negative) => (digit - 1, is_negative),
        None => (digit, false),
    };
    let first = first.map(|number| if is_negative { -number } else { number });
    match (first, range_end(text, end)) {
        (Ok(first), Some((Ok(last), end))) if first <= last => {
            figure(start, end, Value::Range(first, last))
        }
        (Ok(_), Some((Ok(_), end))) => figure(start, end, Value::Bad(Fault::Backwards)),
        (Err(fault), Some((_, end))) | (_, Some((Err(fault), end))) => {
            figure(start, end, Value::Bad(fault))
        }
        (first, None) => figure(start, end, first.map_or_else(Value::Bad, Value::Code)),
    }
}

/// The end of the constant that the digit at `digit` is in, if it is in one.
fn constant(text: &str, digit: usize, is_name: &dyn Fn(&str) -> bool) -> Option<usize> {
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    let before = text.as_bytes()[..digit].iter().rev().take(MAX_NAME).take_while(is_part).count();
    let word = mark::first_word(&text[digit - before..]);
    let is_constant = before > 0 && (word.starts_with("ERR_") || is_name(word));
    is_constant.then_some(digit - before + word.len())
}

/// The codes that begin with the digits of `60xx`, and the end of the word.
fn block(text: &str, digit: usize) -> Option<(i64, i64, usize)> {
    let word = mark::first_word(&text[digit..]);
    let digits = word.trim_end_matches(['x', 'X']);
    let open = word.len() - digits.len();
    let is_block = open > 1 && (4..7).contains(&word.len()) && !digits.starts_with('0');
    let unit = 10_i64.pow(u32::try_from(open).ok().filter(|_| is_block)?);
    let first = digits.parse::<i64>().ok()? * unit;
    Some((first, first + unit - 1, digit + word.len()))
}

/// No code is longer with commas between its thousands, in bytes.
const MAX_PARTED: usize = 13;

/// A number with commas between its thousands, and its end. A list looks alike: the whole is known,
/// or else it is no list of numbers with three digits, and no part is known.
fn parted(
    text: &str,
    digit: usize,
    is_known: &dyn Fn(i64) -> bool,
) -> Option<(Result<i64, Fault>, usize)> {
    let rest = &text[digit..];
    let is_part = |byte: &u8| byte.is_ascii_digit() || *byte == b',';
    let end = rest.bytes().take(MAX_PARTED + 1).take_while(is_part).count();
    let number = rest[..end].trim_end_matches(',');
    let (head, tail) = number.split_once(',')?;
    let is_parted = end <= MAX_PARTED
        && !rest[number.len()..].starts_with(is_word)
        && matches!(head.len(), 1..4)
        && !head.starts_with('0')
        && tail.split(',').all(|group| group.len() == 3);
    let whole: i64 = number.replace(',', "").parse().ok().filter(|_| is_parted)?;
    let mut parts = number.split(',').filter_map(|part| part.parse().ok());
    let is_whole = is_known(whole) || is_known(-whole) || head.len() < 3 && !parts.any(is_known);
    is_whole.then_some((Ok(whole), digit + number.len()))
}

/// Whether a character belongs to an ASCII word.
pub(super) fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// The number whose digits begin at `digit`, and its end; or the end of the word that it is only a
/// part of. `is_glued` says that letters are before it.
fn number(text: &str, digit: usize, is_glued: bool) -> Result<(Result<i64, Fault>, usize), usize> {
    let is_digit = |char: char| char.is_ascii_digit();
    let rest = &text[digit..];
    let word = &rest[..rest.find(|char| !is_word(char)).unwrap_or(rest.len())];
    let end = digit + word.len();
    if let Some(hex) = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")) {
        let fault = match hex {
            "" => Fault::NoDigits,
            _ if hex.chars().all(|char| char.is_ascii_hexdigit()) => Fault::TooLarge,
            _ => Fault::NotWhole,
        };
        return Ok((i64::from_str_radix(hex, 16).map_err(|_| fault), end));
    }
    let tail = word.trim_start_matches(is_digit);
    let digits = &word[..word.len() - tail.len()];
    // `code6013sdk` and `6013_sdk` have a code in them, `V2TIM` and `1_a` have none.
    let is_apart = tail.is_empty() || !is_glued && !tail.starts_with('_');
    if !tail.contains(is_digit) && (digits.len() > 3 || is_apart) {
        return Ok((decimal(digits).ok_or(Fault::TooLarge), digit + digits.len()));
    }
    // `1e5`
    let is_power = tail.strip_prefix(['e', 'E']).is_some_and(|power| power.chars().all(is_digit));
    if is_power && !is_glued { Ok((Err(Fault::NotWhole), end)) } else { Err(end) }
}

/// A number; one that a program printed as unsigned is the negative number that it meant.
fn decimal(digits: &str) -> Option<i64> {
    let unsigned: u64 = digits.parse().ok()?;
    let signed = unsigned.cast_signed();
    (signed >= i64::from(i32::MIN)).then_some(signed)
}

/// Whether the sign at the end of `before` makes the number negative; none if there is no sign.
fn sign(before: &str, number: Result<i64, Fault>, is_known: &dyn Fn(i64) -> bool) -> Option<bool> {
    let Some(rest) = before.strip_suffix('-') else {
        return before.strip_suffix('+').filter(|rest| !rest.ends_with(is_word)).map(|_| false);
    };
    match rest.chars().next_back() {
        Some('-' | '0'..='9') => None,
        // The hyphen of `IM-70001` joins.
        Some(char) if is_word(char) && !mark::ends_with_key(rest) => None,
        // `code-10001` is negative, the hyphen of `code-70001` joins.
        Some(char) if char.is_alphanumeric() => {
            (!number.is_ok_and(|number| is_known(number) && !is_known(-number))).then_some(true)
        }
        _ => Some(true),
    }
}

/// The second number of the range whose first ends at `at`, and its end.
fn range_end(text: &str, at: usize) -> Option<(Result<i64, Fault>, usize)> {
    const MARKS: [&str; 4] = ["..", "-", "~", "—"];
    const WORDS: [&str; 4] = ["到", "至", "to ", "through "];
    let rest = text[at..].trim_start_matches(' ');
    let is_spaced = rest.len() < text.len() - at;
    let behind = match MARKS.iter().find_map(|mark| rest.strip_prefix(mark)) {
        Some(behind) => (behind.starts_with(' ') == is_spaced).then_some(behind),
        None => WORDS.iter().find_map(|word| rest.strip_prefix(word)),
    }?;
    let behind = behind.trim_start_matches(' ');
    let digits = behind.strip_prefix('-').unwrap_or(behind);
    if !digits.starts_with(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let (number, end) = number(text, text.len() - digits.len(), false).ok()?;
    let is_negative = digits.len() < behind.len();
    Some((number.map(|number| if is_negative { -number } else { number }), end))
}

#[cfg(test)]
mod tests {
    use super::{Fault, Value, figures};

    #[test]
    fn letters_and_digits_part_where_one_of_them_ends() {
        use Fault::{NoDigits, NotWhole};
        use Value::{Bad, Code, Range};
        for (text, expected) in [
            ("70001error", &[Code(70001)][..]),
            ("code6013sdk", &[Code(6013)]),
            ("6206是啥", &[Code(6206)]),
            ("code0x11171", &[Code(70001)]),
            ("-0x2711", &[Code(-10001)]),
            ("失败--6206", &[Code(6206)]),
            ("70001..70003", &[Range(70001, 70003)]),
            ("6014 -6208", &[Code(6014), Code(-6208)]),
            ("u0a214 V2TIM 1f2e3d x_6206_7", &[]),
            ("0x 0xZZ 1e5", &[Bad(NoDigits), Bad(NotWhole), Bad(NotWhole)]),
        ] {
            let (figures, _) = figures(text, &|_| false, &|_| false);
            let values: Vec<_> = figures.into_iter().map(|figure| figure.value).collect();
            assert_eq!(values, expected, "{text}");
        }
    }
}
