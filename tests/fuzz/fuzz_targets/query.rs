//! Whatever is pasted: no panic; a number that is asked for is written in the text, and what was
//! understood means the same when it is typed again.

#![no_main]

use std::ffi::OsString;

use imcode::Catalog;
use libfuzzer_sys::fuzz_target;

#[allow(dead_code, unused_imports, reason = "the program uses all of it")]
#[path = "../../../src/bin/imcode/request/mod.rs"]
mod request;

#[path = "../../../src/bin/imcode/negative.rs"]
mod negative;

use request::{Item, Request, read};

static CATALOG: Catalog = Catalog::builtin();

fuzz_target!(|text: &str| {
    command_line(text);
    let readings = read(&CATALOG, text);
    assert_eq!(readings.is_empty(), !request::says_something(text));
    for reading in readings {
        assert!(text.contains(reading.text));
        match reading.request {
            Request::Codes(items) => {
                assert!(!items.is_empty());
                items.iter().for_each(means_the_same);
            }
            Request::Message(items) => items.iter().for_each(means_the_same),
            Request::Words(query, _) => assert!(query.contains(char::is_alphabetic)),
            Request::Another => {}
            Request::Success(_) => assert!(text.contains(['0', '０', '2', '２']) || text.contains('_')),
        }
    }
});

/// No argument is lost, and only a hyphen is ever changed.
fn command_line(text: &str) {
    let typed: Vec<OsString> = std::iter::once("imcode").chain(text.split('\n')).map(OsString::from).collect();
    let definition = || clap::Command::new("imcode").arg(clap::Arg::new("json").long("json"));
    let given = negative::arguments(typed.iter().cloned(), definition);
    assert_eq!(given.len(), typed.len());
    for (given, typed) in given.iter().zip(&typed) {
        let given = given.to_str().expect("it was text");
        assert!(given == typed || given.replacen('\u{2212}', "-", 1) == *typed.to_str().expect("text"));
    }
}

fn means_the_same(item: &Item) {
    let again = match item {
        Item::Code(0) | Item::Name(_) | Item::Refused(..) => return,
        // Eight digits may be a date; a zero before them makes them a number.
        Item::Code(code @ 10_000_000..100_000_000) => format!("0{code}"),
        Item::Code(code) => code.to_string(),
        Item::Range(first, last) => format!("{first}..{last}"),
    };
    let readings = read(&CATALOG, &again);
    assert_eq!(readings[0].request, Request::Codes(vec![item.clone()]));
}
