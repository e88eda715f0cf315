//! Any bytes, read in pieces of any size: they come out as they went in, nothing panics, and neither
//! the size of the pieces nor `explain` changes what is found.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz finder` runs it on a stable toolchain.

#![no_main]

use std::io::Read;
use std::sync::LazyLock;

use imcode::{Catalog, Finder};
use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
#[path = "../../../src/bin/imcode/logs/chunks.rs"]
mod chunks;

use chunks::Chunks;

/// Gives so many bytes at a time.
struct Drip<'b>(&'b [u8], usize);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.len().min(self.1).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

static CATALOG: Catalog = Catalog::builtin();
static STRICT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(&CATALOG));
static LOOSE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(&CATALOG).loose());

fuzz_target!(|input: (u8, bool, bool, Vec<u8>)| {
    let (at_a_time, full, loose, bytes) = input;
    let finder = if loose { &*LOOSE } else { &*STRICT };
    let mut chunks = Chunks::new(Drip(&bytes, usize::from(at_a_time) + 1), 1024);
    let mut out = Vec::new();
    let mut found = Vec::new();
    while let Some(chunk) = chunks.next(full) {
        let findings = finder.find_in(&chunk.text, chunk.inside.clone());
        found.extend(findings.into_iter().map(|mut finding| {
            finding.start = finding.start - chunk.inside.start + out.len();
            finding.end = finding.end - chunk.inside.start + out.len();
            finding
        }));
        out.extend_from_slice(&chunk.text[chunk.inside]);
    }
    assert_eq!(out, bytes);
    let whole = finder.find(&bytes);
    let explained = finder.explain(&bytes);
    let accepted = explained.iter().filter(|verdict| verdict.accepted);
    assert!(accepted.map(|verdict| verdict.finding).eq(whole.iter().copied()));
    assert_eq!(found, whole);
});
