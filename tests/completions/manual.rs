//! Makes the manual page `completions/imcode.1` from the definitions in `args.rs` and `manual.roff`.

use clap::{Arg, ArgAction, Command, CommandFactory as _};
use clap_mangen::Man;

use crate::args::Cli;

/// When the page was last revised. A constant: the page must not depend on the day it is made.
const REVISED: &str = "2026-11-26";
const MAX_LINE: usize = 80;
/// Stands for an empty line, which `clap_mangen` would drop.
const PARAGRAPH: &str = "\u{b6}";
/// `clap_mangen` begins every section with it.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

pub(super) fn page() -> String {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let usages: Vec<_> = command.clone().get_subcommands_mut().map(usage).collect();
    let own_usage = usage(&mut command);
    let own_usage = own_usage.lines().next().unwrap_or_default();
    let synopsis = format!("{own_usage}\n{}", usages.join("\n"));

    let man = Man::new(command.clone().override_usage(synopsis))
        .title("IMCODE")
        .date(REVISED)
        .manual("User Commands");
    let mut page = render(|out| man.render_title(out));
    page += &render(|out| man.render_name_section(out));
    page += &render(|out| man.render_synopsis_section(out));
    page += &render(|out| man.render_description_section(out));
    page += &options(&command, |_| true);
    page += ".SH COMMANDS\n";
    for (subcommand, usage) in command.get_subcommands().zip(usages) {
        page += &section(subcommand, &usage);
    }
    page += include_str!("manual.roff");
    tidy(&page)
}

/// The usage as the help says it: `imcode list [OPTIONS] [RANGE]...`
fn usage(command: &mut Command) -> String {
    command.render_usage().to_string().trim_start_matches("Usage: ").trim().to_owned()
}

/// A subcommand: its usage, what it does, and the options that it alone has.
fn section(command: &Command, usage: &str) -> String {
    let man = Man::new(command.clone());
    let description = render(|out| man.render_description_section(out));
    // Those with a heading are the program's own too.
    let is_own = |option: &Arg| {
        matches!(option.get_help_heading(), None | Some("Filters")) && option.get_id() != "help"
    };
    let options = options(command, is_own);
    format!(".SS \"{}\"\n", usage.replace('-', "\\-"))
        + without_heading(&description)
        + without_heading(&options)
}

/// All of them under one heading.
fn options(command: &Command, wanted: impl Fn(&Arg) -> bool) -> String {
    let command = command.clone().mut_args(|option| {
        let unwanted = !wanted(&option);
        let option = option.hide(unwanted).help_heading(None::<&str>);
        match option.get_long_help().map(ToString::to_string) {
            Some(help) => option.long_help(help.replace("\n\n", PARAGRAPH)),
            None => option,
        }
    });
    let section = render(|out| Man::new(command.clone()).render_options_section(out));
    let mut section = section.replace(PARAGRAPH, "\n.sp\n");
    for operand in command.get_positionals() {
        let name = operand.get_value_names().map_or("", |names| names[0].as_str());
        if matches!(operand.get_action(), ArgAction::Append) {
            for end in ["\\fR]", "\\fR>"] {
                section = section.replace(&format!("{name}{end}\n"), &format!("{name}{end}...\n"));
            }
        }
    }
    section
}

fn render(section: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    section(&mut out).expect("a vector takes all");
    String::from_utf8(out).expect("a page is UTF-8").replace(APOSTROPHE, "")
}

fn without_heading(section: &str) -> &str {
    section.split_once('\n').map_or("", |(_, text)| text)
}

/// The page as mandoc wants it: one kind of vertical space, no line of text beyond 80 bytes.
fn tidy(page: &str) -> String {
    let mut tidy = String::from(APOSTROPHE);
    let mut is_tag = false;
    for line in page.replace(".br\n\n.br\n", ".sp\n").lines() {
        let mut room = if is_tag || line.starts_with('.') { usize::MAX } else { MAX_LINE };
        is_tag = line == ".TP";
        let limit = room;
        for word in line.split_inclusive(' ') {
            let starts_request = word.starts_with(['.', '\'']);
            if word.trim_end().len() > room && !starts_request {
                tidy.truncate(tidy.trim_end().len());
                tidy.push('\n');
                room = limit;
            }
            tidy += word;
            room = room.saturating_sub(word.len());
        }
        tidy.truncate(tidy.trim_end().len());
        tidy.push('\n');
    }
    tidy
}
