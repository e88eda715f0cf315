//! The rules of a table, one claim each: what is wrong is named with its line.
#![cfg(feature = "tables")]

use imcode::{Catalog, Table};

/// A category of its own and the given blocks; line 1 is empty, blocks begin in line 6.
fn faults(blocks: &str) -> Vec<String> {
    let text =
        format!("\n[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n{blocks}");
    match Table::parse("t.toml", &text, &Catalog::builtin()) {
        Ok(_) => Vec::new(),
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    }
}

/// A sound block of six lines.
fn block(code: &str, more: &str) -> String {
    format!(
        "[[code]]\ncode = {code}\ncategory = \"shop\"\nsummary = \"s\"\naction = \"a\"\nretry = \"no\"\n{more}\n"
    )
}

#[track_caller]
fn assert_fault(blocks: &str, line: usize, cause: &str) {
    let faults = faults(blocks);
    let start = if line == 0 { "t.toml: ".to_owned() } else { format!("t.toml:{line}: ") };
    assert_eq!(faults.len(), 1, "{faults:#?}");
    assert!(faults[0].starts_with(&start) && faults[0].contains(cause), "{faults:#?}");
}

#[test]
fn a_sound_table_has_no_fault() {
    let blocks = block(
        "1",
        "related = [2, 70001]\nkeywords = [\"x\"]\naliases = [\"A_B\"]\nname = \"A\"\ndetail = \"d\"\nnote = \"n\"",
    ) + &block("2", "related = [1]")
        + &block("10", "through = 20");
    assert_eq!(faults(&blocks), Vec::<String>::new());
    assert_eq!(faults(""), Vec::<String>::new());
}

#[test]
fn an_unknown_field_is_a_fault() {
    assert_fault(&block("1", "sumary = \"x\""), 12, "unknown field `sumary`");
}

#[test]
fn an_unknown_category_is_a_fault() {
    assert_fault(&block("1", "").replace("\"shop\"", "\"shops\""), 8, "unknown category `shops`");
}

#[test]
fn a_category_may_be_one_of_the_embedded_table() {
    assert_eq!(
        faults(&block("120042", "").replace("\"shop\"", "\"server.message\"")),
        Vec::<String>::new()
    );
    let again = "[[category]]\nid = \"v3\"\nlayer = \"v3\"\ntitle = \"V3\"\n";
    assert_fault(again, 6, "category `v3` stands in builtin already");
}

#[test]
fn a_category_is_defined_once() {
    assert_fault("[[category]]\nid = \"shop\"\nlayer = \"x\"\ntitle = \"Y\"\n", 6, "defined twice");
}

#[test]
fn a_code_stands_once_in_a_layer() {
    assert_fault(
        &(block("1", "") + &block("1", "")),
        13,
        "1 is taken in layer `app`; it stands in line 6",
    );
}

#[test]
fn two_layers_may_use_the_same_number() {
    let other = "[[category]]\nid = \"till\"\nlayer = \"till\"\ntitle = \"Till\"\n";
    let blocks = block("1", "") + other + &block("1", "").replace("\"shop\"", "\"till\"");
    assert_eq!(faults(&blocks), Vec::<String>::new());
}

#[test]
fn a_range_may_not_overlap() {
    let range = block("10", "through = 20");
    assert_fault(&(range.clone() + &block("20", "")), 13, "20-20 overlaps 10-20");
    assert_fault(&(range.clone() + &block("5", "through = 10")), 6, "10-20 overlaps 5-10");
    assert_fault(&(block("15", "") + &range), 6, "overlaps");
    assert_fault(&block("10", "through = 10"), 12, "`through` 10 is not above `code` 10");
}

#[test]
fn an_overlap_with_a_range_further_up_is_found() {
    let blocks = block("1", "through = 100") + &block("2", "") + &block("50", "");
    assert_eq!(faults(&blocks).len(), 2);
}

#[test]
fn a_summary_is_short_and_has_no_full_stop() {
    let summary = |text: &str| block("1", "").replace("\"s\"", &format!("\"{text}\""));
    assert_eq!(faults(&summary(&"签".repeat(72))), Vec::<String>::new());
    assert_fault(&summary(&"签".repeat(73)), 9, "has 73 characters; at most 72");
    assert_fault(&summary(""), 9, "`summary` is empty");
    assert_fault(&summary(" x"), 9, "begins or ends with a space");
    assert_fault(&summary("Over."), 9, "full stop");
}

