//! Build script: checks `codes.toml` and writes it as static data, `$OUT_DIR/builtin.rs`;
//! and the search index over it, `$OUT_DIR/builtin_index.rs`.
//!
//! Bad data stops the build with a line `codes.toml:LINE: cause` for each fault.

#[allow(dead_code, unreachable_pub, reason = "the library uses the rest of it")]
mod codes;
#[allow(dead_code, unreachable_pub, reason = "the library uses the rest of it")]
mod search {
    pub(crate) mod direction;
    pub(crate) mod document;
    pub(crate) mod fillers;
    pub(crate) mod fold;
    pub(crate) mod index;
    pub(crate) mod stemmer;
    pub(crate) mod tokenizer;
    pub(crate) mod weights;
}
#[path = "finder/vocabulary/pack.rs"]
mod vocabulary;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use codes::set::CodeSet;
use search::document::Thesaurus;
use search::index::{Index, Surface, Term};
use search::weights::IndexWeights;

const SOURCE: &str = "codes.toml";

fn main() -> ExitCode {
    println!("cargo::rustc-cfg=library");
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=src");
    match write_codes().and_then(|()| write_vocabulary()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(errors) => {
            for error in errors.lines() {
                println!("cargo::error={error}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Writes the codes and the index over them.
fn write_codes() -> Result<(), String> {
    let text = fs::read_to_string(SOURCE).map_err(|error| format!("{SOURCE}: {error}"))?;
    let set = codes::toml::read(SOURCE, &text, &[]).map_err(|error| error.to_string())?;
    write("builtin.rs", &set.to_rust())?;
    write("builtin_index.rs", &index(&set))
}

/// Writes the words of the finder.
fn write_vocabulary() -> Result<(), String> {
    let source = vocabulary::SOURCE;
    let words = fs::read_to_string(source).map_err(|error| format!("{source}: {error}"))?;
    write("vocabulary.rs", &vocabulary::pack(&words)?)
}

fn write(name: &str, data: &str) -> Result<(), String> {
    let folder = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set; run cargo build")?;
    let path = PathBuf::from(folder).join(name);
    fs::write(&path, data).map_err(|error| format!("{}: {error}", path.display()))
}

/// The search index as Rust data, over the entries in the order in which a catalog lists them.
fn index(set: &CodeSet) -> String {
    let mut entries: Vec<_> = set.entries().collect();
    entries.sort_by_key(|entry| entry.code());
    let index =
        Index::build(&entries, &Thesaurus::new(&entries, set.synonyms()), &IndexWeights::DEFAULT);
    let mut out = String::new();
    writeln!(out, "static WORDS: &str = {:?};", index.text).expect("a string takes all");
    let term = |term: &Term| format!("Term {{ text: {}, postings: {} }}", term.text, term.postings);
    slice(&mut out, "TERMS", "Term", index.terms.iter().map(term));
    // rustc reads a string of bytes five times as fast as a list of numbers.
    let postings = index.postings.escape_ascii();
    writeln!(out, "static POSTINGS: &[u8] = b\"{postings}\";").expect("a string takes all");
    let phrases = index.phrases.escape_ascii();
    writeln!(out, "static PHRASES: &[u8] = b\"{phrases}\";").expect("a string takes all");
    slice(&mut out, "PHRASE_ENDS", "u32", index.phrase_ends.iter().map(u32::to_string));
    writeln!(out, "static SURFACE_WORDS: &str = {:?};", index.surface_text)
        .expect("a string takes all");
    let surface =
        |surface: &Surface| format!("Surface {{ text: {}, term: {} }}", surface.text, surface.term);
    slice(&mut out, "SURFACES", "Surface", index.surfaces.iter().map(surface));
    out
}

fn slice(out: &mut String, name: &str, of: &str, items: impl Iterator<Item = String>) {
    writeln!(out, "static {name}: &[{of}] = &[").expect("a string takes all");
    for item in items {
        writeln!(out, "    {item},").expect("a string takes all");
    }
    out.push_str("];\n");
}
