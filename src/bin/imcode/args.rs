//! The command line: definitions only. The doc comments are the help text; completions and the
//! man page are made from them too.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use imcode::Retry;

/// Explain error codes of Tencent Cloud Chat: what happened, what to do, whether to retry
///
/// Give codes (70001, -10001, 0x11171), ranges (6000-6100, -10010..-10001), constant names, or a
/// pasted message. Other words are searched for. In a pipe without arguments, or with `-`, imcode
/// reads standard input.
///
/// The columns of tsv are code, name, category, retry, summary and action: `imcode 70001 --fields
/// retry` prints `login`.
#[derive(Debug, Parser)]
#[group(skip)]
#[command(name = "imcode", version = VERSION, args_override_self = true, after_help = AFTER_HELP)]
#[command(override_usage = "imcode [OPTIONS] [WHAT]...\n       imcode [OPTIONS] <COMMAND>")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) results: Results,

    /// Never search for words: only codes, ranges and names are answered
    #[arg(long)]
    pub(crate) exact: bool,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Codes, ranges, constant names, words or a message; `-` reads standard input
    pub(crate) what: Vec<OsString>,
}

/// The program and the table age apart.
const VERSION: &str =
    concat!(env!("CARGO_PKG_VERSION"), " (codes of ", env!("IMCODE_CODES_UPDATED"), ")");

const AFTER_HELP: &str = "\
Examples:
  imcode 70001 -10001 6000-6100
  imcode kicked off by another device
  imcode 'login failed, code: 6206'
  imcode list --category account --retry wait,login
  imcode annotate app.log

Exit status: 0 if everything was found; 1 if something is unknown; 2 for misuse, unreadable input \
or a failed write.";

#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Copy a log and explain each code below its line
    ///
    /// On a terminal, control characters other than those of colors are escaped.
    ///
    /// With --json or --format jsonl, print one object per code: file, line, column (from 1, in bytes), text,
    /// then the keys of the code's own record.
    ///
    /// Exit status: 0, or 2 if reading or writing fails.
    Annotate(Annotate),
    /// Count the codes in a log
    ///
    /// The columns of tsv are count, code, first line, last line, retry and summary.
    ///
    /// Exit status: 0 if there are codes; 1 if there are none; 2 if reading or writing fails.
    Stats(Stats),
    /// List codes by range, category, layer or retry
    ///
    /// The columns of tsv are code, name, category, retry, summary and action.
    List(List),
    /// Search codes by words, in English or Chinese; best match first
    ///
    /// The columns of tsv are code, name, category, retry, summary and action.
    Search(Search),
    /// List the categories and how many codes each has
    ///
    /// The fields are category, layer, title and codes.
    Categories(Results),
    /// Check code files; print every fault as `file:line: cause`
    ///
    /// A file may name categories and codes of the files before it, and of those in --codes and
    /// `IMCODE_CODES`, which are checked first. With --json or --format jsonl, a fault is an object
    /// of file, line and cause.
    ///
    /// Exit status: 0 if there are no faults; 1 if there are; 2 if a file cannot be read.
    Check {
        /// Code files in TOML
        #[arg(required = true, value_hint = ValueHint::FilePath)]
        file: Vec<PathBuf>,

        #[command(flatten)]
        common: Common,
    },
    /// Print a code file to start from, for the codes of your webhook
    Template,
    /// Print the JSON Schema of code files, for editors
    Schema {
        /// Print the schema of the JSON output instead
        #[arg(long)]
        record: bool,
    },
    /// Print a shell completion script
    Completions {
        /// Shell to print the script for
        shell: Shell,
    },
}

#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Annotate {
    /// Files to read [default: standard input; `-` also reads it]
    pub(crate) file: Vec<PathBuf>,

    /// When to explain a code in full
    #[arg(long, value_name = "WHEN", default_value = "first")]
    pub(crate) explain: Explain,

    /// Print only lines with codes, with line numbers
    ///
    /// Of a line over 256 KiB, only the text around the code is printed.
    #[arg(long)]
    pub(crate) only: bool,

    /// Of a log of JSON objects, add to each a member `imcode` with its codes
    ///
    /// Other lines pass as they are, and so does an object that has the member or is over 4 MiB.
    #[arg(long, conflicts_with_all = ["only", "explain", "why"])]
    pub(crate) enrich: bool,

    /// Print lines with known numbers, and why each is a code or none
    ///
    /// Numbers inside longer words and dates are listed with --loose only.
    #[arg(long, conflicts_with_all = ["only", "explain"])]
    pub(crate) why: bool,

    #[command(flatten)]
    pub(crate) find: Find,

    /// Encoding of the files; what is decoded is written in UTF-8
    #[arg(long)]
    pub(crate) encoding: Option<Encoding>,

    #[command(flatten)]
    pub(crate) results: Results,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Encoding {
    /// By the byte order mark, or the first line that is not ASCII
    Auto,
    /// As it is
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    /// Of Windows, low byte first
    #[value(name = "utf-16le")]
    Utf16le,
    /// High byte first
    #[value(name = "utf-16be")]
    Utf16be,
    /// Chinese; also GBK and GB2312
    #[value(aliases = ["gbk", "gb2312"])]
    Gb18030,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Explain {
    /// In full the first time, then in short
    First,
    /// In full every time
    Every,
    /// In full the first time, then not at all
    Once,
}

// What of a log counts. A doc comment would be the help of the commands that have it.
#[derive(Debug, Args)]
pub(crate) struct Find {
    /// Whose log it is
    #[arg(long, value_name = "WHOSE", default_value = "auto")]
    pub(crate) product: Product,

    /// Accept every known number that is a word of its own
    #[arg(long)]
    pub(crate) loose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Product {
    /// Not known: a line or record on another product counts only if it names Chat
    Auto,
    /// Tencent Cloud Chat's alone: every code behind a key counts
    Assume,
    /// Several products': codes count only where Tencent Cloud Chat is named
    Require,
}

#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Stats {
    /// Files to read [default: standard input; `-` also reads it]
    pub(crate) file: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) find: Find,

    /// Show at most N codes
    #[arg(long, short = 'n', value_name = "N")]
    pub(crate) limit: Option<NonZero<usize>>,

    /// Encoding of the files
    #[arg(long)]
    pub(crate) encoding: Option<Encoding>,

    #[command(flatten)]
    pub(crate) results: Results,
}

