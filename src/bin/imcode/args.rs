//! What may be typed: definitions only. The doc comments are the help text; completions and the
//! man page are made from the same definitions.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use imcode::Retry;

/// Explains the error codes of Tencent Cloud Chat: what happened, what to do, whether to retry
///
/// Give codes (70001, -10001, 0x11171), ranges (6000-6100, -10010..-10001) or constant names;
/// anything else is searched for. Without arguments, or for `-`, codes or messages are read from
/// standard input.
#[derive(Debug, Parser)]
#[command(name = "imcode", version, after_help = EXIT_STATUS)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) output: Output,

    /// Ask a table of your own first; of several, the last one first
    ///
    /// The variable `IMCODE_TABLES` names tables too, separated as in PATH; they are asked after
    /// these. The built-in table is asked last.
    #[arg(long, global = true, help_heading = "Tables", value_name = "FILE")]
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) table: Vec<PathBuf>,

    /// Never search for words: only codes, ranges and names are answered
    #[arg(long)]
    pub(crate) exact: bool,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Codes, ranges, constant names or words; `-` reads codes or messages from standard input
    pub(crate) what: Vec<OsString>,
}

const EXIT_STATUS: &str = "\
Exit status: 0 all found; 1 something asked for is not known; 2 misuse, unreadable input or \
failed write.";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Explain the codes in a log: every byte passes through, explanations stand after the lines
    ///
    /// With --format jsonl: one object per code found, with file, line, column (from 1; in bytes), text,
    /// and the keys of the code's own record.
    ///
    /// Exit status: 0, or 2 where reading or writing fails.
    Annotate(Annotate),
    /// Count the codes in a log
    ///
    /// Exit status: 0 with codes; 1 without; 2 where reading or writing fails.
    Stats(Stats),
    /// List codes, by range, category, layer or retry
    List(List),
    /// Find codes by words: half-remembered, misspelt, in English or Chinese; best first
    Search(Search),
    /// List the categories, with the number of codes in each
    Categories,
    /// Check tables of your own: every fault, as `file:line: cause`
    ///
    /// Each file may name the categories and codes of those before it, and of the tables that --table and
    /// `IMCODE_TABLES` name, which are checked first.
    ///
    /// Exit status: 0 without a fault; 1 with faults; 2 where a file cannot be read.
    Check(Check),
    /// Print a table to start from, for the codes of your webhook
    NewTable,
    /// Print the JSON Schema of tables, for editors
    Schema(Schema),
    /// Print the completion script of a shell
    Completions(Completions),
}

#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
#[derive(Debug, Args)]
pub(crate) struct Annotate {
    /// Files to read; `-` is standard input, as is none
    pub(crate) file: Vec<PathBuf>,

    /// Explain a code in full each time, not only the first time
    #[arg(long, conflicts_with = "once")]
    pub(crate) every: bool,

    /// Explain a code the first time, and never mention it again
    #[arg(long)]
    pub(crate) once: bool,

    /// Print only the lines with codes, with line numbers
    ///
    /// On a terminal, control characters of the line are escaped. Of a line of more than 256 KiB,
    /// what stands around the code is printed.
    #[arg(long)]
    pub(crate) only: bool,

    /// Take every known number that stands alone for a code
    #[arg(long)]
    pub(crate) loose: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Stats {
    /// Files to read; `-` is standard input, as is none
    pub(crate) file: Vec<PathBuf>,

    /// Take every known number that stands alone for a code
    #[arg(long)]
    pub(crate) loose: bool,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Codes or ranges: 6000-6100, -10010..-10001
    pub(crate) range: Vec<OsString>,

    #[command(flatten)]
    pub(crate) filter: Filter,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words, a constant's name in part, or a pasted message
    #[arg(required = true)]
    pub(crate) words: Vec<OsString>,

    /// Show at most this many
    #[arg(long, short = 'n', value_name = "N", default_value_t = DEFAULT_LIMIT)]
    pub(crate) limit: NonZero<usize>,

    #[command(flatten)]
    pub(crate) filter: Filter,
}

pub(crate) const DEFAULT_LIMIT: NonZero<usize> = NonZero::new(10).expect("it is not 0");

// Which entries are wanted. Values of one option are alternatives; the options narrow each other. No
// doc comment: clap would take it for the help of the command.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// Only this category: its id, or the last part of it (`account` is both accounts)
    #[arg(long, short, value_name = "CATEGORY")]
    pub(crate) category: Vec<String>,

    /// Only this layer: sdk, server, v3, or a layer of your own table
    #[arg(long, short, value_name = "LAYER")]
    pub(crate) layer: Vec<String>,

    /// Only codes with this advice on repeating the call
    #[arg(long, short, value_name = "RETRY", value_parser = retry())]
    pub(crate) retry: Vec<Retry>,
}

fn retry() -> impl TypedValueParser<Value = Retry> {
    let words = Retry::ALL.map(|retry| PossibleValue::new(retry.as_str()).help(retry.advice()));
    PossibleValuesParser::new(words).try_map(|word| word.parse::<Retry>())
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Tables in TOML
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    pub(crate) file: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Print the one of the JSON output instead
    #[arg(long)]
    pub(crate) record: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell to complete in
    pub(crate) shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[expect(clippy::enum_variant_names, reason = "PowerShell is spelled so")]
pub(crate) enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    #[value(name = "powershell")]
    PowerShell,
    Zsh,
}

#[derive(Debug, Args)]
pub(crate) struct Output {
    /// How to write results [default: table on a terminal, else plain]
    ///
    /// Where codes are looked up, the columns of plain are code, name, category, retry, summary and
    /// action. `annotate` lets the log through and `check` writes a line for each fault, in table as
    /// in plain.
    #[arg(long, short, global = true, help_heading = "Output", value_name = "FORMAT")]
    pub(crate) format: Option<Format>,

    /// The same as --format json
    #[arg(long, global = true, help_heading = "Output", conflicts_with = "format")]
    pub(crate) json: bool,

    /// When to use colour
    #[arg(
        long,
        global = true,
        help_heading = "Output",
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub(crate) color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: cards and tables
    Table,
    /// For pipes: lines, with columns separated by tabs
    Plain,
    /// One JSON array
    Json,
    /// One JSON object per line
    Jsonl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR or TERM=dumb says otherwise
    Auto,
    Always,
    Never,
}
