//! The program: reads the command line, runs a command, exits.

mod args;
mod code_files;
mod commands;
mod language;
mod logs;
mod lookup;
mod negative;
mod options;
mod output;
mod request;
mod suggest;

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command, Language};
use options::Options;
use output::messages;
use output::stdout::{Outcome, Output};

fn main() -> ExitCode {
    language::choose(None);
    let arguments = negative::arguments(std::env::args_os(), Cli::command);
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(refusal) => {
            options::choose_for_refusal();
            return output::usage::refusal(&refusal);
        }
    };
    output::stdout::exit_code(run(&cli))
}

fn run(cli: &Cli) -> Result<Outcome> {
    let options = Options::of(cli);
    let lang = language::choose(options.lang);
    options.color.choose();
    options.check_fields(cli.command.as_ref())?;
    if let (Some(_), [word, ..]) = (&cli.command, &cli.what[..]) {
        bail!(messages::words_before_subcommand(&word.to_string_lossy()));
    }
    if let Some(name) = cli.command.as_ref().and_then(commands::name_before_help) {
        let instead = messages::suggested_subcommand(&format!("{name} --help"));
        bail!("{}{}{instead}", messages::unexpected_argument("help"), messages::semicolon());
    }
    let load = || code_files::load(&options.codes);
    let mut out = Output::new(&options, matches!(cli.command, Some(Command::Annotate(_))));
    if lang == Language::Both {
        let has_cards = matches!(cli.command, None | Some(Command::List(_) | Command::Search(_)));
        out.show_both_languages(has_cards && options.lang.is_some())?;
    }
    if let Some(value) = options.lang.map_or_else(language::unknown, |_| None) {
        messages::note(messages::unknown_language(&value));
    }
    let outcome = match &cli.command {
        None => commands::explain::run(&load()?, &cli.what, cli.exact, &mut out)?,
        Some(Command::Annotate(annotate)) => {
            commands::annotate::run(&load()?, annotate, options.format, &mut out)?
        }
        Some(Command::Stats(stats)) => commands::stats::run(&load()?, stats, &mut out)?,
        Some(Command::List(list)) => commands::list::run(&load()?, list, &mut out)?,
        Some(Command::Search(search)) => commands::search::run(&load()?, search, &mut out)?,
        Some(Command::Categories(_)) => commands::categories::run(&load()?, &mut out)?,
        Some(Command::Check { file, .. }) => commands::check::run(&options.codes, file, &mut out)?,
        Some(Command::Template) => commands::template::run(&mut out)?,
        Some(Command::Schema { record }) => commands::schema::run(*record, &mut out)?,
        Some(Command::Completions { shell }) => commands::completions::run(*shell, &mut out)?,
    };
    out.finish()?;
    Ok(outcome)
}
