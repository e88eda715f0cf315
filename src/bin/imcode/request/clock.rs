//! Dates and times of day, as logs and chats write them.

/// Where the date or clock that begins at `at` ends.
pub(super) fn end(text: &[u8], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(byte)) {
        return None;
    }
    let date = date(text, at);
    if let Some(end) = date {
        let clock = separator(text, end).and_then(|next| clock(text, next));
        return Some(clock.unwrap_or(end));
    }
    if let Some(end) = clock(text, at) {
        return Some(end);
    }
    // A day and a month are a date only before a clock: `05-05 10:22:44`, `0505 10:22:44`.
    let end = day_and_month(text, at)?;
    clock(text, separator(text, end)?)
}

/// `10:22`, `10:22:44.118`, `10:22:44,118+0800`
fn clock(text: &[u8], at: usize) -> Option<usize> {
    let (hour, end) = number(text, at, 1..=2)?;
    let (minute, mut end) = number(text, mark(text, end, b":")?, 2..=2)?;
    if hour > 24 || minute > 59 {
        return None;
    }
    let second = mark(text, end, b":").and_then(|at| number(text, at, 2..=2));
    if let Some((second, after)) = second {
        if second > 60 {
            return None;
        }
        end = after;
        let fraction = mark(text, end, b".,:").and_then(|at| number(text, at, 1..=9));
        end = fraction.map_or(end, |(_, after)| after);
    } else if text.get(end) == Some(&b':') {
        return None;
    }
    if text.get(end) == Some(&b'Z') {
        return Some(end + 1);
    }
    Some(zone(text, end).unwrap_or(end))
}

/// `+0800`, `+08:00`, ` +0800`
fn zone(text: &[u8], at: usize) -> Option<usize> {
    let at = at + usize::from(text.get(at) == Some(&b' ') && text.get(at + 1) == Some(&b'+'));
    let sign = mark(text, at, b"+-")?;
    if let Some((_, end)) = number(text, sign, 4..=4) {
        return Some(end);
    }
    let (_, hours) = number(text, sign, 2..=2)?;
    number(text, mark(text, hours, b":")?, 2..=2).map(|(_, end)| end)
}

/// `2024-05-05`, `2024/5/5`, `05.05.2024`, `12/May/2024`, `20240505`
fn date(text: &[u8], at: usize) -> Option<usize> {
    let (first, after) = number(text, at, 1..=8)?;
    if after - at == 8 {
        let (year, month, day) = (first / 10000, first / 100 % 100, first % 100);
        return (is_year(year) && is_month_and_day(month, day)).then_some(after);
    }
    let sign = *text.get(after).filter(|byte| b"-/. ".contains(byte))?;
    if let Some(month) = named_month(text, after + 1) {
        let year = mark(text, month, &[sign]).and_then(|at| number(text, at, 4..=4));
        return Some(
            year.map_or(month, |(_, end)| end + usize::from(text.get(end) == Some(&b':'))),
        )
        .filter(|_| first <= 31);
    }
    if sign == b' ' {
        return None;
    }
    let (second, after) = number(text, after + 1, 1..=2)?;
    let (third, end) = number(text, mark(text, after, &[sign])?, 1..=4)?;
    let dated = is_year(first) && is_month_and_day(second, third)
        || is_year(third) && (is_month_and_day(first, second) || is_month_and_day(second, first));
    (dated && text.get(end) != Some(&sign)).then_some(end)
}

fn day_and_month(text: &[u8], at: usize) -> Option<usize> {
    if let Some((both, end)) = number(text, at, 4..=4) {
        return is_month_and_day(both / 100, both % 100).then_some(end);
    }
    let (first, after) = number(text, at, 1..=2)?;
    let (second, end) = number(text, mark(text, after, b"-/.")?, 1..=2)?;
    (is_month_and_day(first, second) || is_month_and_day(second, first)).then_some(end)
}

fn named_month(text: &[u8], at: usize) -> Option<usize> {
    let name = text.get(at..at + 3)?;
    let is_name = MONTHS.iter().any(|month| month.as_bytes().eq_ignore_ascii_case(name));
    let is_whole = !text.get(at + 3).is_some_and(u8::is_ascii_alphabetic);
    (is_name && is_whole).then_some(at + 3)
}

pub(super) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn is_year(number: u32) -> bool {
    (1970..2100).contains(&number)
}

fn is_month_and_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// What may stand between a date and its clock.
fn separator(text: &[u8], at: usize) -> Option<usize> {
    let blanks = text[at..].iter().take(4).take_while(|byte| b" T_-:,/".contains(byte)).count();
    if text.get(at.wrapping_sub(1)) == Some(&b':') {
        Some(at)
    } else {
        (blanks > 0).then_some(at + blanks)
    }
}

/// All digits from `at` on, if there are that many.
fn number(text: &[u8], at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<(u32, usize)> {
    let count = text.get(at..)?.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
    if !digits.contains(&count) {
        return None;
    }
    let digits = &text[at..at + count];
    let value = digits.iter().fold(0, |value, byte| value * 10 + u32::from(byte - b'0'));
    Some((value, at + count))
}

fn mark(text: &[u8], at: usize, marks: &[u8]) -> Option<usize> {
    text.get(at).filter(|byte| marks.contains(byte)).map(|_| at + 1)
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
        ] {
            assert_eq!(end(text.as_bytes(), 0), None, "{text}");
        }
    }
}
