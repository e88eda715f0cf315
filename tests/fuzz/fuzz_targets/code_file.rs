//! Whatever text is read as a code file: no panic, and what is accepted answers for its codes.

#![no_main]

use imcode::{Catalog, CodeSet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut catalog = Catalog::builtin();
    match CodeSet::parse("fuzz.toml", text, &catalog) {
        Err(error) => assert!(!error.diagnostics.is_empty()),
        Ok(set) => {
            let codes: Vec<_> = set.entries().map(|entry| entry.code()).collect();
            catalog.add(set);
            for code in codes {
                assert!(catalog.code(code).any(|entry| entry.source() == "fuzz.toml"));
            }
        }
    }
});
