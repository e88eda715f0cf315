//! What `CodeSet::parse` accepts and refuses beyond the example of each rule, which is beside the
//! rules in `src/codes/toml/check`.

use imcode::{Basis, Catalog, CodeSet, Entry, Lang};

/// A category of its own and the given blocks; line 1 is empty, blocks begin in line 6.
fn faults(blocks: &str) -> Vec<String> {
    let text =
        format!("\n[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n{blocks}");
    match CodeSet::parse("t.toml", &text, &Catalog::builtin()) {
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
fn unknown_field_is_refused_with_the_known_ones() {
    assert_fault(&block("1", "sumary = \"x\""), 12, "unknown field `sumary`");
}

#[test]
fn two_layers_may_use_the_same_number() {
    let other = "[[category]]\nid = \"till\"\nlayer = \"till\"\ntitle = \"Till\"\n";
    let blocks = block("1", "") + other + &block("1", "").replace("\"shop\"", "\"till\"");
    assert_eq!(faults(&blocks), Vec::<String>::new());
}

#[test]
fn what_no_code_gives_is_in_no_list() {
    let entry = |code: &str| {
        format!(
            "[[code]]\ncode = {code}\ncategory = \"server.account\"\nsummary = \"s\"\naction = \"a\"\nretry = \"no\"\n"
        )
    };
    let shop = "[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n";
    for text in [
        entry("70001"),
        // A range hides the single codes of its layer, and a range that is the same in another layer.
        entry("70000\nthrough = 70100"),
        shop.to_owned() + &block("120001", "through = 130000"),
        // The rest of a range stays.
        shop.to_owned() + &block("120042", ""),
    ] {
        let mut catalog = Catalog::builtin();
        catalog.add(CodeSet::parse("t.toml", &text, &catalog).expect("a sound file"));
        let listed = catalog.entries();
        let is_given = |entry: &Entry<'_>| {
            let last = entry.through().unwrap_or(entry.code());
            [entry.code(), last].into_iter().any(|code| catalog.code(code).any(|it| it == *entry))
        };
        assert!(listed.iter().all(is_given), "{text}");
        for code in [70001, 70002, 70100, 120001, 120042, 130000] {
            assert!(catalog.code(code).all(|entry| listed.contains(&entry)), "{text}{code}");
        }
    }
}

#[test]
fn ranges_of_one_layer_never_overlap() {
    let range = block("10", "through = 20");
    assert_fault(&(range.clone() + &block("20", "")), 13, "20 overlaps 10-20");
    assert_fault(&(range.clone() + &block("5", "through = 10")), 6, "10-20 overlaps 5-10");
    assert_fault(&(block("15", "") + &range), 6, "overlaps");
    assert_fault(&block("10", "through = 10"), 12, "`through` 10 is not above `code` 10");
}

#[test]
fn overlap_with_an_earlier_range_is_found() {
    let blocks = block("1", "through = 100") + &block("2", "") + &block("50", "");
    assert_eq!(faults(&blocks).len(), 2);
}

#[test]
fn summary_is_limited_in_characters() {
    let summary = |text: &str| block("1", "").replace("\"s\"", &format!("\"{text}\""));
    assert_eq!(faults(&summary(&"签".repeat(72))), Vec::<String>::new());
    assert_fault(&summary(&"签".repeat(73)), 9, "has 73 characters; at most 72");
    assert_fault(&summary(""), 9, "`summary` is empty");
    assert_fault(&summary(" x"), 9, "begins or ends with a space");
    assert_fault(&summary("Over."), 9, "full stop");
}

#[test]
fn related_codes_exist_and_name_each_other() {
    assert_fault(&block("1", "related = [9]"), 6, "names 9, which is unknown");
    assert_fault(&block("1", "related = [1]"), 6, "names the code itself");
    assert_fault(&block("1", "related = [70001, 70001]"), 12, "names a code twice");
    let one_sided = block("1", "related = [2]") + &block("2", "");
    assert_fault(&one_sided, 6, "2 does not name 1; add it there");
}

#[test]
fn missing_fields_are_named_together() {
    assert_fault(
        "[[code]]\nretry = \"no\"\n",
        6,
        "has no `code`, `category`, `summary`, `action`; add",
    );
    assert_fault("[[category]]\nid = \"till\"\n", 6, "has no `layer`, `title`; add them");
}

#[test]
fn value_of_another_type_is_named_with_its_field() {
    let text = "must be text: \"…\"";
    assert_fault(&block("1", "note = 1"), 12, &format!("`note` {text}"));
    assert_fault(&block("1", "keywords = \"k\""), 12, "`keywords` must be a list");
    assert_fault(&block("1", "keywords = [\"k\", [\"k\"]]"), 12, &format!("`keywords` {text}"));
    assert_fault(&block("1", "related = [1.5]"), 12, "`related` must be a whole number");
    assert_fault(&block("1", "detail = 1979-05-27"), 12, &format!("`detail` {text}"));
    assert_fault(&block("1", "detail = { a = 1 }"), 12, &format!("`detail` {text}"));
    assert_fault("[synonyms]\na = 1\n", 7, "`synonyms` must be a list");
    assert_fault("[synonyms]\na = [1]\n", 7, &format!("`synonyms` {text}"));
    // A block that is left out is not missed elsewhere.
    assert_fault(&(block("1", "note = 1") + &block("2", "related = [1]")), 12, "`note`");
    let category = "[[category]]\nid = \"till\"\nlayer = 1\ntitle = \"Till\"\n";
    assert_fault(&(category.to_owned() + &block("1", "").replace("shop", "till")), 8, "`layer`");
}

#[test]
fn every_fault_of_a_block_is_named_at_once() {
    let block = "[[code]]\ncode = \"1\"\ncategory = \"sho\"\nretry = \"maybe\"\nsumary = \"s\"\n\
                 keywords = [1, 2]\nzh.note = 1\nzh.extra = 2\n";
    let expected = [
        "t.toml:6: [[code]] has no `summary`, `action`; add them",
        "t.toml:7: `code` must be a whole number",
        "t.toml:8: unknown category `sho`",
        "t.toml:9: `retry` must be one of",
        "t.toml:10: unknown field `sumary`",
        "t.toml:11: `keywords` must be text",
        "t.toml:11: `keywords` must be text",
        "t.toml:12: `zh.note` must be text",
        "t.toml:13: unknown field `zh.extra`",
    ];
    let faults = faults(block);
    assert_eq!(faults.len(), expected.len(), "{faults:#?}");
    for (fault, start) in faults.iter().zip(expected) {
        assert!(fault.starts_with(start), "{fault}");
    }
}

#[test]
fn name_is_an_identifier_of_one_code() {
    let blocks = block("1", "name = \"ERR_A\"") + &block("2", "aliases = [\"err_a\"]");
    assert_fault(&blocks, 13, "the name err_a already belongs to 1");
    assert_fault(&block("1", "name = \"1ERR\""), 12, "must be a constant's name");
    assert_fault(&block("1", "name = \"ERR A\""), 12, "must be a constant's name");
}

#[test]
fn empty_alias_before_chinese_text_is_a_fault() {
    let faults = faults(&block("1", "aliases = [\"A\", \"\", \"签\"]"));
    assert_eq!(faults.len(), 2, "{faults:#?}");
    assert!(faults[0].ends_with("`aliases` is empty"), "{faults:#?}");
    assert!(faults[1].contains("must be a constant's name"), "{faults:#?}");
}

#[test]
fn code_is_a_whole_32_bit_number() {
    for code in ["2147483648", "-2147483649", "99999999999999999999999", "1.5", "\"1\"", "true"] {
        assert_fault(&block(code, ""), 7, "`code` must be a whole number");
    }
    assert_fault(&block("0", ""), 6, "0 means success");
    assert_eq!(faults(&block("0x11171", "")), Vec::<String>::new());
}

#[test]
fn control_and_bidi_characters_are_refused() {
    for odd in ["\\u001b[31m", "\\t", "\\n", "\\u009b", "\\u202e", "\\u2028", "\\u0000"] {
        let faulty = block("1", "").replace("\"a\"", &format!("\"x{odd}y\""));
        assert_fault(&faulty, 10, "control character U+");
    }
    let faulty = "\"\\u001b]0;\" = 1\n".to_owned() + &block("1", "");
    assert_eq!(faults(&faulty).iter().filter(|line| line.contains('\u{1b}')).count(), 0);
}

#[test]
fn first_syntax_error_is_reported_with_its_line() {
    assert_fault(&(block("1", "") + "= 3\n"), 13, "not TOML");
    let twice = faults(&block("1", "retry = \"yes\""));
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(twice[0].starts_with("t.toml:12: not TOML: duplicate key"), "{twice:?}");
}

#[test]
fn all_rule_faults_are_reported_by_line() {
    let blocks =
        block("1", "sumary = 1").replace("\"no\"", "\"never\"") + &block("1", "related = [5]");
    let faults = faults(&blocks);
    let lines: Vec<_> =
        faults.iter().map(|fault| fault.split(':').nth(1).unwrap_or_default()).collect();
    assert_eq!(lines, ["11", "12", "13", "13"], "{faults:#?}");
}

#[test]
fn wrong_shapes_and_deep_nesting_are_refused() {
    let deep = format!("x = {}1{}\n", "[".repeat(100_000), "]".repeat(100_000));
    assert!(!faults(&deep).is_empty());
    for shape in ["code = 3\n", "code = [1]\n", "[code]\ncode = 1\n", "[[codes]]\n", "x = 1\n"] {
        // Before the category block: a key behind it would belong to the category.
        let text =
            format!("{shape}[[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\n");
        let error = CodeSet::parse("t.toml", &text, &Catalog::builtin()).expect_err(shape);
        assert_eq!(error.diagnostics.len(), 1, "{error}");
    }
}

#[test]
fn chinese_text_falls_back_to_english() {
    let zh = "detail = \"d\"\nzh.summary = \"已过期\"\nzh.action = \"重新登录。\"\nzh.keywords = [\"票据\"]";
    let text = "[[layer]]\nid = \"app\"\ntitle = \"App\"\nzh.title = \"应用\"\n\
                [[category]]\nid = \"shop\"\nlayer = \"app\"\ntitle = \"Shop\"\nzh.title = \"店铺\"\n"
        .to_owned()
        + &block("1", zh)
        + &block("2", "keywords = [\"k\"]");
    let mut catalog = Catalog::builtin();
    catalog.add(CodeSet::parse("t.toml", &text, &catalog).expect("a sound file"));
    let entry = |code: i32| catalog.code(code).next().expect("just added");
    let (both, english) = (entry(1), entry(2));
    let text = both.text_in(Lang::Zh);
    // What is said in one language only is shown in any case; JSON says which.
    assert_eq!((text.summary, text.detail, text.action), ("已过期", Some("d"), "重新登录。"));
    assert_eq!(imcode::Record::new(both, None).zh.expect("it has Chinese").detail, None);
    assert_eq!(both.text_in(Lang::En).detail, Some("d"));
    assert!(both.keywords().eq(["票据"]));
    assert!(both.has_text(Lang::Zh) && !english.has_text(Lang::Zh));
    assert_eq!(english.text_in(Lang::Zh), english.text_in(Lang::En));
    assert_eq!(both.category().title_in(Lang::Zh), "店铺");
    assert_eq!(both.basis(), Basis::Own);
    let layer = catalog.layer("app").expect("declared");
    assert_eq!((layer.title_in(Lang::Zh), layer.note_in(Lang::Zh)), ("应用", None));
    assert!(!layer.is_legacy());
}
