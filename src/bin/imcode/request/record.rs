//! Pasted text of several lines as records: a JSON document, a log line with its stack trace, or a
//! line.

/// The records of `text` that say something, in their order.
pub(super) fn records(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let closes = closes(&lines);
    let mut records = Vec::new();
    let (mut line, mut start) = (0, 0);
    while line < lines.len() {
        let last = last_line(&lines, &closes, line);
        let length: usize = lines[line..=last].iter().map(|line| line.len()).sum();
        records.push(&text[start..start + length]);
        start += length;
        line = last + 1;
    }
    records.retain(|record| super::says_something(record));
    records
}

/// The last line of the record that begins in `first`.
fn last_line(lines: &[&str], closes: &[usize], first: usize) -> usize {
    let indent = indent(lines[first]);
    let mut last = closes[first];
    let mut at = first;
    while at < last || last + 1 < lines.len() && continues(lines[last], lines[last + 1], indent) {
        at += 1;
        last = last.max(at).max(closes[at]);
    }
    last
}

/// Whether `line` belongs to the record of `before`, whose first line is indented by `indent`.
fn continues(before: &str, line: &str, indent: usize) -> bool {
    let said = line.trim();
    if said.is_empty() || before.trim().is_empty() {
        return false;
    }
    let before = before.trim_end();
    let assigns = before.ends_with([':', '：', '=']) || before.ends_with("=>");
    let is_value =
        said.trim_start_matches(['"', '\'', '-', '(']).starts_with(|char: char| char.is_numeric());
    self::indent(line) > indent
        || matches!(said, "(" | "{" | "[")
        || said.starts_with("at ")
        || said.starts_with("Caused by")
        || assigns && is_value
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
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' | b'(' if !quoted => open.push((byte, at)),
                b'}' | b']' | b')' if !quoted => {
                    let opening = match byte {
                        b'}' => b'{',
                        b']' => b'[',
                        _ => b'(',
                    };
                    if let Some((_, first)) = open.pop_if(|(byte, _)| *byte == opening) {
                        closes[first] = closes[first].max(at);
                    }
                }
                _ => {}
            }
        }
        // A bracket that never closes hides no other for long.
        if open.len() > MAX_OPEN {
            open.clear();
        }
    }
    closes
}

const MAX_OPEN: usize = 1 << 10;

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
