//! The built-in codes against the vendor's page (`tests/data/page.tsv`) and against its own rules.

#![cfg(feature = "serde")]

use std::collections::{HashMap, HashSet};

use imcode::{Catalog, Entry, Retry};

/// Code, last code of a range, category, name.
type PageRow = (i32, Option<i32>, &'static str, Option<&'static str>);

fn page() -> Vec<PageRow> {
    let rows = include_str!("data/page.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let [code, through, category, name] =
            line.split('\t').collect::<Vec<_>>().try_into().expect("four columns");
        let name = (!name.is_empty()).then_some(name);
        (code.parse().expect("a code"), through.parse().ok(), category, name)
    })
    .collect()
}

fn only(catalog: &Catalog, code: i32) -> Entry<'_> {
    let entries: Vec<_> = catalog.code(code).collect();
    assert_eq!(entries.len(), 1, "{code}");
    entries[0]
}

#[test]
fn every_code_of_the_page_answers_by_number_and_by_name() {
    let catalog = Catalog::builtin();
    let page = page();
    assert_eq!(page.len(), 424);
    assert_eq!(catalog.entries().len(), page.len());
    for (code, through, category, name) in page {
        let entry = only(&catalog, code);
        assert_eq!(entry.code().get(), code);
        assert_eq!(entry.through().map(imcode::Code::get), through);
        assert_eq!(entry.category().id(), category, "{code}");
        assert_eq!(entry.name(), name, "{code}");
        if let Some(name) = name {
            for spelling in [name.to_owned(), name.to_lowercase(), name.replacen("ERR_", "", 1)] {
                assert_eq!(catalog.name(&spelling), Some(entry), "{spelling}");
            }
        }
    }
}

#[test]
fn there_are_18_categories_in_3_layers() {
    let catalog = Catalog::builtin();
    assert_eq!(catalog.categories().count(), 18);
    let layers: HashSet<&str> = catalog.categories().map(imcode::Category::layer).collect();
    assert_eq!(layers, HashSet::from(["sdk", "server", "v3"]));
    let declared =
        |id: &&str| catalog.layer(id).is_some_and(|layer| layer.is_legacy() == (*id == "v3"));
    assert!(layers.iter().all(declared));
}

#[test]
fn there_are_27_negative_codes_and_each_number_occurs_once() {
    let entries = Catalog::builtin();
    let entries = entries.entries();
    assert_eq!(entries.iter().filter(|entry| entry.code().get() < 0).count(), 27);
    // 10062 is printed twice on the page.
    assert_eq!(entries.iter().filter(|entry| entry.code().get() == 10062).count(), 1);
    assert!(entries.is_sorted_by_key(|entry| entry.code()));
}

#[test]
fn the_seven_codes_with_both_signs_mean_different_things() {
    let catalog = Catalog::builtin();
    let codes: HashSet<i32> = catalog.entries().iter().map(|entry| entry.code().get()).collect();
    let mut both: Vec<i32> =
        codes.iter().copied().filter(|&code| code > 0 && codes.contains(&-code)).collect();
    both.sort_unstable();
    assert_eq!(both, [10003, 10004, 10005, 10006, 10007, 10009, 20009]);
    for code in both {
        let (plus, minus) = (only(&catalog, code), only(&catalog, -code));
        assert_ne!(plus.summary(), minus.summary());
        assert!(!plus.related().contains(&minus.code()), "{code}");
    }
}

#[test]
fn numbers_inside_the_range_answer_with_it() {
    let catalog = Catalog::builtin();
    for code in [120001, 120002, 125000, 130000] {
        assert_eq!(only(&catalog, code).label(), "120001-130000");
    }
    assert_eq!(catalog.code(120000).count() + catalog.code(130001).count(), 0);
}

#[test]
fn renumbered_names_have_their_number_of_today() {
    let catalog = Catalog::builtin();
    let renumbered = [
        ("ERR_LOGIN_SIG_EXPIRE", 70001, 70101),
        ("ERR_SDK_HAD_INITIALIZED", 90001, 90101),
        ("ERR_REQUEST_NO_NET_ONREQ", 6200, 6250),
        ("ERR_REQUEST_NO_NET_ONRSP", 6201, 6251),
        ("ERR_REQUEST_FAILED", 6210, 6252),
        ("ERR_REQUEST_INVALID_REQ", 6211, 6253),
        ("ERR_REQUEST_OVERLOADED", 6212, 6254),
        ("ERR_REQUEST_KICK_OFF", 6213, 6255),
        ("ERR_REQUEST_SERVICE_SUSPEND", 6214, 6256),
        ("ERR_REQUEST_INVALID_SIGN", 6215, 6257),
        ("ERR_REQUEST_INVALID_COOKIE", 6216, 6258),
    ];
    for (name, old, new) in renumbered {
        assert_eq!(catalog.name(name).map(|entry| entry.code().get()), Some(new), "{name}");
        assert_eq!(catalog.former_name(name).map(|entry| entry.code().get()), Some(old), "{name}");
        assert!(only(&catalog, old).note().is_some_and(|note| note.contains(name)), "{old}");
        assert!(
            only(&catalog, new).note().is_some_and(|note| note.contains(&old.to_string())),
            "{new}"
        );
        assert!(only(&catalog, old).related().iter().any(|code| code.get() == new), "{old}");
    }
    // Its number today is not on the page.
    assert_eq!(catalog.name("ERR_REQ_CONTENT_ATTACK"), None);
    assert_eq!(
        catalog.former_name("REQ_CONTENT_ATTACK").map(|entry| entry.code().get()),
        Some(80001)
    );
}

