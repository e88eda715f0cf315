//! Whatever text is read as a table: no panic, and what is accepted answers for its codes.

#![no_main]

use imcode::{Catalog, Table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut catalog = Catalog::builtin();
    match Table::parse("fuzz.toml", text, &catalog) {
        Err(error) => assert!(!error.faults.is_empty()),
        Ok(table) => {
            let codes: Vec<_> = table.entries().map(|entry| entry.code()).collect();
            catalog.add(table);
            for code in codes {
                assert!(catalog.code(code).any(|entry| entry.source() == "fuzz.toml"));
            }
        }
    }
});
