//! The program: reads the command line, loads the code files, runs a command, exits.

mod args;
mod catalog;
mod commands;
mod logs;
mod lookup;
mod options;
mod output;
mod request;
mod suggest;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Parser as _;

use args::{Cli, Command};
use options::Options;
use output::messages;
use output::stdout::{Outcome, Output};

fn main() -> ExitCode {
    let arguments = request::arguments(std::env::args_os());
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(refusal) => return output::usage::refusal(&refusal),
    };
    output::stdout::exit_code(run(&cli))
}

fn run(cli: &Cli) -> Result<Outcome> {
    let options = Options::of(cli);
    if cli.command.is_some() && !cli.what.is_empty() {
        bail!(messages::words_before_subcommand(&cli.what[0].to_string_lossy()));
    }
    let load = || catalog::load(&options.codes);
    let mut out = match &cli.command {
        Some(Command::Annotate(_)) => Output::exact(&options),
        _ => Output::new(&options),
    };
    let outcome = match &cli.command {
        None => {
            let catalog = load()?;
            let selection = lookup::look_up(&catalog, &cli.what)?;
            output::entries(&mut out, &catalog, &selection.found)?;
            selection.report()
        }
        Some(Command::Annotate(annotate)) => commands::annotate::run(&load()?, annotate, &mut out)?,
        Some(Command::Stats(stats)) => commands::stats::run(&load()?, stats, &mut out)?,
        Some(Command::List(list)) => {
            let catalog = load()?;
            let selection = lookup::list(&catalog, list)?;
            output::listing(&mut out, &catalog, &selection.found)?;
            selection.report()
        }
        Some(Command::Search(search)) => {
            let catalog = load()?;
            let selection = lookup::search(&catalog, search)?;
            output::listing(&mut out, &catalog, &selection.found)?;
            selection.report()
        }
        Some(Command::Categories(_)) => commands::categories::run(&load()?, &mut out)?,
        Some(Command::Check(check)) => commands::check::run(&options.codes, &check.file, &mut out)?,
        Some(Command::Template) => commands::template::run(&mut out)?,
        Some(Command::Schema(schema)) => commands::schema::run(schema, &mut out)?,
        Some(Command::Completions(asked)) => commands::completions::run(asked.shell, &mut out)?,
    };
    out.finish()?;
    Ok(outcome)
}
