//! Sentences about what was asked for: input, what is unknown, notes, suggestions, lists.

use imcode::{Code, Lang};

use crate::language;

messages! {
    // Standard input.
    nothing_to_look_up()
        "nothing to look up; try `imcode 70001` or `imcode --help`"
        "没有要查的内容；试试 `imcode 70001`，或看 `imcode --help`"
    empty_input()
        "no code on standard input; try `imcode 70001` or `imcode --help`"
        "标准输入里没有错误码；试试 `imcode 70001`，或看 `imcode --help`"
    waiting_for_input()
        "reading standard input; Ctrl-D ends it"
        "正在读标准输入，按 Ctrl-D 结束"
    input_too_large(mib: u64)
        "standard input is larger than {mib} MiB; `imcode annotate` reads logs"
        "标准输入超过 {mib} MiB；读日志用 `imcode annotate`"
    standard_input()
        "standard input"
        "标准输入"

    // What was asked for and is not known; `quoted` is a text in backticks.
    unknown_code(code: i64)
        "unknown code {code}"
        "没有收录 {code}"
    no_code_between(first: i64, last: i64)
        "no codes between {first} and {last}"
        "{first} 到 {last} 之间没有收录的错误码"
    unknown_name(quoted: &str)
        "unknown name {quoted}"
        "没有收录常量 {quoted}"
    no_code_in(quoted: &str)
        "no code in {quoted}"
        "{quoted} 里没有错误码"
    no_code_in_lines(lines: usize)
        "no code in {lines} lines"
        "这 {lines} 行里没有错误码"
    is_a_file(quoted: &str)
        "{quoted} is a file"
        "{quoted} 是文件"
    no_match(quoted: &str)
        "no code matches {quoted}"
        "没有与 {quoted} 相符的错误码"
    no_code_for_filters()
        "no code matches the filters"
        "没有错误码同时满足这些条件"
    cannot_look_up(quoted: &str, cause: &str)
        "cannot look up {quoted}: {cause}"
        "查不了 {quoted}：{cause}"
    not_whole()
        "it is not a whole number"
        "不是整数"
    no_digits()
        "its digits are missing"
        "缺数字"
    too_large()
        "it is too large for an error code"
        "数太大，不会是错误码"
    backwards()
        "the range runs backwards"
        "范围的起点比终点大"
    not_utf8()
        "it is not UTF-8"
        "不是 UTF-8 编码"
    empty()
        "there is nothing to look up in it"
        "里面没有可查的内容"

    // What is worth knowing beside an answer.
    success()
        "0 means success: there is nothing to explain"
        "0 表示调用成功，不是错误码"
    unsigned(asked: i64, code: i64)
        "{asked} is {code}, printed as an unsigned 32-bit number"
        "{asked} 是把 {code} 按 32 位无符号数打印的结果"
    renumbered(name: &str, former: Code, today: Code)
        "`{name}` was renumbered: {former} is {today} now"
        "`{name}` 现在是 {today}，以前是 {former}"
    not_known(number: i64)
        "{number} is not a known code"
        "没有收录 {number}"
    also_a_code(number: i64)
        "{number} is a code too; `imcode {number}` explains it"
        "{number} 也是错误码；用 `imcode {number}` 查看"
    one_line_without_code()
        "1 line has no code"
        "有 1 行没有错误码"
    lines_without_code(lines: usize)
        "{lines} lines have no code"
        "有 {lines} 行没有错误码"

    // Suggestions; `brief` is a code and its summary.
    brief(code: &str, summary: &str)
        "{code}, {summary}"
        "{code}，{summary}"
    suggested_code(brief: &str)
        "did you mean {brief}?"
        "是不是 {brief}？"
    other_sign(brief: &str)
        "with the other sign it is {brief}"
        "正负号换一下是 {brief}"
    suggested_name(name: &str, brief: &str)
        "did you mean `{name}`, {brief}?"
        "是不是 `{name}`，{brief}？"
    former_name(code: &str, note: &str)
        "{code}: {note}"
        "{code}：{note}"
    between(before: &str, after: &str, title: &str, category: &str)
        "it is between {before} and {after}, of {title} ({category})"
        "前后是 {before} 和 {after}，都属于「{title}」（{category}）"
    http_status(number: i64)
        "{number} is a status of HTTP; the body of the response has the code"
        "{number} 是 HTTP 状态码，IM 的错误码在响应体里"
    not_listed()
        "it may be another product's; your own codes go into a file for `--codes`, see `imcode template`"
        "可能是别的产品的错误码；自己的错误码写进文件，用 `--codes` 指定，模板见 `imcode template`"
    lines_are_scanned()
        "of several lines, only codes are looked up; `imcode search` searches for words"
        "多行文本只查错误码；按关键词搜索用 `imcode search`"
    annotate_reads(names: &str)
        "`imcode annotate {names}` explains the codes in it"
        "解释里面的错误码用 `imcode annotate {names}`"
    suggested_subcommand(name: &str)
        "did you mean `imcode {name}`?"
        "是不是想用 `imcode {name}`？"
    suggested_search(words: &str)
        "`imcode search {words}` searches for words"
        "按关键词搜索用 `imcode search {words}`"

    // Lists.
    not_a_range(quoted: &str)
        "{quoted} is neither a code nor a range"
        "{quoted} 不是错误码，也不是范围"
    unknown_category(name: &str)
        "unknown category `{name}`"
        "没有分类 `{name}`"
    unknown_layer(name: &str)
        "unknown layer `{name}`"
        "没有来源 `{name}`"
    categories_lists()
        "`imcode categories` lists all"
        "用 `imcode categories` 查看有哪些"
}
