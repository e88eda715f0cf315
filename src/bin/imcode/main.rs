//! The program: read the command line, load the tables, select entries, write them, exit.

mod args;
mod catalog;
mod commands;
mod logs;
mod lookup;
mod output;
mod request;
mod suggest;

use std::mem::ManuallyDrop;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{CommandFactory as _, FromArgMatches as _};
use imcode::Catalog;

use args::{Cli, Command};
use lookup::Words;
use output::messages;
use output::stdout::{Outcome, Output};

fn main() -> ExitCode {
    let cli = match command_line() {
        Ok(cli) => cli,
        Err(refusal) => return output::stdout::refusal(&refusal),
    };
    let outcome = run(&cli);
    output::stdout::exit_code(outcome)
}

/// As `Parser::try_parse` does it, but for the definition: to take it apart, piece by piece, is a
/// seventh of the time that a look-up needs beyond an empty program.
fn command_line() -> Result<Cli, clap::Error> {
    let mut definition = ManuallyDrop::new(Cli::command());
    let mut given = definition
        .try_get_matches_from_mut(request::arguments(std::env::args_os(), Cli::command))?;
    Cli::from_arg_matches_mut(&mut given).map_err(|error| error.format(&mut definition))
}

fn run(cli: &Cli) -> Result<Outcome> {
    if let (Some(_), [word, ..]) = (&cli.command, &cli.what[..]) {
        bail!(messages::lookup::words_before_subcommand(&word.to_string_lossy()));
    }
    let catalog = match &cli.command {
        // `check` reports all the faults that stop others; the rest ask no table.
        Some(
            Command::Check(_) | Command::NewTable | Command::Schema(_) | Command::Completions(_),
        ) => Catalog::builtin(),
        _ => catalog::load(&cli.table)?,
    };
    let mut out = match &cli.command {
        Some(Command::Annotate(_)) => Output::exact(&cli.output),
        _ => Output::new(&cli.output),
    };
    let outcome = match &cli.command {
        None => {
            let words = if cli.exact { Words::Never } else { Words::Fallback };
            commands::explain::run(&catalog, &cli.what, words, &mut out)?
        }
        Some(Command::Annotate(options)) => {
            commands::annotate::annotate(&catalog, options, &mut out)?
        }
        Some(Command::Stats(options)) => commands::stats::stats(&catalog, options, &mut out)?,
        Some(Command::List(list)) => commands::list::run(&catalog, list, &mut out)?,
        Some(Command::Search(search)) => commands::search::run(&catalog, search, &mut out)?,
        Some(Command::Categories) => {
            output::categories(&mut out, &catalog)?;
            Outcome::Found
        }
        Some(Command::Check(check)) => catalog::check(&mut out, &cli.table, &check.file)?,
        Some(Command::NewTable) => {
            catalog::write_starter(&mut out)?;
            Outcome::Found
        }
        Some(Command::Schema(schema)) => {
            catalog::write_schema(&mut out, schema)?;
            Outcome::Found
        }
        Some(Command::Completions(completions)) => {
            commands::completions::write(&mut out, completions.shell)?;
            Outcome::Found
        }
    };
    out.finish()?;
    Ok(outcome)
}
