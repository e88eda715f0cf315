//! The catalog of a run: the code files of `IMCODE_CODES` and `--codes` over the built-in codes.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use imcode::{Catalog, CodeFileError, CodeSet};

use crate::output::messages;

const VARIABLE: &str = "IMCODE_CODES";

/// The code files in use over the built-in codes; the first fault is the error.
pub(crate) fn load(options: &[PathBuf]) -> Result<Catalog> {
    let (catalog, errors) = check(options, &[]);
    match &errors.first().map(messages::faults).unwrap_or_default()[..] {
        [] => Ok(catalog),
        [only] => bail!(only.clone()),
        [first, ..] => bail!(messages::first_fault(first)),
    }
}

/// The code files in use and `files`, each read over those before it, and the errors of some.
pub(crate) fn check(options: &[PathBuf], files: &[PathBuf]) -> (Catalog, Vec<CodeFileError>) {
    let mut paths = in_use(options);
    for file in files {
        if paths.iter().all(|path| !is_same(path, file)) {
            paths.push(file.clone());
        }
    }
    let mut catalog = Catalog::builtin();
    let mut errors = Vec::new();
    for path in paths {
        match CodeSet::read(&path, &catalog) {
            Ok(set) => catalog.add(set),
            Err(error) => errors.push(error),
        }
    }
    (catalog, errors)
}

/// The code files to read; later ones win. A file that is named twice keeps its last place.
fn in_use(options: &[PathBuf]) -> Vec<PathBuf> {
    let variable = env::var_os(VARIABLE).unwrap_or_default();
    // `$IMCODE_CODES:more.toml` has an empty part while the variable is not set.
    let named = env::split_paths(&variable).filter(|path| !path.as_os_str().is_empty());
    let mut paths: Vec<PathBuf> = Vec::new();
    for path in named.chain(options.iter().cloned()) {
        paths.retain(|earlier| !is_same(earlier, &path));
        paths.push(path);
    }
    paths
}

fn is_same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().ok().is_some_and(|it| other.canonicalize().ok() == Some(it))
}
