//! An example that breaks each rule, with the diagnostic that it gets.

use crate::codes::builtin::BUILTIN;

/// A category in the lines 1 to 4 and the given blocks from line 5 on.
fn diagnostics(blocks: &str) -> String {
    let category = "[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n";
    let read = crate::codes::toml::read("t", &format!("{category}{blocks}"), &[&BUILTIN]);
    read.map_or_else(|error| error.to_string(), |_| String::new())
}

/// A block of seven lines, the last one given.
fn code(number: &str, line: &str) -> String {
    format!(
        "[[code]]\ncode = {number}\ncategory = \"shop\"\nsummary = \"s\"\naction = \"a\"\n\
         retry = \"no\"\n{line}\n"
    )
}

/// The same with one of its lines exchanged.
fn changed(line: &str, other: &str) -> String {
    code("1", "").replace(line, other)
}

#[test]
fn each_rule_reports_its_bad_example() {
    let category = |line: &str, other: &str| {
        let block = "[[category]]\nid = \"own\"\nlayer = \"own\"\ntitle = \"Own\"\n";
        block.replace(line, other)
    };
    let id = |id: &str| category("id = \"own\"", &format!("id = \"{id}\""));
    let summary = |text: &str| changed("\"s\"", &format!("\"{text}\""));
    let two = |one: &str, other: &str| code("1", one) + &code("2", other);
    let words = |words: &str| format!("[synonyms]\n{words}\n");
    for (rule, blocks, line, message) in [
        ("required", changed("retry = \"no\"", ""), 5, "[[code]] has no `retry`; add it"),
        ("required", category("title = \"Own\"", ""), 5, "[[category]] has no `title`; add it"),
        ("number", code("0", ""), 5, "0 means success, not an error; remove this block"),
        ("number", code("9", "through = 9"), 11, "`through` 9 is not above `code` 9"),
        ("line", summary(""), 8, "`summary` is empty"),
        ("line", summary("\u{200B}\u{200D}"), 8, "`summary` is empty"),
        ("line", summary(" s"), 8, "`summary` begins or ends with a space; remove it"),
        (
            "line",
            code("1", "note = \"a\\u001B[0m\""),
            11,
            "`note` has the control character U+001B; remove it",
        ),
        (
            "line",
            code("1", "keywords = [\"k\", \"a\\u202E\"]"),
            11,
            "`keywords` has the control character U+202E; remove it",
        ),
        (
            "line",
            summary(&"签".repeat(73)),
            8,
            "`summary` has 73 characters; at most 72 are allowed",
        ),
        ("full_stop", summary("Over."), 8, "`summary` ends with a full stop; remove it"),
        ("word", id("Own"), 6, "`id` may have small letters, digits, `.`, `_` and `-` only"),
        (
            "name",
            code("1", "aliases = [\"1ERR\"]"),
            11,
            "`aliases` must be a constant's name: letters, digits and `_`",
        ),
        (
            "retry",
            changed("\"no\"", "\"never\""),
            10,
            "`retry` must be one of yes, wait, login, no, unknown",
        ),
        (
            "length",
            code("1", &format!("keywords = [{}]", "\"k\",".repeat(65))),
            11,
            "`keywords` has over 64 items; keep the best",
        ),
        ("repeated", code("1", "related = [70001, 70001]"), 11, "`related` names a code twice"),
        ("term", words("\" \" = []"), 6, "`synonyms` has a term that is no word"),
        ("category", id("v3"), 5, "category `v3` is already defined in builtin; remove this one"),
        ("category", id("shop"), 5, "category `shop` is defined twice; remove one"),
        (
            "category",
            changed("shop", "shops"),
            7,
            "unknown category `shops`; add a [[category]] block with this id, or correct it",
        ),
        (
            "overlaps",
            code("1", "") + &code("1", ""),
            12,
            "1 is already defined in layer `app`, in line 5",
        ),
        (
            "overlaps",
            code("1", "through = 9") + &code("5", ""),
            12,
            "5 overlaps 1-9 of layer `app` in line 5",
        ),
        (
            "names",
            two("name = \"ERR_A\"", "aliases = [\"err_a\"]"),
            12,
            "the name err_a already belongs to 1; in a layer a name belongs to one code",
        ),
        ("related", code("1", "related = [1]"), 5, "`related` of 1 names the code itself"),
        ("related", code("1", "related = [9]"), 5, "`related` of 1 names 9, which is unknown"),
        (
            "related",
            two("related = [2]", ""),
            5,
            "`related` of 1 names 2, but 2 does not name 1; add it there",
        ),
    ] {
        assert_eq!(diagnostics(&blocks), format!("t:{line}: {message}"), "{rule}");
    }
}