#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct List {
    /// Codes or ranges: 6000-6100, -10010..-10001
    pub(crate) range: Vec<OsString>,

    #[command(flatten)]
    pub(crate) filter: Filter,

    #[command(flatten)]
    pub(crate) results: Results,
}

#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Search {
    /// Words, part of a constant name, or a pasted message; `-` reads standard input
    #[arg(required = true)]
    pub(crate) words: Vec<OsString>,

    /// Show at most N codes
    #[arg(long, short = 'n', value_name = "N", default_value_t = DEFAULT_LIMIT)]
    #[arg(allow_hyphen_values = true)]
    pub(crate) limit: NonZero<usize>,

    #[command(flatten)]
    pub(crate) filter: Filter,

    #[command(flatten)]
    pub(crate) results: Results,
}

pub(crate) const DEFAULT_LIMIT: NonZero<usize> = NonZero::new(10).expect("it is not 0");

// Values of one option are alternatives; different options narrow each other. No doc comment: clap
// would print it as the help of the command.
#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Filter {
    /// Only these categories, separated by commas: the id or its last part, see `imcode categories`
    #[arg(long, short, help_heading = "Filters", value_name = "CATEGORY", value_delimiter = ',')]
    pub(crate) category: Vec<String>,

    /// Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`
    #[arg(long, short, help_heading = "Filters", value_name = "LAYER", value_delimiter = ',')]
    pub(crate) layer: Vec<String>,

    /// Only codes with one of these verdicts, separated by commas
    #[arg(long, short, help_heading = "Filters", value_name = "RETRY", value_delimiter = ',', value_parser = retry(), ignore_case = true)]
    pub(crate) retry: Vec<Retry>,
}

fn retry() -> impl TypedValueParser<Value = Retry> {
    let words = Retry::ALL.map(|retry| PossibleValue::new(retry.as_str()).help(retry.advice()));
    PossibleValuesParser::new(words).try_map(|word| word.to_ascii_lowercase().parse::<Retry>())
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

// No doc comment, as for `Filter`.
#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Results {
    /// Only these fields, in this order, separated by commas
    ///
    /// They are columns of tables and tsv and keys of JSON, with the names of the JSON keys.
    #[arg(long, help_heading = "Output", value_name = "FIELDS", value_delimiter = ',')]
    pub(crate) fields: Vec<String>,

    #[command(flatten)]
    pub(crate) common: Common,
}

/// What `--fields` chooses from: the keys of JSON.
pub(crate) const FIELDS: [&str; 19] = [
    "code", "through", "name", "aliases", "layer", "category", "summary", "detail", "action",
    "retry", "related", "note", "asked", "by", "source", "basis", "zh", "since", "until",
];

/// What a search has besides.
pub(crate) const HIT_FIELDS: [&str; 2] = ["score", "matched"];

/// What `annotate` has besides.
pub(crate) const FINDING_FIELDS: [&str; 4] = ["file", "line", "column", "text"];

/// What `stats` has besides.
pub(crate) const COUNT_FIELDS: [&str; 4] = ["count", "share", "first", "last"];

pub(crate) const CATEGORY_FIELDS: [&str; 4] = ["category", "layer", "title", "codes"];

// Options before and after the subcommand are separate arguments to clap, so that none is dropped:
// `main` merges them.
#[derive(Debug, Args)]
#[group(skip)]
pub(crate) struct Common {
    /// Output format [default: card or table on a terminal, else tsv]
    #[arg(long, short, help_heading = "Output", value_name = "FORMAT", overrides_with = "json")]
    pub(crate) format: Option<Format>,

    /// Same as --format json
    #[arg(long, help_heading = "Output", overrides_with = "format")]
    pub(crate) json: bool,

    /// When to use color [default: auto]
    ///
    /// In a pipe, `always` also selects the card or table format unless another one is chosen.
    #[arg(long, help_heading = "Output", value_name = "WHEN")]
    pub(crate) color: Option<Color>,

    /// Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    ///
    /// The variable `IMCODE_LANG` sets it too; --lang wins.
    #[arg(long, help_heading = "Output", value_name = "LANG")]
    pub(crate) lang: Option<Language>,

    /// Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    ///
    /// The variable `IMCODE_CODES` names code files too, separated as in PATH; those in --codes win.
    #[arg(long, help_heading = "Code files", value_name = "FILE")]
    #[arg(value_hint = ValueHint::FilePath)]
    pub(crate) codes: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: each result in full
    Card,
    /// For people: a row per result
    Table,
    /// For pipes: a line per result, columns separated by tabs
    Tsv,
    /// One JSON array
    Json,
    /// One JSON object per line
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// Chinese
    Zh,
    /// Both, on cards
    Both,
    /// As the locale says, in a pipe too
    Auto,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// When writing to a terminal (respects NO_COLOR and TERM=dumb)
    #[default]
    Auto,
    Always,
    Never,
}
