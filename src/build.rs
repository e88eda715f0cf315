//! Build script: checks `codes.toml` and writes it as static data, `$OUT_DIR/builtin.rs`;
//! and the search index over it, `$OUT_DIR/builtin_index.rs`. For the program, packs the scripts of
//! `completions/` too.
//!
//! Bad data stops the build with a line `codes.toml:LINE: cause` for each fault.

#[allow(dead_code, unreachable_pub, reason = "the library uses the rest of it")]
mod codes {
    pub(crate) mod set;
    pub(crate) mod toml {
        pub(crate) mod check;
        pub(crate) mod diagnostic;
    }
}
#[allow(dead_code, unreachable_pub, reason = "the library uses the rest of it")]
mod search {
    pub(crate) mod document;
    pub(crate) mod fold;
    pub(crate) mod index;
    pub(crate) mod stemmer;
    pub(crate) mod tokenizer;
}

use std::fmt::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

use codes::set::{self, Span, Table};
use search::document::Thesaurus;
use search::index::{Index, Surface, Term};

const SOURCE: &str = "codes.toml";

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed={SOURCE}");
    println!("cargo::rerun-if-changed=src");
    let written = write();
    #[cfg(feature = "cli")]
    let written = written.and_then(|()| scripts::pack());
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(faults) => {
            for fault in faults.lines() {
                println!("cargo::error={fault}");
            }
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), String> {
    let text = fs::read_to_string(SOURCE).map_err(|error| format!("{SOURCE}: {error}"))?;
    let table = codes::toml::check::read(SOURCE, &text, &[]).map_err(|error| error.to_string())?;
    let folder = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set; run cargo build")?;
    for (name, data) in
        [("builtin.rs", builtin(&table)), ("builtin_index.rs", builtin_index(&table))]
    {
        let path = PathBuf::from(&folder).join(name);
        fs::write(&path, data).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

#[cfg(feature = "cli")]
mod scripts {
    use std::path::Path;
    use std::{env, fs};

    const FOLDER: &str = "completions";
    const BEST: u8 = 10;

    /// Packs the completion scripts: plain, they were a twentieth of the program.
    pub(crate) fn pack() -> Result<(), String> {
        println!("cargo::rerun-if-changed={FOLDER}");
        let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set; run cargo build")?;
        for item in fs::read_dir(FOLDER).map_err(|error| format!("{FOLDER}: {error}"))? {
            let script = item.map_err(|error| format!("{FOLDER}: {error}"))?.path();
            let fault = |error| format!("{}: {error}", script.display());
            let text = fs::read(&script).map_err(fault)?;
            let packed = miniz_oxide::deflate::compress_to_vec(&text, BEST);
            let name = script.file_name().unwrap_or_default();
            fs::write(Path::new(&out).join(name), packed).map_err(fault)?;
        }
        Ok(())
    }
}

/// The search index as Rust data, over the entries in the order in which a catalog lists them.
fn builtin_index(table: &Table) -> String {
    let mut entries: Vec<_> = table.entries().collect();
    entries.sort_by_key(|entry| entry.code());
    let index = Index::build(&entries, &Thesaurus::new(&entries, table.synonyms()));
    let mut out = String::new();
    writeln!(out, "static WORDS: &str = {:?};", index.text).expect("a string takes all");
    let term = |term: &Term| format!("Term {{ text: {}, postings: {} }}", term.text, term.postings);
    slice(&mut out, "TERMS", "Term", index.terms.iter().map(term));
    slice(&mut out, "POSTINGS", "u8", index.postings.iter().map(u8::to_string));
    writeln!(out, "static SURFACE_WORDS: &str = {:?};", index.surface_text)
        .expect("a string takes all");
    let surface =
        |surface: &Surface| format!("Surface {{ text: {}, term: {} }}", surface.text, surface.term);
    slice(&mut out, "SURFACES", "Surface", index.surfaces.iter().map(surface));
    out
}

/// The table as Rust data.
fn builtin(table: &Table) -> String {
    let mut out = String::new();
    writeln!(out, "static TEXT: &str = {:?};", table.text).expect("a string takes all");
    slice(
        &mut out,
        "NUMBERS",
        "Code",
        table.numbers.iter().map(|code| format!("Code::new({code})")),
    );
    slice(
        &mut out,
        "CATEGORIES",
        "CategoryRow",
        table.categories.iter().map(|row| {
            format!(
                "CategoryRow {{ id: {}, layer: {}, title: {} }}",
                Lit(row.id),
                Lit(row.layer),
                Lit(row.title)
            )
        }),
    );
    slice(&mut out, "ROWS", "Row", table.rows.iter().map(row));
    slice(&mut out, "LAYER_ENDS", "u32", table.layer_ends.iter().map(u32::to_string));
    slice(
        &mut out,
        "NAMES",
        "NameRow",
        table
            .names
            .iter()
            .map(|row| format!("NameRow {{ name: {}, row: {} }}", Lit(row.name), row.row)),
    );
    slice(
        &mut out,
        "SYNONYMS",
        "SynonymRow",
        table.synonyms.iter().map(|row| {
            format!("SynonymRow {{ term: {}, words: {} }}", Lit(row.term), Lit(row.words))
        }),
    );
    out
}

fn slice(out: &mut String, name: &str, of: &str, items: impl Iterator<Item = String>) {
    writeln!(out, "static {name}: &[{of}] = &[").expect("a string takes all");
    for item in items {
        writeln!(out, "    {item},").expect("a string takes all");
    }
    out.push_str("];\n");
}

fn row(row: &set::Row) -> String {
    format!(
        "Row {{ code: {}, through: {}, category: {}, retry: Retry::{:?}, name: {}, aliases: {}, \
         former_names: {}, summary: {}, detail: {}, action: {}, note: {}, keywords: {}, related: {} }}",
        row.code,
        row.through,
        row.category,
        row.retry,
        Lit(row.name),
        Lit(row.aliases),
        Lit(row.former_names),
        Lit(row.summary),
        Lit(row.detail),
        Lit(row.action),
        Lit(row.note),
        Lit(row.keywords),
        Lit(row.related),
    )
}

/// A span as a Rust literal.
struct Lit(Span);

impl fmt::Display for Lit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Span {{ start: {}, len: {} }}", self.0.start, self.0.len)
    }
}
