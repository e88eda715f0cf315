//! The files a command reads. Each is opened in its turn; one that cannot be read is reported and
//! skipped.

use std::ffi::OsStr;
use std::fs::File;
#[cfg(unix)]
use std::fs::Metadata;
use std::io::{self, IsTerminal as _, Read};
#[cfg(unix)]
use std::os::fd::{AsFd as _, BorrowedFd};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::args::Encoding;
use crate::logs::encoding::{self, Opened};
use crate::output::{escape, messages};

/// A file that was named; `-` is standard input.
pub(crate) struct Source {
    path: PathBuf,
    name: String,
}

/// The files in the order in which they were named; standard input if there are none.
pub(crate) fn sources(named: &[PathBuf]) -> Vec<Source> {
    let standard = [PathBuf::from("-")];
    let paths = if named.is_empty() { &standard } else { named };
    let source =
        |path: &PathBuf| Source { path: path.clone(), name: path.to_string_lossy().into_owned() };
    paths.iter().map(source).collect()
}

impl Source {
    /// How it was named.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its text, for a command. None if it cannot be read, which is reported.
    pub(crate) fn open(&self, wanted: Option<Encoding>, command: &str) -> Option<Box<dyn Read>> {
        let name = self.name.clone();
        let notice = move |charset: &str| {
            messages::note(messages::seems_encoded(&name, charset, &charset.to_lowercase()));
        };
        let opened = if self.is_standard() {
            if io::stdin().is_terminal() {
                messages::note(messages::waiting_for_input());
            }
            encoding::open(io::stdin().lock(), wanted, notice)
        } else {
            File::open(&self.path).and_then(|file| encoding::open(file, wanted, notice))
        };
        match opened {
            Ok(Opened::Text(text)) => return Some(text),
            Ok(Opened::Packed(program)) => {
                messages::error(messages::packed(&self.name, program));
                let path = if self.is_standard() {
                    ""
                } else {
                    &format!(" {}", escape::path_for_shell(&self.name))
                };
                messages::hint(messages::unpack(program, &format!("-dc{path}"), command));
            }
            Ok(Opened::Utf16) => {
                messages::error(messages::is_utf_16(&self.name));
                messages::hint(messages::decode_utf_16());
            }
            Err(error) => self.report(&error),
        }
        None
    }

    /// Its size in bytes, if it is a regular file: reading it never waits.
    pub(crate) fn size(&self) -> Option<u64> {
        let metadata = Path::metadata(&self.path).ok()?;
        (!self.is_standard() && metadata.is_file()).then_some(metadata.len())
    }

    /// Whether it is the file that standard output goes to: copying it would never end.
    #[cfg(unix)]
    pub(crate) fn is_output(&self) -> bool {
        let file = |descriptor: BorrowedFd<'_>| descriptor.try_clone_to_owned().map(File::from);
        let metadata = |file: io::Result<File>| file.and_then(|file| file.metadata()).ok();
        let output = metadata(file(io::stdout().as_fd()));
        let Some(output) = output.filter(Metadata::is_file) else { return false };
        let input = if self.is_standard() {
            metadata(file(io::stdin().as_fd()))
        } else {
            self.path.metadata().ok()
        };
        input.is_some_and(|input| (input.dev(), input.ino()) == (output.dev(), output.ino()))
    }

    #[cfg(not(unix))]
    pub(crate) fn is_output(&self) -> bool {
        false
    }

    /// Reports that it cannot be read.
    pub(crate) fn report(&self, error: &io::Error) {
        messages::error(messages::unreadable(&self.name, &messages::system(error)));
    }

    fn is_standard(&self) -> bool {
        self.path.as_os_str() == OsStr::new("-")
    }
}
