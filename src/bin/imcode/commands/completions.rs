//! `imcode completions`: the scripts of `completions/`, which `tests/completions` makes and holds
//! current.

use std::io::Write as _;

use anyhow::Result;

use crate::args::Shell;
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(shell: Shell, out: &mut Output) -> Result<Outcome> {
    let script = match shell {
        Shell::Bash => include_str!("../../../../completions/imcode.bash"),
        Shell::Elvish => include_str!("../../../../completions/imcode.elv"),
        Shell::Fish => include_str!("../../../../completions/imcode.fish"),
        Shell::Nushell => include_str!("../../../../completions/imcode.nu"),
        Shell::PowerShell => include_str!("../../../../completions/_imcode.ps1"),
        Shell::Zsh => include_str!("../../../../completions/_imcode"),
    };
    out.write_all(script.as_bytes())?;
    Ok(Outcome::Found)
}
