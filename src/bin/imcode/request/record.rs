//! Pasted text of several lines as records: a JSON document, a log line with its stack trace, or a
//! line.

/// As many brackets may be open; one that never closes hides no other for long.
const MAX_OPEN: usize = 1 << 10;

/// The records of `text` that say something, in their order.
pub(super) fn records(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let closes = closes(&lines);
    let mut records = Vec::new();
    let (mut rest, mut length, mut first, mut last) = (text, 0, 0, 0);
    for (at, line) in lines.iter().enumerate() {
        length += line.len();
        last = last.max(closes[at]);
        let next = lines.get(at + 1);
        if at < last || next.is_some_and(|next| continues(line, next, indent(lines[first]))) {
            continue;
        }
        let (record, behind) = rest.split_at(length);
        records.push(record);
        (rest, length, first, last) = (behind, 0, at + 1, 0);
    }
    records.retain(|record| super::says_something(record));
    records
}

/// Whether `line` belongs to the record of `before`, whose first line is indented by `indent`.
fn continues(before: &str, line: &str, indent: usize) -> bool {
    let (before, said) = (before.trim(), line.trim());
    let assigns = before.ends_with([':', '：', '=']) || before.ends_with("=>");
    let value = said.trim_start_matches(['"', '\'', '-', '(']);
    !said.is_empty()
        && !before.is_empty()
        && (self::indent(line) > indent
            || matches!(said, "(" | "{" | "[")
            || said.starts_with("at ")
            || said.starts_with("Caused by")
            || assigns && value.starts_with(char::is_numeric))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// For each line the last line that a bracket opened in it closes in.
fn closes(lines: &[&str]) -> Vec<usize> {
    let mut closes: Vec<usize> = (0..lines.len()).collect();
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let (mut quoted, mut escaped) = (false, false);
        for byte in line.bytes() {
            let is_escaped = escaped;
            escaped = byte == b'\\' && !is_escaped;
            match byte {
                b'"' if !is_escaped => quoted = !quoted,
                _ if is_escaped || quoted => {}
                b'{' => open.push((b'}', at)),
                b'[' => open.push((b']', at)),
                b'(' => open.push((b')', at)),
                _ => {
                    if let Some((_, first)) = open.pop_if(|(close, _)| *close == byte) {
                        closes[first] = at;
                    }
                }
            }
        }
        if open.len() > MAX_OPEN {
            open.clear();
        }
    }
    closes
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn a_document_or_a_trace_is_one_record() {
        for text in [
            "{\n\"ErrorCode\": 90001\n}\n",
            "resp: {\n  \"a\": [\n 1\n]\n}",
            "Array\n(\n    [ErrorCode] => 1\n)",
            "E/x: failed\n\tat a.b(C.java:1)\nCaused by: y\n\tat z",
            "[\"ErrorCode\"]=>\n  int(1)",
            "错误码：\n1",
        ] {
            assert_eq!(records(text), [text], "{text}");
        }
    }

    #[test]
    fn other_lines_are_records_of_their_own() {
        assert_eq!(records("6206\n\n70001\n----\n"), ["6206\n", "70001\n"]);
        assert_eq!(records("{\"a\":1}\n{\"a\":2}\n").len(), 2);
        assert_eq!(records("a (b\nc d\ne f\n").len(), 3);
        assert_eq!(records("  6206\n  70001\n").len(), 2);
    }
}
