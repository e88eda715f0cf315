//! The built-in codes against the vendor's page (`tests/data/page.tsv`), header files and their own
//! rules.

#![cfg(feature = "serde")]

mod header;
mod reference;
mod texts;

use std::collections::{BTreeMap, HashSet};

use imcode::{Basis, Catalog, Entry, Retry};

/// Code, last code of a range, category, name.
type PageRow = (i32, Option<i32>, &'static str, Option<&'static str>);

fn page() -> Vec<PageRow> {
    let rows = include_str!("../data/page.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let [code, through, category, name] =
            line.split('\t').collect::<Vec<_>>().try_into().expect("four columns");
        let name = (!name.is_empty()).then_some(name);
        (code.parse().expect("a code"), through.parse().ok(), category, name)
    })
    .collect()
}

/// The entry with this code; of several, the one that rests on the page.
fn only(catalog: &Catalog, code: i32) -> Entry<'_> {
    let entries: Vec<_> = catalog.code(code).collect();
    let on_page = |entry: &&Entry<'_>| entries.len() == 1 || entry.basis() == Basis::Page;
    let mut on_page = entries.iter().filter(on_page);
    let (Some(&only), None) = (on_page.next(), on_page.next()) else {
        panic!("{code}: not one entry");
    };
    only
}

fn counts<'k>(key: impl Fn(&Entry<'static>) -> &'k str) -> BTreeMap<&'k str, usize> {
    static CATALOG: Catalog = Catalog::builtin();
    let mut counts = BTreeMap::new();
    for entry in CATALOG.entries() {
        *counts.entry(key(&entry)).or_default() += 1;
    }
    counts
}

