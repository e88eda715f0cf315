//! The program: read the command line, load the tables, select entries, write them, exit.

mod annotate;
mod cli;
mod completions;
mod input;
mod log;
mod lookup;
mod near;
mod output;
mod query;
mod slips;
mod stats;
mod tables;
mod view;

use std::mem::ManuallyDrop;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory as _, FromArgMatches as _};
use imcode::Catalog;

use cli::{Cli, Command};
use output::{Outcome, Output};

fn main() -> ExitCode {
    let cli = match command_line() {
        Ok(cli) => cli,
        Err(refusal) => return output::refusal(&refusal),
    };
    let outcome = run(&cli);
    output::exit_code(outcome)
}

/// As `Parser::try_parse` does it, but for the definition: to take it apart, piece by piece, is a
/// seventh of the time that a look-up needs beyond an empty program.
fn command_line() -> Result<Cli, clap::Error> {
    let mut definition = ManuallyDrop::new(Cli::command());
    let mut given = definition.try_get_matches_from_mut(query::arguments(std::env::args_os()))?;
    Cli::from_arg_matches_mut(&mut given).map_err(|error| error.format(&mut definition))
}

fn run(cli: &Cli) -> Result<Outcome> {
    let catalog = match &cli.command {
        // `check` reports all the faults that stop others; the rest ask no table.
        Some(
            Command::Check(_) | Command::NewTable | Command::Schema(_) | Command::Completions(_),
        ) => Catalog::builtin(),
        _ => tables::load(&cli.table)?,
    };
    let mut out = match &cli.command {
        Some(Command::Annotate(_)) => Output::exact(&cli.output),
        _ => Output::new(&cli.output),
    };
    let outcome = match &cli.command {
        None => {
            let selection = lookup::look_up(&catalog, &cli.what)?;
            view::entries(&mut out, &catalog, &selection.found)?;
            selection.report()
        }
        Some(Command::Annotate(options)) => annotate::annotate(&catalog, options, &mut out)?,
        Some(Command::Stats(options)) => stats::stats(&catalog, options, &mut out)?,
        Some(Command::List(list)) => {
            let selection = lookup::list(&catalog, list)?;
            view::listing(&mut out, &selection.found)?;
            selection.report()
        }
        Some(Command::Search(search)) => {
            let selection = lookup::search(&catalog, search)?;
            view::listing(&mut out, &selection.found)?;
            selection.report()
        }
        Some(Command::Categories) => {
            view::categories(&mut out, &catalog)?;
            Outcome::Found
        }
        Some(Command::Check(check)) => tables::check(&mut out, &cli.table, &check.file)?,
        Some(Command::NewTable) => {
            tables::write_starter(&mut out)?;
            Outcome::Found
        }
        Some(Command::Schema(schema)) => {
            tables::write_schema(&mut out, schema)?;
            Outcome::Found
        }
        Some(Command::Completions(completions)) => {
            completions::write(&mut out, completions.shell)?;
            Outcome::Found
        }
    };
    out.finish()?;
    Ok(outcome)
}
