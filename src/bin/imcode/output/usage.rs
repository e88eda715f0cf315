//! What clap answers in place of arguments: help, the version, and refusals in the program's voice.

use std::io;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Error};
use terminal_size::terminal_size_of;

use crate::args::Cli;
use crate::output::columns;
use crate::output::messages;
use crate::output::stdout::{Outcome, exit_code, width, write_text};
use crate::suggest;

/// An option of more commands belongs to none.
const MAX_OWNERS: usize = 2;
/// The indent of what is wrapped.
const INDENT: usize = 8;

/// Prints help or the version, or reports what is wrong with the arguments.
pub(crate) fn refusal(error: &Error) -> ExitCode {
    if !error.use_stderr() {
        let help = error.render();
        let is_short = std::env::args_os().any(|argument| argument == "-h")
            && help.to_string().contains("[OPTIONS] <COMMAND>");
        // clap has wrapped its own.
        return write_text(&if is_short { short_help() } else { help.ansi().to_string() });
    }
    // `imcode help -h`
    match error.get(ContextKind::InvalidSubcommand).map(ToString::to_string).as_deref() {
        Some("-h") => return write_text(&short_help()),
        Some("--help") => {
            return write_text(&Cli::command().render_long_help().ansi().to_string());
        }
        _ => {}
    }
    messages::error(cause(error));
    suggestions(error).into_iter().for_each(messages::hint);
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        messages::hint(messages::usage(&syntax(&usage.to_string())));
    }
    exit_code(Ok(Outcome::Refused))
}

/// The syntax of the command that `usage` is of; `usage` has what was typed for syntax.
fn syntax(usage: &str) -> String {
    let mut cli = Cli::command();
    cli.build();
    let command = usage.split_whitespace().nth(2).unwrap_or_default();
    let usage = match cli.find_subcommand_mut(command) {
        Some(command) => command.render_usage(),
        None => cli.render_usage(),
    };
    let usage = usage.to_string();
    let line = usage.lines().next().unwrap_or_default().trim_start_matches("Usage: ");
    translated(line)
}

/// The syntax with its words in the language of this run.
fn translated(line: &str) -> String {
    let words = ["OPTIONS", "COMMAND", "WHAT", "FILE", "RANGE", "WORDS"];
    words.iter().fold(line.to_owned(), |line, word| line.replace(word, messages::label(word)))
}

/// Wrapped, if the terminal is narrow.
fn short_help() -> String {
    let width = width(terminal_size_of(io::stdout())).map_or(usize::MAX, usize::from);
    let help = messages::short_help();
    help.lines().map(|line| columns::wrap(line, width, INDENT) + "\n").collect()
}

fn cause(error: &Error) -> String {
    let text = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg);
    // `--retry <RETRY>`, but `<WORDS>...`
    let argument = argument.split(" <").next().unwrap_or_default();
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            messages::unexpected_argument(argument)
        }
        ErrorKind::UnknownArgument => messages::unknown_option(argument),
        ErrorKind::InvalidSubcommand => {
            messages::unknown_subcommand(&text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => messages::missing_value(argument),
        ErrorKind::InvalidValue => messages::invalid_value(&value, argument),
        ErrorKind::ValueValidation => messages::not_a_count(&value, argument),
        ErrorKind::MissingRequiredArgument => messages::missing_argument(&translated(argument)),
        ErrorKind::ArgumentConflict if !text(ContextKind::PriorArg).is_empty() => {
            messages::conflicting_options(argument, &text(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues => messages::unexpected_value(&value, argument),
        _ => {
            let text = error.render().to_string();
            let line = text.lines().next().unwrap_or_default();
            line.trim_start_matches("error: ").to_owned()
        }
    }
}

fn suggestions(error: &Error) -> Vec<String> {
    let mut hints = Vec::new();
    for kind in
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
    {
        hints.extend(error.get(kind).map(|value| messages::did_you_mean(value)));
    }
    let text = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let verdict = messages::verdict_called(&text(ContextKind::InvalidValue));
    hints.extend(verdict.map(|retry| messages::did_you_mean(&retry)));
    let option = text(ContextKind::InvalidArg);
    let owners = owners(&option);
    if error.kind() == ErrorKind::UnknownArgument && (1..=MAX_OWNERS).contains(&owners.len()) {
        hints.push(messages::option_of(&option, &owners.join(&messages::and())));
    }
    let command = match error.kind() {
        ErrorKind::UnknownArgument => suggest::synonym(&option).map(str::to_owned),
        // `imcode help 70001`
        ErrorKind::InvalidSubcommand => {
            let word = text(ContextKind::InvalidSubcommand);
            let is_code = word.contains(|char: char| char.is_numeric() || char == '_');
            let command = suggest::command_like(&word).map(|command| format!("help {command}"));
            command.or_else(|| is_code.then_some(word))
        }
        _ => None,
    };
    hints
        .extend(command.filter(|_| hints.is_empty()).map(|it| messages::suggested_subcommand(&it)));
    if let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue)
        && !values.is_empty()
    {
        hints.push(messages::possible_values(&values.join(", ")));
    }
    let values = values_of_operand(&option);
    if error.kind() == ErrorKind::MissingRequiredArgument && !values.is_empty() {
        hints.push(messages::possible_values(&values.join(", ")));
    }
    hints
}

/// The values of the operand of a subcommand.
fn values_of_operand(operand: &str) -> Vec<String> {
    let mut cli = Cli::command();
    cli.build();
    let mut operands = cli.get_subcommands().flat_map(clap::Command::get_positionals);
    let values = operands.find(|it| it.to_string() == operand).map(clap::Arg::get_possible_values);
    values.into_iter().flatten().map(|value| value.get_name().to_owned()).collect()
}

/// The subcommands that have the option.
fn owners(option: &str) -> Vec<String> {
    let mut cli = Cli::command();
    cli.build();
    let has_option = |command: &&clap::Command| {
        command.get_arguments().any(|argument| match option.strip_prefix("--") {
            Some(long) => argument.get_long() == Some(long),
            None => argument.get_short().is_some_and(|short| option == format!("-{short}")),
        })
    };
    let owners = cli.get_subcommands().filter(has_option);
    owners.map(|command| format!("`imcode {}`", command.get_name())).collect()
}