#[test]
fn aliases_find_their_code() {
    let catalog = Catalog::builtin();
    for (name, code) in [
        ("ERR_REQUEST_TIMEOUT", 6012),
        ("ERR_REQUEST_TIME_OUT", 6012),
        ("ERR_TLSSDK_FIND_NO_USER", 6025),
        ("ERR_TLSSDK_USER_NOT_FOUND", 6025),
        ("ERR_REQ_KICK_OFF", 6213),
    ] {
        assert_eq!(catalog.name(name).map(|entry| entry.code().get()), Some(code), "{name}");
    }
}

#[test]
fn codes_toml_pins_reviewed_entries() {
    let catalog = Catalog::builtin();
    let related = |code: i32| {
        only(&catalog, code).related().iter().map(|code| code.get()).collect::<Vec<_>>()
    };
    assert_eq!(related(70001), [-10004, -10003, -10001, 6206, 70101]);
    for clique in [[6223, 10031, 20016], [6208, 6213, 6255]] {
        for code in clique {
            assert!(
                clique.iter().all(|other| *other == code || related(code).contains(other)),
                "{code}"
            );
        }
    }
    assert_eq!(only(&catalog, 60008).retry(), Retry::No);
    assert_eq!(only(&catalog, 70001).retry(), Retry::Login);
    assert_eq!(only(&catalog, 120001).retry(), Retry::Unknown);
    let unknown =
        catalog.entries().into_iter().filter(|entry| entry.retry() == Retry::Unknown).count();
    assert_eq!(unknown, 1, "only the app's own codes");
}

#[test]
fn no_two_entries_have_the_same_summary() {
    let catalog = Catalog::builtin();
    let mut seen = HashMap::new();
    for entry in catalog.entries() {
        let before = seen.insert(entry.summary().to_lowercase(), entry.code());
        assert_eq!(before, None, "{}: the summary of another: {}", entry.code(), entry.summary());
    }
}

#[test]
fn keywords_are_3_to_8_in_both_languages_and_in_no_other_field() {
    let is_chinese =
        |text: &&str| text.chars().any(|char| ('\u{4E00}'..='\u{9FFF}').contains(&char));
    for entry in Catalog::builtin().entries() {
        let code = entry.code();
        let keywords: Vec<&str> = entry.keywords().collect();
        assert!((3..=8).contains(&keywords.len()), "{code}: 3 to 8 keywords: {keywords:?}");
        let chinese = keywords.iter().filter(|text| is_chinese(text)).count();
        let both = chinese > 0 && chinese < keywords.len();
        assert!(both, "{code}: keywords in English and Chinese: {keywords:?}");
        let elsewhere = [
            entry.name().unwrap_or_default(),
            entry.summary(),
            entry.detail().unwrap_or_default(),
            entry.action(),
        ]
        .join("\n")
        .to_lowercase();
        for keyword in keywords {
            let said = elsewhere.contains(&keyword.to_lowercase());
            assert!(!said, "{code}: the keyword `{keyword}` is in another field of the entry");
        }
    }
}

#[test]
fn actions_are_sentences_and_agree_with_retry() {
    for entry in Catalog::builtin().entries() {
        let (code, action) = (entry.code(), entry.action());
        assert!(action.ends_with('.'), "{code}: an action is a sentence: {action}");
        assert!(!action.to_lowercase().contains("please"), "{code}: {action}");
        assert!(!action.to_lowercase().contains("check the error"), "{code}: {action}");
        if entry.retry() == Retry::Login {
            let says = ["log in", "login", "logged in"]
                .iter()
                .any(|word| action.to_lowercase().contains(word));
            assert!(says, "{code}: `login`, and the action does not say so: {action}");
        }
    }
}

#[test]
fn code_accepts_every_integer_type_and_finds_nothing_out_of_range() {
    let catalog = Catalog::builtin();
    let code = imcode::Code::new(70001);
    let found = [
        catalog.code(70001).next(),
        catalog.code(70001_i64).next(),
        catalog.code(70001_u32).next(),
        catalog.code(code).next(),
    ];
    assert!(found.iter().all(|entry| *entry == catalog.code(code).next() && entry.is_some()));
    assert_eq!(catalog.code(70001 + (1_i64 << 32)).count(), 0);
    assert_eq!(catalog.code(u32::MAX).count(), 0);
}

#[test]
fn record_is_read_back_from_its_json() {
    for entry in Catalog::builtin().entries() {
        let record = imcode::Record::new(entry, Some(entry.code()));
        let json = serde_json::to_string(&record).expect("JSON");
        let read: imcode::Record<'static> = serde_json::from_str(&json).expect("a record");
        assert_eq!(read, record);
    }
    let entry = Catalog::builtin().code(70001).map(|entry| serde_json::json!(entry)).next();
    let mut entry = entry.expect("a known code");
    entry["retry"] = "never".into();
    let refused = serde_json::from_value::<imcode::Record<'static>>(entry).expect_err("no verdict");
    assert!(refused.to_string().contains("`never` must be one of yes"), "{refused}");
}
