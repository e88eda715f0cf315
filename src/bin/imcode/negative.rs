//! The command line before clap reads it: negative codes are no flags.

use std::ffi::OsString;

use clap::Command;

/// The command line with the hyphen of every negative code written as a minus sign, which clap does
/// not take for a flag. A file `-1.log` becomes `./-1.log`; values of options stay as they are.
pub(crate) fn arguments(
    typed: impl Iterator<Item = OsString>,
    definition: impl Fn() -> Command,
) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = typed.collect();
    let end = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    if !arguments[..end].iter().any(|argument| negative(argument).is_some()) {
        return arguments;
    }
    let mut top = definition();
    top.build();
    let mut command = &top;
    for at in 1..end {
        if takes_value(command, &top, &arguments[at - 1]) {
            continue;
        }
        let subcommand = top.find_subcommand(&arguments[at]);
        if let Some(subcommand) = subcommand.filter(|_| std::ptr::eq(command, &raw const top)) {
            command = subcommand;
        } else if let Some(number) = negative(&arguments[at]) {
            match command.get_name() {
                "annotate" | "stats" | "check" => arguments[at] = format!("./-{number}").into(),
                _ => arguments[at] = format!("\u{2212}{number}").into(),
            }
        }
    }
    arguments
}

/// Whether `option` is one whose value is the next argument.
fn takes_value(command: &Command, top: &Command, option: &OsString) -> bool {
    let option = option.to_str().unwrap_or_default();
    let is_meant = |argument: &clap::Arg| match option.strip_prefix("--") {
        Some(long) => argument.get_long() == Some(long),
        None => {
            option.starts_with('-')
                && argument.get_short().is_some_and(|short| option.ends_with(short))
        }
    };
    let mut options = command.get_arguments().chain(top.get_arguments());
    options.any(|argument| is_meant(argument) && argument.get_action().takes_values())
}

/// What follows the hyphen of a negative number.
fn negative(argument: &OsString) -> Option<&str> {
    let number = argument.to_str()?.strip_prefix('-')?;
    number.starts_with(|char| matches!(char, '0'..='9' | '０'..='９')).then_some(number)
}
