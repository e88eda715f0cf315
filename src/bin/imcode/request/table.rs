//! Pasted tables, of a spreadsheet or a database: the head names the column that has the codes.

use super::mark::{Mark, mark_before};
use super::says_something;

/// The rows of `text`, each with the cell of its code. None if it is no table with such a column.
pub(super) fn rows(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut lines = text.lines().filter(|line| says_something(line));
    let head = lines.next().filter(|line| !line.contains(|char: char| char.is_ascii_digit()))?;
    let mark = ['\t', '|', ',', ';'].into_iter().find(|&mark| head.contains(mark))?;
    let names: Vec<&str> = cells(head, mark).collect();
    let is_code = |name: &&str| mark_before(&format!("{name}: "), "") == Mark::Code;
    let column = names.iter().position(is_code).filter(|_| names.len() > 1)?;
    // `(2 rows)`, `1 row in set`
    let is_row = |line: &&str| line.contains(mark) || !line.contains(" row");
    let row = |line| {
        let mut cells = cells(line, mark);
        let cell = cells.nth(column)?;
        let is_whole = column + 1 + cells.count() >= names.len();
        // A spreadsheet writes `6206.0`.
        is_whole.then(|| (line, cell.strip_suffix(".0").unwrap_or(cell)))
    };
    let rows: Option<Vec<_>> = lines.filter(is_row).map(row).collect();
    rows.filter(|rows| !rows.is_empty())
}

fn cells(line: &str, mark: char) -> impl Iterator<Item = &str> {
    let line = line.trim_matches(' ');
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split(mark).map(|cell| cell.trim_matches([' ', '"', '\'', '`', '*']))
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn the_column_of_codes_is_read() {
        for (table, expected) in [
            ("uid,err_code,n\n6013,70001,12\n", &["70001"][..]),
            ("errcode\ttimes\n6014.0\t3\n\t1\n", &["6014", ""]),
            ("| id | code |\n|---|---|\n| 6013 | 70001 |", &["70001"]),
            ("+--+\n| 错误码 | n |\n+--+\n| 70001 | 6013 |\n+--+\n(1 row)\n", &["70001"]),
            ("code,msg\n70001,\"expired, renew\"", &["70001"]),
        ] {
            let cells = rows(table).map(|rows| rows.into_iter().map(|(_, cell)| cell).collect());
            assert_eq!(cells, Some(expected.to_vec()), "{table}");
        }
        for text in ["code, msg", "uid,port\n1,6013", "the code, please\n6013", "code 1, 2\n3, 4"] {
            assert_eq!(rows(text), None, "{text}");
        }
    }
}
