//! Pasted text of several lines as records: a document, a log line with its stack trace, or a line.

/// The records of `text` that say something, in their order.
pub(super) fn records(text: &str) -> Vec<&str> {
    let mut records = Vec::new();
    let (mut start, mut end, mut before) = (0, 0, "");
    for line in text.split_inclusive('\n') {
        if end > start && !continues(before, line, indent(&text[start..])) {
            records.push(&text[start..end]);
            start = end;
        }
        end += line.len();
        before = line;
    }
    records.push(&text[start..]);
    records.retain(|record| super::says_something(record));
    records
}

/// Whether `line` belongs to the record of `before`, whose first line is indented by `indent`.
fn continues(before: &str, line: &str, indent: usize) -> bool {
    let (before, said) = (before.trim(), line.trim());
    let value = said.trim_start_matches(['"', '\'', '-', '(']);
    let assigns = before.ends_with([':', '：', '=']) || before.ends_with("=>");
    !said.is_empty()
        && !before.is_empty()
        && (self::indent(line) > indent
            || before.ends_with(['{', '[', '('])
            || before.ends_with(',') && before.starts_with(['"', '\''])
            || said.starts_with(['}', ']', ')'])
            || matches!(said, "(" | "{" | "[")
            || said.starts_with("at ")
            || said.starts_with("Caused by")
            || assigns && value.starts_with(char::is_numeric))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
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
