//! What clap answers in place of arguments: help, the version, and refusals in the program's voice.

use std::error::Error as _;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Error};

use crate::args::Cli;
use crate::output::messages;
use crate::output::stdout::{Outcome, exit_code, write_text};

/// Prints help or the version, or reports what is wrong with the arguments.
pub(crate) fn refusal(error: &Error) -> ExitCode {
    if !error.use_stderr() {
        return write_text(&error.render().to_string());
    }
    messages::error(cause(error));
    suggestions(error).into_iter().for_each(messages::hint);
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let line = usage.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        messages::hint(messages::usage(line.trim_start_matches("Usage: ")));
    }
    exit_code(Ok(Outcome::Refused))
}

fn cause(error: &Error) -> String {
    let text = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => messages::unknown_option(&argument),
        ErrorKind::InvalidSubcommand => {
            messages::unknown_subcommand(&text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => messages::missing_value(&argument),
        ErrorKind::InvalidValue => messages::invalid_value(&value, &argument),
        ErrorKind::ValueValidation => {
            let cause = error.source().map(ToString::to_string).unwrap_or_default();
            messages::wrong_value(&value, &argument, &cause)
        }
        ErrorKind::MissingRequiredArgument => messages::missing_argument(&argument),
        ErrorKind::TooManyValues => messages::unexpected_value(&value, &argument),
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
    if error.kind() == ErrorKind::UnknownArgument {
        let option = error.get(ContextKind::InvalidArg).map(ToString::to_string);
        let option = option.unwrap_or_default();
        hints.extend(owner(&option).map(|command| messages::option_of(&option, &command)));
    }
    let values = error.get(ContextKind::ValidValue).filter(|_| hints.is_empty());
    if let Some(ContextValue::Strings(values)) = values
        && !values.is_empty()
    {
        hints.push(messages::possible_values(&values.join(", ")));
    }
    hints
}

/// The subcommand that has the option, if only one does.
fn owner(option: &str) -> Option<String> {
    let mut cli = Cli::command();
    cli.build();
    let has_option = |command: &&clap::Command| {
        command.get_arguments().any(|argument| {
            let long = argument.get_long().map(|long| format!("--{long}"));
            let short = argument.get_short().map(|short| format!("-{short}"));
            [long, short].into_iter().flatten().any(|name| name == option)
        })
    };
    let mut commands = cli.get_subcommands().filter(has_option);
    let command = commands.next()?.get_name().to_owned();
    commands.next().is_none().then_some(command)
}
