//! Prints the completion scripts of `completions/`. They are made from `cli` and held in step by
//! the test in `generate`; the build script packs them.

#[cfg(test)]
mod generate;
#[cfg(test)]
mod manual;

use std::io::{self, Write};

use miniz_oxide::inflate;

use crate::args::Shell;

/// As the build script packed it.
macro_rules! packed {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

/// The script for `shell`, as `completions/` holds it.
pub(crate) fn write(out: &mut impl Write, shell: Shell) -> io::Result<()> {
    out.write_all(&script(shell)?)
}

fn script(shell: Shell) -> io::Result<Vec<u8>> {
    let packed: &[u8] = match shell {
        Shell::Bash => packed!("imcode.bash"),
        Shell::Elvish => packed!("imcode.elv"),
        Shell::Fish => packed!("imcode.fish"),
        Shell::Nushell => packed!("imcode.nu"),
        Shell::PowerShell => packed!("_imcode.ps1"),
        Shell::Zsh => packed!("_imcode"),
    };
    inflate::decompress_to_vec(packed).map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use clap::ValueEnum as _;

    use super::script;
    use crate::args::Shell;

    #[test]
    fn every_script_comes_back_as_it_was_packed() {
        // Those of the folder are new then, and the packed ones old.
        if std::env::var_os("IMCODE_REFRESH").is_some() {
            return;
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
        let names =
            ["imcode.bash", "imcode.elv", "imcode.fish", "imcode.nu", "_imcode.ps1", "_imcode"];
        assert_eq!(Shell::value_variants().len(), names.len());
        for (shell, name) in Shell::value_variants().iter().zip(names) {
            let held = fs::read(folder.join(name)).expect("the script is there");
            assert!(script(*shell).is_ok_and(|script| script == held), "{name}");
        }
    }
}