#[test]
fn related_codes_exist_and_name_each_other() {
    assert_fault(&block("1", "related = [9]"), 6, "names 9, which no table holds");
    assert_fault(&block("1", "related = [1]"), 6, "names the code itself");
    assert_fault(&block("1", "related = [70001, 70001]"), 12, "names a code twice");
    let one_sided = block("1", "related = [2]") + &block("2", "");
    assert_fault(&one_sided, 6, "2 does not name 1; add it there");
}

#[test]
fn retry_is_one_of_five_words() {
    let wrong = block("1", "").replace("\"no\"", "\"never\"");
    assert_fault(&wrong, 11, "`retry` must be one of yes, wait, login, no, unknown");
    assert_fault(&block("1", "").replace("\"no\"", "1"), 11, "`retry` must be");
}

#[test]
fn a_field_that_must_be_there_is_missed() {
    for (field, line) in [
        ("code = 1", "code"),
        ("category = \"shop\"", "category"),
        ("summary = \"s\"", "summary"),
        ("action = \"a\"", "action"),
        ("retry = \"no\"", "retry"),
    ] {
        assert_fault(&block("1", "").replace(field, ""), 6, &format!("has no `{line}`"));
    }
}

#[test]
fn a_name_stands_for_one_code() {
    let blocks = block("1", "name = \"ERR_A\"") + &block("2", "aliases = [\"err_a\"]");
    assert_fault(&blocks, 13, "the name err_a belongs to 1 already");
    assert_fault(&block("1", "name = \"1ERR\""), 12, "must be a constant's name");
    assert_fault(&block("1", "name = \"ERR A\""), 12, "must be a constant's name");
}

#[test]
fn a_number_is_a_whole_32_bit_number() {
    for code in ["2147483648", "-2147483649", "99999999999999999999999", "1.5", "\"1\"", "true"] {
        assert_fault(&block(code, ""), 7, "`code` must be a whole number");
    }
    assert_fault(&block("0", ""), 6, "0 stands for success");
    assert_eq!(faults(&block("0x11171", "")), Vec::<String>::new());
}

#[test]
fn text_never_drives_the_terminal() {
    for odd in ["\\u001b[31m", "\\t", "\\n", "\\u009b", "\\u202e", "\\u2028", "\\u0000"] {
        let faulty = block("1", "").replace("\"a\"", &format!("\"x{odd}y\""));
        assert_fault(&faulty, 10, "control character U+");
    }
    let faulty = "\"\\u001b]0;\" = 1\n".to_owned() + &block("1", "");
    assert_eq!(faults(&faulty).iter().filter(|line| line.contains('\u{1b}')).count(), 0);
}

#[test]
fn what_is_not_toml_is_named_with_its_line() {
    assert_fault(&(block("1", "") + "= 3\n"), 13, "not TOML");
    let twice = faults(&block("1", "retry = \"yes\""));
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(twice[0].starts_with("t.toml:12: not TOML: duplicate key"), "{twice:?}");
}

#[test]
fn every_fault_is_named_at_once() {
    let blocks =
        block("1", "sumary = 1").replace("\"no\"", "\"never\"") + &block("1", "related = [5]");
    let faults = faults(&blocks);
    let lines: Vec<_> =
        faults.iter().map(|fault| fault.split(':').nth(1).unwrap_or_default()).collect();
    assert_eq!(lines, ["11", "12", "13", "13"], "{faults:#?}");
}

#[test]
fn deep_nesting_and_wrong_shapes_are_faults() {
    let deep = format!("x = {}1{}\n", "[".repeat(100_000), "]".repeat(100_000));
    assert!(!faults(&deep).is_empty());
    for shape in ["code = 3\n", "code = [1]\n", "[code]\ncode = 1\n", "[[codes]]\n", "x = 1\n"] {
        // Before the category block: a key behind it would belong to the category.
        let text =
            format!("{shape}[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n");
        let error = Table::parse("t.toml", &text, &Catalog::builtin()).expect_err(shape);
        assert_eq!(error.faults.len(), 1, "{error}");
    }
}

#[test]
fn faults_beyond_a_thousand_are_counted() {
    let blocks = "[[code]]\ncode = \"x\"\ncategory = \"shop\"\nsummary = \"s\"\naction = \"a\"\nretry = \"no\"\n".repeat(1500);
    let faults = faults(&blocks);
    assert_eq!(faults.len(), 1001);
    assert!(faults[1000].contains("500 more faults"), "{}", faults[1000]);
}
