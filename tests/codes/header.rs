//! The names and numbers of a header file of the SDK against those of the built-in codes.
//!
//! `IMCODE_HEADER=FILE cargo test --test codes header -- --nocapture` prints what `codes.toml` lacks,
//! names differently, or has alone. A report, not a verdict: headers leave codes out as well.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs};

use imcode::Catalog;

#[test]
fn header_is_compared() {
    let Some(file) = env::var_os("IMCODE_HEADER") else {
        #[expect(clippy::print_stdout, reason = "the harness shows it with --nocapture")]
        {
            println!("left out: IMCODE_HEADER names no header file");
        }
        return;
    };
    let text = fs::read(&file).expect("a file that can be read");
    let constants = constants(&String::from_utf8_lossy(&text));
    assert!(!constants.is_empty(), "no line such as `ERR_X = 70001,` in it");
    let report = compare(&Catalog::builtin(), &constants);
    #[expect(clippy::print_stdout, reason = "the report")]
    {
        println!("{} constants\n{report}", constants.len());
    }
}

/// Each constant of an enumeration that has a number other than 0: `ERR_X = 70001,`.
fn constants(text: &str) -> BTreeMap<String, i32> {
    let constant = |line: &str| {
        let (name, value) = line.trim().split_once('=')?;
        let name = name.trim();
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let value = value.trim_start();
        let ends = |char: char| !char.is_ascii_digit() && char != '-';
        let number = &value[..value.find(ends).unwrap_or(value.len())];
        let number = number.parse().ok().filter(|&number| number != 0)?;
        (is_name && name.contains("ERR")).then(|| (name.to_owned(), number))
    };
    text.lines().filter_map(constant).collect()
}

/// One line a difference.
fn compare(catalog: &Catalog, constants: &BTreeMap<String, i32>) -> String {
    let mut report = String::new();
    let mut add = |line: String| {
        report += &line;
        report.push('\n');
    };
    for (name, &number) in constants {
        let entries: Vec<_> = catalog.code(number).collect();
        let is_held = |held: &str| held.eq_ignore_ascii_case(name);
        let is_named =
            entries.iter().any(|entry| entry.names().chain(entry.former_names()).any(is_held));
        if entries.is_empty() {
            add(format!("lacks      {number} {name}"));
        } else if !is_named {
            let names: Vec<_> = entries.iter().filter_map(|entry| entry.name()).collect();
            add(format!("differs    {number} {name}: here {}", names.join(", ")));
        }
    }
    let numbers: BTreeSet<i32> = constants.values().copied().collect();
    for entry in catalog.entries() {
        let is_native = !["web", "push", "capi"].contains(&entry.category().layer());
        if is_native && entry.name().is_some() && !numbers.contains(&entry.code().get()) {
            add(format!("has alone  {} {}", entry.label(), entry.name().unwrap_or_default()));
        }
    }
    report
}

#[test]
fn header_report_names_each_difference() {
    let header = "enum ERROR {\n    ERR_SUCC = 0, // fine\n    ERR_IN_PROGESS = 6015, // misspelt\n\
                  \tERR_NEW_NAME = 70001,\n    ERR_UNHEARD_OF=-99999\n    int x = 5;\n};";
    let constants = constants(header);
    assert_eq!(constants.len(), 3, "{constants:?}");
    let report = compare(&Catalog::builtin(), &constants);
    let (mut differing, alone): (Vec<&str>, Vec<&str>) =
        report.lines().partition(|line| !line.starts_with("has alone"));
    differing.sort_unstable();
    assert_eq!(
        differing,
        [
            "differs    70001 ERR_NEW_NAME: here ERR_SVR_ACCOUNT_USERSIG_EXPIRED",
            "lacks      -99999 ERR_UNHEARD_OF",
        ]
    );
    assert!(alone.iter().any(|line| line.contains(" 6206 ERR_USER_SIG_EXPIRED")));
    assert!(!report.contains("6015"));
}
