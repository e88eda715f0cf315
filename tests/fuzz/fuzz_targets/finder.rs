//! Any bytes, and lines that make records, read in pieces of any size or cut anywhere: they come out as
//! they went in, nothing panics, and neither the pieces nor `explain` change what is found.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz finder` runs it on a stable toolchain.

#![no_main]

use std::io::Read;
use std::sync::LazyLock;

use imcode::{Catalog, Finder, Finding};
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

/// What the lines of a text begin with; bytes of any kind follow.
const HEADS: [&str; 14] = [
    "",
    "errcode=6012 ",
    "  \"errorCode\": 7006,",
    "  \"message\": \"The paper roll is empty\"",
    "E/flutter (4410): PlatformException(6011, , )",
    "E/flutter (4410): #1 JPush.deleteTags ",
    "E/flutter (4410): #1 V2TIMManager.login ",
    "\tat com.acme.Main ",
    "06-14 11:32:09.871 4410 4421 W okhttp: code=10015 ",
    "06-14 11:32:09.872 4410 4421 W okhttp: cloudflare ",
    "错误码6206，",
    "(lldb) po code",
    "joinGroup => 10013",
    "}",
];

/// A finding in a part of a text, in the whole.
fn placed(mut finding: Finding, from: usize, to: usize) -> Finding {
    finding.start = finding.start + to - from;
    finding.end = finding.end + to - from;
    finding.settled = finding.settled + to - from;
    finding
}

fuzz_target!(|input: (u16, u16, bool, bool, Vec<(u8, Vec<u8>)>)| {
    let (at_a_time, cut, full, loose, lines) = input;
    let mut bytes = Vec::new();
    for (head, rest) in lines {
        bytes.extend_from_slice(HEADS[usize::from(head) % HEADS.len()].as_bytes());
        bytes.extend_from_slice(&rest);
        bytes.push(b'\n');
    }
    if cut % 2 == 0 {
        bytes.pop();
    }
    let finder = if loose { &*LOOSE } else { &*STRICT };
    let whole = finder.find(&bytes);

    let source = Drip(&bytes, usize::from(at_a_time) + 1);
    let mut chunks = Chunks::new(source, 3 * Finder::REACH);
    let mut out = Vec::new();
    let mut found = Vec::new();
    while let Some(chunk) = chunks.next(full) {
        let findings = finder.find_in(&chunk.text, chunk.within());
        found.extend(findings.into_iter().map(|it| placed(it, chunk.inside.start, out.len())));
        out.extend_from_slice(&chunk.text[chunk.inside]);
    }
    assert_eq!(out, bytes);
    assert_eq!(found, whole);

    let cut = usize::from(cut) % (bytes.len() + 1);
    let from = cut.saturating_sub(Finder::REACH);
    let to = bytes.len().min(cut + Finder::REACH);
    let mut found = finder.find_in(&bytes[..to], 0..cut);
    let rest = finder.find_in(&bytes[from..], cut - from..);
    found.extend(rest.into_iter().map(|it| placed(it, 0, from)));
    assert_eq!(found, whole);

    let explained = finder.explain(&bytes);
    let accepted = explained.iter().filter(|verdict| verdict.accepted);
    assert!(accepted.map(|verdict| verdict.finding).eq(whole));
});
