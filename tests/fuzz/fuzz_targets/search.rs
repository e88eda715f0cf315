//! Whatever is searched for: no panic, and scores that fall from 1 to 0.

#![no_main]

use std::sync::LazyLock;

use imcode::{Catalog, Search};
use libfuzzer_sys::fuzz_target;

static CATALOG: Catalog = Catalog::builtin();
static SEARCH: LazyLock<Search<'static>> = LazyLock::new(|| Search::new(&CATALOG));

/// As many as are shown. Of hundreds, the reasons would take most of the time.
const SHOWN: usize = 10;

fuzz_target!(|query: &str| {
    let hits = SEARCH.find(query);
    assert!(hits.iter().all(|hit| hit.score > 0.0 && hit.score <= 1.0));
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
    for hit in hits.iter().take(SHOWN) {
        let _ = hit.matched();
    }
});
