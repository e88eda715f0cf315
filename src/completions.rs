//! Prints the completion scripts of `completions/`. They are made from `cli` and held in step by
//! the test in `generate`.

#[cfg(test)]
mod generate;
#[cfg(test)]
mod manual;

use std::io::{self, Write};

use crate::cli::Shell;

/// The script for `shell`, as `completions/` holds it.
pub(crate) fn write(out: &mut impl Write, shell: Shell) -> io::Result<()> {
    out.write_all(script(shell).as_bytes())
}

fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../completions/imcode.bash"),
        Shell::Elvish => include_str!("../completions/imcode.elv"),
        Shell::Fish => include_str!("../completions/imcode.fish"),
        Shell::Nushell => include_str!("../completions/imcode.nu"),
        Shell::PowerShell => include_str!("../completions/_imcode.ps1"),
        Shell::Zsh => include_str!("../completions/_imcode"),
    }
}
