//! Tables of the user's own: lays them upon the built-in one before a command runs, and checks them
//! for `imcode check`. Called by `main`.

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use imcode::{Catalog, CodeFileError, CodeSet};

use crate::args::Schema;
use crate::output;
use crate::output::stdout::{Outcome, Output, remark};

const VARIABLE: &str = "IMCODE_TABLES";
const OPTION: &str = "--table";

/// The catalog that commands ask: the tables that the environment names, then those of the command
/// line. The first fault stops it.
pub(crate) fn load(options: &[PathBuf]) -> Result<Catalog> {
    let mut catalog = Catalog::builtin();
    for path in in_use(options)? {
        match CodeSet::read(&path, &catalog) {
            Ok(table) => catalog.add(table),
            Err(error) => bail!("{}", first(&error)),
        }
    }
    Ok(catalog)
}

/// Reports every fault of `files`, and of the tables in use that they may refer to.
pub(crate) fn check(out: &mut Output, options: &[PathBuf], files: &[PathBuf]) -> Result<Outcome> {
    let mut paths = in_use(options)?;
    for file in files {
        if paths.iter().all(|path| !is_same(path, file)) {
            paths.push(file.clone());
        }
    }
    let mut catalog = Catalog::builtin();
    let mut errors: Vec<CodeFileError> = Vec::new();
    for path in paths {
        match CodeSet::read(&path, &catalog) {
            Ok(table) => catalog.add(table),
            Err(error) => errors.push(error),
        }
    }
    let (unread, faulty): (Vec<_>, Vec<_>) = errors.into_iter().partition(CodeFileError::is_unread);
    output::faults(out, &faulty)?;
    for error in &unread {
        remark(&error.to_string());
    }
    Ok(if !unread.is_empty() {
        Outcome::Refused
    } else if !faulty.is_empty() {
        Outcome::Unknown
    } else {
        Outcome::Found
    })
}

/// The JSON Schema of tables, or that of the JSON output.
pub(crate) fn write_schema(out: &mut impl Write, asked: &Schema) -> io::Result<()> {
    let schema = if asked.record {
        include_str!("schema/record.schema.json")
    } else {
        include_str!("schema/codes.schema.json")
    };
    out.write_all(schema.as_bytes())
}

/// A table to start from, which has no fault.
pub(crate) fn write_starter(out: &mut impl Write) -> io::Result<()> {
    out.write_all(include_bytes!("schema/template.toml"))
}

/// The tables to ask, the last one first. A file that is named again counts where it is named last.
fn in_use(options: &[PathBuf]) -> Result<Vec<PathBuf>> {
    refuse_dropped(options)?;
    let variable = env::var_os(VARIABLE).unwrap_or_default();
    // As in `$IMCODE_TABLES:more.toml` where the variable is not set.
    let named = env::split_paths(&variable).filter(|path| !path.as_os_str().is_empty());
    let mut paths: Vec<PathBuf> = Vec::new();
    for path in named.chain(options.iter().cloned()) {
        paths.retain(|earlier| !is_same(earlier, &path));
        paths.push(path);
    }
    Ok(paths)
}

/// Where an option that holds for every command stands before the command and behind it, clap keeps
/// the latter alone and says nothing.
fn refuse_dropped(kept: &[PathBuf]) -> Result<()> {
    let typed = env::args_os().take_while(|argument| argument != "--").filter(|argument| {
        argument == OPTION || argument.as_encoded_bytes().starts_with(b"--table=")
    });
    if typed.count() > kept.len() {
        bail!("{OPTION} stands both before and after the command; put all of them on one side");
    }
    Ok(())
}

fn is_same(one: &Path, other: &Path) -> bool {
    let resolved = |path: &Path| -> io::Result<PathBuf> { path.canonicalize() };
    one == other || matches!((resolved(one), resolved(other)), (Ok(one), Ok(other)) if one == other)
}

/// The first fault, and whether it is the only one.
fn first(error: &CodeFileError) -> String {
    let text = error.to_string();
    match text.split_once('\n') {
        Some((first, _)) => format!("{first} (`imcode check` names all faults)"),
        None => text,
    }
}
