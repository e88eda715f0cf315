//! Dates and times of day, as logs and chats write them.

/// Letters are numbers and names, as [`part`] reads them; anything else is itself.
const DATES: &[&str] = &[
    "Y-M-D", "Y/M/D", "Y.M.D", "M-D-Y", "M/D/Y", "M.D.Y", "D-M-Y", "D/M/Y", "D.M.Y", "D/N/Y",
    "D-N-Y", "D N Y", "D N", "E",
];
/// Dates only before a clock: `05-05 10:22:44`, `0505 10:22:44`.
const DAYS: &[&str] = &["M-D", "M/D", "M.D", "D-M", "D/M", "D.M", "e"];
const CLOCKS: &[&str] = &["h:m:s.f", "h:m:s,f", "h:m:s:f", "h:m:s", "h:m"];
const ZONES: &[&str] = &["Z", "+z", "-z", " +z", "+m:m", "-m:m"];

const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Where the date or clock that begins at `at` ends.
pub(super) fn end(text: &[u8], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map_or(b' ', |before| text[before]);
    if !text[at].is_ascii_digit() || before.is_ascii_alphanumeric() || b"_.".contains(&before) {
        return None;
    }
    // No part of a date or clock has five digits: most codes have, and need no shape compared.
    let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 4 && digits != 8 {
        return None;
    }
    let date = first(DATES, text, at);
    let with_clock = date.or_else(|| first(DAYS, text, at)).and_then(|end| {
        let blanks = text[end..].iter().take(4).take_while(|byte| b" T_-:,/".contains(byte));
        let blanks = blanks.count();
        clock(text, end + blanks).filter(|_| blanks > 0)
    });
    with_clock.or(date).or_else(|| clock(text, at))
}

fn clock(text: &[u8], at: usize) -> Option<usize> {
    let end = first(CLOCKS, text, at)?;
    Some(first(ZONES, text, end).unwrap_or(end))
}

/// Where the first of `shapes` that `text` has at `at` ends.
fn first(shapes: &[&str], text: &[u8], at: usize) -> Option<usize> {
    shapes.iter().find_map(|shape| {
        shape.bytes().try_fold(at, |at, letter| Some(at + part(letter, text.get(at..)?)?))
    })
}

/// The length of what `letter` means at the beginning of `text`, if it is there.
fn part(letter: u8, text: &[u8]) -> Option<usize> {
    let count = text.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let number = text[..count].iter().fold(0, |sum, byte| sum * 10 + u64::from(byte - b'0'));
    let is_year = |year| (1970..2100).contains(&year);
    let is_day = |both| (1..=12).contains(&(both / 100)) && (1..=31).contains(&(both % 100));
    let fits = match (letter, count) {
        (b'Y', 4) => is_year(number),
        (b'M', 1 | 2) => is_day(number * 100 + 1),
        (b'D', 1 | 2) => is_day(100 + number),
        (b'E', 8) => is_year(number / 10000) && is_day(number % 10000),
        (b'e', 4) => is_day(number),
        (b'h', 1 | 2) => number <= 24,
        (b'm', 2) => number < 60,
        (b's', 2) => number <= 60,
        (b'f', 1..=9) | (b'z', 4) => true,
        (b'N', 0) => {
            let is_name = |month: &&str| text[..3].eq_ignore_ascii_case(month.as_bytes());
            let is_whole = text.len() > 2 && !text.get(3).is_some_and(u8::is_ascii_alphabetic);
            return (is_whole && MONTHS.iter().any(is_name)).then_some(3);
        }
        (b'Y' | b'M' | b'D' | b'E' | b'e' | b'h' | b'm' | b's' | b'f' | b'z' | b'N', _) => {
            return None;
        }
        _ => return text.first().filter(|byte| **byte == letter).map(|_| 1),
    };
    fits.then_some(count)
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn a_date_or_clock_is_read_whole() {
        for text in [
            "2024-05-05",
            "2024-05-05 10:22:41,118",
            "2024-05-05T10:22:41.118+08:00",
            "2022-03-11 14:25:37.118902+0800",
            "05-05 10:22:41.118",
            "05/05 10:22",
            "0505 10:22:41.118000",
            "12/May/2024:10:22:41 +0800",
            "5 May 2024",
            "05.05.2024",
            "20240505",
            "10:22:41.118",
            "9:05",
        ] {
            assert_eq!(end(text.as_bytes(), 0), Some(text.len()), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "6206",
            "70001-70003",
            "6012-6014",
            "05-05",
            "10015/10010",
            "6206:70001",
            "1.2.3",
            "8.0.5906",
            "1:70003",
            "99:99",
            "0",
            "6:message",
            "0:msg",
        ] {
            assert_eq!(end(text.as_bytes(), 0), None, "{text}");
        }
    }
}
