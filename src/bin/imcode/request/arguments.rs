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
    if !arguments[..end].iter().skip(1).any(is_negative) {
        return arguments;
    }
    let is_plain = |argument: &OsString| is_negative(argument) || begins_with_digit(argument);
    if arguments[1..end].iter().all(is_plain) {
        arguments[1..end].iter_mut().filter(|argument| is_negative(argument)).for_each(rewrite);
        return arguments;
    }
    let mut top = definition();
    top.build();
    let mut command = &top;
    for at in 1..end {
        if takes_value(command, &top, &arguments[at - 1]) {
            continue;
        }
        if is_negative(&arguments[at]) {
            if takes_codes(command) {
                rewrite(&mut arguments[at]);
            } else if takes_files(command) {
                let mut path = OsString::from("./");
                path.push(&arguments[at]);
                arguments[at] = path;
            }
        } else if let Some(subcommand) = top.find_subcommand(&arguments[at]) {
            command = subcommand;
        }
    }
    arguments
}

fn rewrite(argument: &mut OsString) {
    if let Some(text) = argument.to_str() {
        *argument = text.replacen('-', "\u{2212}", 1).into();
    }
}

fn takes_files(command: &Command) -> bool {
    matches!(command.get_name(), "annotate" | "stats" | "check")
}

fn takes_codes(command: &Command) -> bool {
    matches!(command.get_name(), "imcode" | "list" | "search")
}

/// Whether `option` is one whose value is the next argument.
fn takes_value(command: &Command, top: &Command, option: &OsString) -> bool {
    let Some(option) = option.to_str().filter(|option| !option.contains('=')) else {
        return false;
    };
    let mut options = command.get_arguments().chain(top.get_arguments());
    let is_meant = |argument: &clap::Arg| match option.strip_prefix("--") {
        Some(long) => argument.get_long() == Some(long),
        None => option.strip_prefix('-').is_some_and(|short| {
            short.chars().next_back() == argument.get_short() && argument.get_short().is_some()
        }),
    };
    options.any(|argument| is_meant(argument) && argument.get_action().takes_values())
}

fn is_negative(argument: &OsString) -> bool {
    argument.to_str().and_then(|text| text.strip_prefix('-')).is_some_and(is_number)
}

fn begins_with_digit(argument: &OsString) -> bool {
    argument.to_str().is_some_and(is_number)
}

fn is_number(text: &str) -> bool {
    text.starts_with(|char: char| matches!(char, '0'..='9' | '０'..='９'))
}
