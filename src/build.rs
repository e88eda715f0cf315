//! Build script: checks `codes.toml` and writes it, the search index over it and the finder's words
//! as static data.
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

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use codes::set::CodeSet;
use search::document::Thesaurus;
use search::index::Index;
use search::weights::Weights;

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
    let (updated, text) = take_updated(&text)?;
    println!("cargo::rustc-env=IMCODE_CODES_UPDATED={updated}");
    let set = codes::toml::read(SOURCE, &text, &[]).map_err(|error| error.to_string())?;
    write("builtin.rs", &set.packed.to_rust())?;
    write("builtin_index.rs", &index(&set))
}

/// The date of the table, which code files of users do not have, and the text without it; lines keep
/// their numbers.
fn take_updated(text: &str) -> Result<(&str, String), String> {
    const KEY: &str = "\nupdated = \"";
    let missing = || format!("{SOURCE}:1: `updated` is missing; add the month, as in \"2026-05\"");
    let start = text.find(KEY).ok_or_else(missing)?;
    let (updated, _) = text[start + KEY.len()..].split_once('"').ok_or_else(missing)?;
    Ok((updated, text.replacen(&format!("{KEY}{updated}\""), "\n", 1)))
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

/// The search index as Rust data.
fn index(set: &CodeSet) -> String {
    let entries = set.by_code();
    let thesaurus = Thesaurus::new(&entries, set.synonyms());
    Index::build(&entries, &thesaurus, &Weights::DEFAULT).to_rust()
}
