//! Whatever is searched for: no panic, and scores that fall from 1 to 0.

#![no_main]

use imcode::{Catalog, Search};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|query: &str| {
    let catalog = Catalog::builtin();
    let hits = Search::new(&catalog).find(query);
    assert!(hits.iter().all(|hit| hit.score > 0.0 && hit.score <= 1.0));
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
    for hit in &hits {
        let _ = hit.matched();
    }
});
