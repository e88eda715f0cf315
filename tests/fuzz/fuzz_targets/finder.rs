//! Any bytes, read in pieces of any size: they come out as they went in, nothing panics, each finding
//! is at its line and column, and neither the size of the pieces nor `explain` changes what is found.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz finder` runs it on a stable toolchain.

#![no_main]

use std::io::Read;
use std::sync::LazyLock;

use imcode::{Catalog, Finder};
use libfuzzer_sys::fuzz_target;

#[allow(dead_code)]
#[path = "../../../src/bin/imcode/logs/chunks.rs"]
mod log;

use log::Log;

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

fuzz_target!(|input: (u8, bool, Vec<u8>)| {
    let (at_a_time, loose, bytes) = input;
    let finder = if loose { &*LOOSE } else { &*STRICT };
    let mut log = Log::with_buffer(Drip(&bytes, usize::from(at_a_time) + 1), finder, 1024);
    let mut out = Vec::new();
    let mut found = Vec::new();
    while let Some(piece) = log.next().expect("bytes are read") {
        for place in piece.found.iter().copied() {
            let text = piece.text(place).to_vec();
            found.push((out.len() + place.start, place.code, place.line, place.column, text));
        }
        out.extend_from_slice(piece.bytes);
    }
    assert_eq!(out, bytes);
    let explained = finder.explain(&bytes);
    let accepted = explained.iter().filter(|verdict| verdict.accepted);
    assert!(accepted.map(|verdict| verdict.finding).eq(finder.find(&bytes)));
    let whole: Vec<_> =
        finder.find(&bytes).iter().map(|at| (at.start, at.code, bytes[at.start..at.end].to_vec())).collect();
    let pieced: Vec<_> =
        found.iter().map(|(start, code, _, _, text)| (*start, *code, text.clone())).collect();
    assert_eq!(pieced, whole);
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    for (_, _, line, column, text) in found {
        let line = lines[usize::try_from(line - 1).expect("a line of the input")];
        let at = usize::try_from(column - 1).expect("a column of the line");
        assert!(line[at..].starts_with(&text));
    }
});
