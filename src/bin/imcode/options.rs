//! Options that every command with results takes, before and behind the subcommand: merged.

use std::env;
use std::path::PathBuf;

use anstream::ColorChoice;
use anyhow::{Result, bail};
use clap::ValueEnum as _;

use crate::args::{
    Annotate, CATEGORY_FIELDS, COUNT_FIELDS, Cli, Color, Command, Common, FIELDS, FINDING_FIELDS,
    Format, HIT_FIELDS, Language, List, Results, Search, Stats,
};
use crate::language;
use crate::output::messages;
use crate::suggest;

impl Color {
    /// Holds for both streams of this run.
    pub(crate) fn choose(self) {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }
}

/// What holds for this run.
pub(crate) struct Options {
    /// None if it is to depend on the terminal.
    pub(crate) format: Option<Format>,
    pub(crate) color: Color,
    /// None if it is to depend on the environment.
    pub(crate) lang: Option<Language>,
    /// Code files; later ones win.
    pub(crate) codes: Vec<PathBuf>,
    /// The fields of results; those that the format has if there are none.
    pub(crate) fields: Vec<String>,
}

/// The options that hold even if clap refuses another argument: language and color.
pub(crate) fn choose_for_refusal() {
    let arguments: Vec<String> =
        env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let value = |option: &str| {
        let at = arguments.iter().rposition(|argument| argument.starts_with(option))?;
        arguments[at].strip_prefix(option)?.strip_prefix('=').or(Some(arguments.get(at + 1)?))
    };
    language::choose(value("--lang").and_then(|word| Language::from_str(word, true).ok()));
    value("--color").and_then(|word| Color::from_str(word, true).ok()).unwrap_or_default().choose();
}

impl Options {
    /// The last format, color, language and fields win; code files add up.
    pub(crate) fn of(cli: &Cli) -> Self {
        let Results { fields, common: before } = &cli.results;
        let (behind, last_fields) = match &cli.command {
            Some(
                Command::Annotate(Annotate { results, .. })
                | Command::Stats(Stats { results, .. })
                | Command::List(List { results, .. })
                | Command::Search(Search { results, .. })
                | Command::Categories(results),
            ) => (Some(&results.common), &results.fields),
            Some(Command::Check { common, .. }) => (Some(common), fields),
            _ => (None, fields),
        };
        let fields = if last_fields.is_empty() { fields } else { last_fields };
        let format = |common: &Common| common.format.or(common.json.then_some(Format::Json));
        let files = [Some(before), behind].into_iter().flatten().flat_map(|common| &common.codes);
        Self {
            format: behind.and_then(format).or_else(|| format(before)),
            color: behind.and_then(|common| common.color).or(before.color).unwrap_or_default(),
            lang: behind.and_then(|common| common.lang).or(before.lang),
            codes: files.cloned().collect(),
            fields: fields.iter().map(|field| field.trim().to_owned()).collect(),
        }
    }

    /// Refuses fields that the results of the command do not have.
    pub(crate) fn check_fields(&self, command: Option<&Command>) -> Result<()> {
        let known: [&[&str]; 2] = match command {
            _ if self.fields.is_empty() => return Ok(()),
            None | Some(Command::Search(_)) => [&FIELDS, &HIT_FIELDS],
            Some(Command::List(_)) => [&FIELDS, &[]],
            Some(Command::Stats(_)) => [&FIELDS, &COUNT_FIELDS],
            Some(Command::Annotate(_)) => [&FINDING_FIELDS, &FIELDS],
            Some(Command::Categories(_)) => [&CATEGORY_FIELDS, &[]],
            Some(_) => bail!(messages::no_fields()),
        };
        let known = known.concat();
        match self.fields.iter().find(|field| !known.contains(&field.as_str())) {
            Some(field) => {
                let labeled = known.iter().copied().find(|known| messages::label(known) == field);
                let near = labeled.or_else(|| suggest::nearest(field, known.iter().copied()));
                let instead = near.map(|near| messages::did_you_mean(&near));
                let instead = instead.unwrap_or_else(|| messages::fields(&known.join(", ")));
                bail!("{}{}{instead}", messages::unknown_field(field), messages::semicolon())
            }
            None => Ok(()),
        }
    }
}
