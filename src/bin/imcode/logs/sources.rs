//! The files that a command reads: each opened when its turn comes, each failure told and not the
//! end of the others. Used by `annotate` and `stats`.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::output::stdout::{printable, remark};

/// A file that was named; `-` is standard input.
pub(crate) struct Input {
    path: PathBuf,
    name: String,
}

/// The inputs in the order in which they were named; standard input where none was.
pub(crate) fn inputs(named: &[PathBuf]) -> Vec<Input> {
    let standard = [PathBuf::from("-")];
    let paths = if named.is_empty() { &standard } else { named };
    let input =
        |path: &PathBuf| Input { path: path.clone(), name: path.to_string_lossy().into_owned() };
    paths.iter().map(input).collect()
}

impl Input {
    /// How it was named.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its bytes; none where it cannot be opened, which is told.
    pub(crate) fn open(&self) -> Option<Box<dyn Read>> {
        if self.is_standard() {
            return Some(Box::new(io::stdin().lock()));
        }
        match File::open(&self.path) {
            Ok(file) => Some(Box::new(file)),
            Err(error) => {
                self.report(&error);
                None
            }
        }
    }

    /// How many bytes it has, where that is known.
    pub(crate) fn size(&self) -> Option<u64> {
        let metadata = Path::metadata(&self.path).ok()?;
        (!self.is_standard() && metadata.is_file()).then_some(metadata.len())
    }

    /// Tells that it cannot be read.
    pub(crate) fn report(&self, error: &io::Error) {
        remark(&format!("{}: cannot be read: {error}", printable(&self.name)));
    }

    fn is_standard(&self) -> bool {
        self.path.as_os_str() == OsStr::new("-")
    }
}