#[test]
fn file_that_keeps_every_rule_is_accepted() {
    let full = "through = 20\nname = \"A\"\naliases = [\"A_B\"]\nformer_names = [\"_\"]\n\
                related = [2, 70001]\ndetail = \"d\"\nnote = \"签 n.\"\nkeywords = [\"x\"]";
    assert_eq!(diagnostics(&(code("10", full) + &code("2", "related = [10]"))), "");
    assert_eq!(diagnostics(&changed("\"s\"", &format!("\"{}\"", "签".repeat(72)))), "");
    assert_eq!(diagnostics(&changed("\"shop\"", "\"server.message\"")), "");
}

#[test]
fn layers_and_chinese_texts_keep_the_rules_too() {
    let layer = |more: &str| format!("[[layer]]\nid = \"app\"\ntitle = \"App\"\n{more}\n");
    let full = "legacy = true\nconstant_prefix = \"APP_\"\nnote = \"n\"\nzh.title = \"应用\"\nzh.note = \"无\"";
    assert_eq!(diagnostics(&layer(full)), "");
    let zh = "zh.summary = \"已过期\"\nzh.action = \"重新登录。\"\nzh.keywords = [\"过期\"]\nsince = \"7.0\"";
    assert_eq!(diagnostics(&code("1", zh)), "");
    for (blocks, line, message) in [
        (layer("legacy = 1"), 8, "`legacy` must be true or false"),
        (layer("") + &layer(""), 9, "layer `app` is defined twice; remove one"),
        (
            layer("").replace("app", "v3"),
            5,
            "layer `v3` is already defined in builtin; remove this one",
        ),
        (
            layer("constant_prefix = \"A-\""),
            8,
            "`constant_prefix` must be a constant's name: letters, digits and `_`",
        ),
        (layer("").replace("title = \"App\"", ""), 5, "[[layer]] has no `title`; add it"),
        (
            layer("zh.x = 1"),
            8,
            "unknown field `zh.x` in [[layer]]; the fields are zh.title, zh.note",
        ),
        (
            code("1", "zh = 1"),
            11,
            "`zh` must be a table; write `zh.` before the name of each field",
        ),
        (code("1", "zh.note = 1"), 11, "`zh.note` must be text: \"…\""),
        (code("1", "zh.summary = \"已过期\""), 11, "Chinese text has no `zh.action`; add it"),
        (
            code("1", &zh.replace("已过期", "已过期。")),
            11,
            "`zh.summary` ends with a full stop; remove it",
        ),
        (
            code("1", &zh.replace("已过期", &"期".repeat(37))),
            11,
            "`zh.summary` has 37 characters; at most 36 are allowed",
        ),
        (code("1", "basis = \"docs\""), 11, "`basis` is for the built-in codes; remove it"),
    ] {
        assert_eq!(diagnostics(&blocks), format!("t:{line}: {message}"));
    }
}

#[test]
fn basis_of_a_built_in_code_is_known_and_limits_its_verdict() {
    let read = |line: &str, retry: &str| {
        let category = "[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n";
        let text = category.to_owned() + &code("1", line).replace("\"no\"", retry);
        let read = crate::codes::toml::read("t", &text, &[]);
        read.map(|set| set.entries().next().map(|entry| entry.basis().as_str()))
            .map_err(|error| error.to_string())
    };
    assert_eq!(read("", "\"no\""), Ok(Some("page")));
    assert_eq!(read("basis = \"docs\"", "\"no\""), Ok(Some("docs")));
    assert_eq!(read("basis = \"name\"", "\"unknown\""), Ok(Some("name")));
    assert_eq!(
        read("basis = \"name\"", "\"no\""),
        Err("t:11: `retry` must be unknown if `basis` is name and no code is `related`".into())
    );
    assert_eq!(
        read("basis = \"own\"", "\"no\""),
        Err("t:11: `basis` must be one of page, docs, header, sdk, name, report".into())
    );
}