#[test]
fn every_code_of_the_page_answers_by_number_and_by_name() {
    let catalog = Catalog::builtin();
    let page = page();
    assert_eq!(page.len(), 424);
    for (code, through, category, name) in page {
        let entry = only(&catalog, code);
        assert_eq!(entry.code().get(), code);
        assert_eq!(entry.basis(), Basis::Page, "{code}");
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
fn counts_by_basis_and_layer() {
    let by_basis = counts(|entry| entry.basis().as_str());
    let expected =
        [("docs", 91), ("header", 37), ("name", 1), ("page", 424), ("report", 5), ("sdk", 77)];
    assert_eq!(by_basis, BTreeMap::from(expected));
    let by_layer = counts(|entry| entry.category().layer());
    let expected =
        [("capi", 6), ("push", 18), ("sdk", 113), ("server", 295), ("v3", 71), ("web", 132)];
    assert_eq!(by_layer, BTreeMap::from(expected));
}

#[test]
fn every_layer_is_declared_and_v3_is_legacy() {
    let catalog = Catalog::builtin();
    let categories: HashSet<&str> = catalog.categories().map(imcode::Category::id).collect();
    let used: HashSet<&str> =
        catalog.entries().into_iter().map(|entry| entry.category().id()).collect();
    assert_eq!(categories, used);
    assert_eq!(categories.len(), 29);
    for category in catalog.categories() {
        let layer = catalog.layer(category.layer()).expect("a declared layer");
        assert_eq!(layer.is_legacy(), layer.id() == "v3", "{}", layer.id());
    }
}

#[test]
fn there_are_27_negative_codes_on_the_page_and_49_in_all() {
    let entries = Catalog::builtin();
    let entries = entries.entries();
    let negative: Vec<_> = entries.iter().filter(|entry| entry.code().get() < 0).collect();
    assert_eq!(negative.len(), 49);
    assert_eq!(negative.iter().filter(|entry| entry.basis() == Basis::Page).count(), 27);
    // 10062 is printed twice on the page.
    assert_eq!(entries.iter().filter(|entry| entry.code().get() == 10062).count(), 1);
    assert!(entries.is_sorted_by_key(|entry| entry.code()));
}

/// Numbers with several meanings, and the layers that answer.
const SEVERAL: [(i32, &[&str]); 7] = [
    (-6, &["capi", "web"]),
    (-5, &["capi", "v3"]),
    (-1, &["capi", "push"]),
    (1002, &["server", "web"]),
    (30007, &["sdk", "server"]),
    (60002, &["server", "web"]),
    (90001, &["server", "web"]),
];

#[test]
fn number_with_several_meanings_answers_with_all_of_them() {
    let catalog = Catalog::builtin();
    let several = |code: &i32| SEVERAL.iter().any(|(number, _)| number == code);
    for (code, layers) in SEVERAL {
        let mut answering: Vec<&str> =
            catalog.code(code).map(|entry| entry.category().layer()).collect();
        answering.sort_unstable();
        assert_eq!(answering, layers, "{code}");
    }
    for entry in catalog.entries() {
        let code = entry.code().get();
        assert!(catalog.code(code).count() == 1 || several(&code), "{code}");
    }
}

#[test]
fn codes_with_both_signs_mean_different_things() {
    let catalog = Catalog::builtin();
    let codes: HashSet<i32> = catalog.entries().iter().map(|entry| entry.code().get()).collect();
    let mut both: Vec<i32> =
        codes.iter().copied().filter(|&code| code > 0 && codes.contains(&-code)).collect();
    both.sort_unstable();
    assert_eq!(both, [10003, 10004, 10005, 10006, 10007, 10008, 10009, 20009]);
    for code in both {
        let (plus, minus) = (only(&catalog, code), only(&catalog, -code));
        assert_ne!(plus.summary(), minus.summary());
        assert!(!plus.related().contains(&minus.code()), "{code}");
    }
}

#[test]
fn related_codes_exist_and_name_each_other() {
    let catalog = Catalog::builtin();
    for entry in catalog.entries() {
        for &related in entry.related() {
            assert_ne!(related, entry.code());
            let back = catalog.code(related).any(|other| other.related().contains(&entry.code()));
            assert!(back, "{related} does not name {} back", entry.code());
        }
    }
}

#[test]
fn numbers_inside_a_range_answer_with_it() {
    let catalog = Catalog::builtin();
    for code in [120001, 120002, 125000, 130000] {
        assert_eq!(only(&catalog, code).label(), "120001-130000");
    }
    assert_eq!(catalog.code(120000).count() + catalog.code(130001).count(), 0);
    assert!(catalog.code(10150).any(|entry| entry.label() == "10100-10200"));
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
    let content_attack = catalog.name("ERR_REQ_CONTENT_ATTACK").expect("the headers have it");
    assert_eq!((content_attack.code().get(), content_attack.basis()), (80101, Basis::Header));
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
    assert_eq!(related(70001), [-10004, -10003, -10001, 3004, 6206, 70052, 70101]);
    for clique in [[6223, 10031, 20016], [6208, 6213, 6255]] {
        for code in clique {
            assert!(
                clique.iter().all(|other| *other == code || related(code).contains(other)),
                "{code}"
            );
        }
    }
}

#[test]
fn verdicts_that_were_argued_over_stay() {
    let catalog = Catalog::builtin();
    let verdicts: [(Retry, &[i32]); 4] = [
        // Kicked out: a program that logs in again on its own starts a war of two devices.
        (Retry::No, &[6208, 6213, 6255, 91101, 72000, 72002]),
        // The sync is running.
        (Retry::Yes, &[6151]),
        (
            Retry::Unknown,
            &[
                60008, 7012, 6131, 6009, 1004, 9516, 115000, 115066, 115068, 6150, 6152, 80003,
                90992, 120001,
            ],
        ),
        // The first cause of 6014 is a login that never happened.
        (Retry::Login, &[6014, 70001]),
    ];
    for (retry, codes) in verdicts {
        for &code in codes {
            assert_eq!(only(&catalog, code).retry(), retry, "{code}");
        }
    }
}

#[test]
fn unknown_is_no_refuge() {
    let entries = Catalog::builtin();
    let entries = entries.entries();
    let unknown =
        |entry: &&Entry<'_>| entry.basis() == Basis::Page && entry.retry() == Retry::Unknown;
    let unknown = entries.iter().filter(unknown).count();
    assert!((1..=60).contains(&unknown), "{unknown} of the page");
    for entry in entries.iter().filter(|entry| entry.basis() == Basis::Name) {
        let is_modest = entry.retry() == Retry::Unknown || !entry.related().is_empty();
        assert!(is_modest, "{}: knows more than the constant's name", entry.code());
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
    assert!(catalog.code(4_294_957_295_u32).eq(catalog.code(-10001)), "the bits of -10001");
    assert_eq!(catalog.code(4_294_957_295_i64).count(), 0);
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
