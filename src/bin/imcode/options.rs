//! Options that every command with results takes, before and behind the subcommand: merged.

use std::path::PathBuf;

use crate::args::{Cli, Color, Command, Common, Format, Language};

/// What holds for this run.
pub(crate) struct Options {
    /// None if it is to depend on the terminal.
    pub(crate) format: Option<Format>,
    pub(crate) color: Color,
    /// None if it is to depend on the environment.
    pub(crate) lang: Option<Language>,
    /// Code files; later ones win.
    pub(crate) codes: Vec<PathBuf>,
}

impl Options {
    /// The last format and color win; code files add up.
    pub(crate) fn of(cli: &Cli) -> Self {
        let before = &cli.common;
        let behind = cli.command.as_ref().and_then(common);
        let last = |common: &Common| common.format.or(common.json.then_some(Format::Json));
        Self {
            format: behind.and_then(last).or_else(|| last(before)),
            color: behind.and_then(|common| common.color).or(before.color).unwrap_or_default(),
            lang: behind.and_then(|common| common.lang).or(before.lang),
            codes: [Some(before), behind]
                .into_iter()
                .flatten()
                .flat_map(|common| common.codes.iter().cloned())
                .collect(),
        }
    }
}

fn common(command: &Command) -> Option<&Common> {
    match command {
        Command::Annotate(command) => Some(&command.common),
        Command::Stats(command) => Some(&command.common),
        Command::List(command) => Some(&command.common),
        Command::Search(command) => Some(&command.common),
        Command::Categories(command) => Some(&command.common),
        Command::Check(command) => Some(&command.common),
        Command::Template | Command::Schema(_) | Command::Completions(_) => None,
    }
}
