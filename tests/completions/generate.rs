//! Makes the files of `completions/` from the definitions in `args.rs`, and holds them current.
//!
//! `clap_complete` knows what is fixed. Codes, constants, categories and layers, those of the user's
//! code files too, a script asks of the program when it completes, with the functions in
//! `candidates.*`. To find the places for these calls, the arguments get a mark as their one possible
//! value before the script is made. A place that is not found fails the test.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory as _, ValueHint};
use clap_complete::{Generator, Shell};
use clap_complete_nushell::Nushell;

use crate::args::{CATEGORY_FIELDS, COUNT_FIELDS, Cli, FIELDS, FINDING_FIELDS, HIT_FIELDS};
use crate::manual;

const REFRESH: &str = "IMCODE_REFRESH=1 cargo test --test completions";

/// Every file of `completions/` and its text.
fn files() -> [(&'static str, Script); 7] {
    [
        ("_imcode", zsh()),
        ("_imcode.ps1", powershell()),
        ("imcode.1", Script(manual::page())),
        ("imcode.bash", bash()),
        ("imcode.elv", elvish()),
        ("imcode.fish", fish()),
        ("imcode.nu", nushell()),
    ]
}

/// With the arguments of the subcommands, which parsing adds only to the one in use, and the values
/// of `--fields`, which clap does not check.
fn definition() -> Command {
    fn with_fields(argument: Arg, command: &str) -> Arg {
        match (argument.get_id().as_str(), command) {
            ("fields", "categories") => argument.value_parser(CATEGORY_FIELDS),
            ("fields", "annotate") => {
                argument.value_parser([&FINDING_FIELDS[..], &FIELDS].concat())
            }
            ("fields", "stats") => argument.value_parser([&COUNT_FIELDS[..], &FIELDS].concat()),
            ("fields", "list") => argument.value_parser(FIELDS),
            ("fields", _) => argument.value_parser([&FIELDS[..], &HIT_FIELDS].concat()),
            _ => argument,
        }
    }
    let mut command = Cli::command();
    command.build();
    command.mut_args(|argument| with_fields(argument, "")).mut_subcommands(|subcommand| {
        let name = subcommand.get_name().to_owned();
        subcommand.mut_args(|argument| with_fields(argument, &name))
    })
}

fn bash() -> Script {
    Script::new(Shell::Bash, marked(definition()))
        .replace("MARK_CODES", "$(_imcode_codes)")
        .replace("MARK_CATEGORIES", "$(_imcode_categories)")
        .replace("MARK_LAYERS", "$(_imcode_layers)")
        .each_list(
            ["--category", "-c", "--layer", "-l", "--retry", "-r", "--fields"].map(|option| {
                format!("                {option})\n                    COMPREPLY=($(compgen -W \"")
            }),
            "\" -- \"${cur}\"))",
            |option, items| {
                let case = option.split_once("COMPREPLY").expect("it has").0;
                format!("{case}_imcode_list \"{items}\"")
            },
        )
        .insert_before("_imcode() {", include_str!("candidates.bash"))
}

/// Elvish's generator completes no values: those of options go to places of their own.
fn elvish() -> Script {
    let mut script = Script::new(Shell::Elvish, definition())
        .replace("use str;", "use re;\nuse str;")
        .insert_before(
            "    fn cand {|text desc|\n",
            "    # The items of a list before the one to be completed.\n    \
             var begun = ''\n    var taken = []\n",
        )
        .insert_after(
            "    fn cand {|text desc|\n",
            "        if (has-value $taken $text) {\n            return\n        }\n",
        )
        .replace("complex-candidate $text &display=", "complex-candidate $begun$text &display=")
        .insert_before("    var command = 'imcode'\n", include_str!("candidates.elv"))
        .insert_after(
            "    for word $words[1..-1] {\n",
            "        if (re:match '^-?[0-9]|^[A-Z]' $word) {\n            continue\n        }\n",
        )
        .replace(
            "    $completions[$command]\n",
            "    for place [$command' '$words[-2] $command] {\n        \
             if (has-key $completions $place) {\n            \
             if (re:match ' (-[clr]|--(category|layer|retry|fields))$' $place) {\n                \
             begin-item\n            }\n            \
             $completions[$place]\n            break\n        }\n    }\n",
        );
    for (values, places) in values() {
        let quoted = |text: &str| text.replace('\'', "''");
        let candidates = match values {
            Values::Codes => "            codes\n".to_owned(),
            Values::Categories => "            categories\n".to_owned(),
            Values::Layers => "            candidates categories --fields layer\n".to_owned(),
            Values::Fixed(values) => {
                let cand = |(value, help): &(String, String)| {
                    if help == value {
                        format!("            item {value}\n")
                    } else {
                        format!("            cand {value} '{}'\n", quoted(help))
                    }
                };
                values.iter().map(cand).collect::<String>().replace("\n            item ", " ")
            }
        };
        for place in places {
            script = if place.contains(' ') {
                let entry = format!("        &'{place}'= {{\n{candidates}        }}\n");
                script.insert_after("    var completions = [\n", &entry)
            } else {
                script.insert_after(&format!("&'{place}'= {{\n"), &candidates)
            };
        }
    }
    script
}

fn fish() -> Script {
    let mut script = Script::new(Shell::Fish, marked(without_operands(&definition())))
        .replace("MARK_CATEGORIES\\t''", "(__imcode_categories)")
        .replace("MARK_LAYERS\\t''", "(__imcode_layers)")
        .each_list(
            ["-s c -l category -d", "-s l -l layer -d", "-s r -l retry -d", "-l fields -d"]
                .map(str::to_owned),
            "\"\n",
            |option, rest| {
                let (help, items) = rest.split_once("-a \"").expect("it has values");
                let items = items.replace("\\t''", "").replace('\n', " ");
                format!("{option}{help}-a \"(__imcode_list {items})\"\n")
            },
        )
        // To argparse a negative code is an unknown option.
        .insert_after(
            "    set -e cmd[1]\n",
            "    set -q cmd[1]\n    and set cmd (string replace -r '^-(?=[0-9])' '' -- $cmd)\n",
        )
        // The options hold after a code too.
        .replace("-n \"__fish_imcode_needs_command\" -s", "-n \"__imcode_without_command\" -s")
        .replace("-n \"__fish_imcode_needs_command\" -l", "-n \"__imcode_without_command\" -l")
        .insert_before("complete -c imcode", include_str!("candidates.fish"));
    script.0 += &fish_operands();
    script
}

/// Fish's generator completes no operands: their values, and files only for operands that are files.
fn fish_operands() -> String {
    let command = marked(definition());
    let root = std::iter::once((String::from("__imcode_without_command"), &command));
    let subcommands = command.get_subcommands().map(|subcommand| {
        (format!("__fish_imcode_using_subcommand {}", subcommand.get_name()), subcommand)
    });
    let mut lines = String::new();
    for (condition, command) in root.chain(subcommands) {
        for operand in command.get_positionals() {
            let words = operand.get_possible_values();
            let words: Vec<_> = words.iter().map(PossibleValue::get_name).collect();
            let values = match Asked::by(operand) {
                Some(_) => " -k -a \"(__imcode_codes)\"".to_owned(),
                None if !words.is_empty() => format!(" -a \"{}\"", words.join(" ")),
                None if matches!(
                    operand.get_value_hint(),
                    ValueHint::AnyPath | ValueHint::FilePath
                ) =>
                {
                    continue;
                }
                None => String::new(),
            };
            writeln!(lines, "complete -c imcode -n \"{condition}\" -f{values}")
                .expect("a string takes all");
        }
    }
    lines
}

fn nushell() -> Script {
    Script::new(Nushell, marked(definition()))
        .replace(
            "what\" [] {\n    [ \"MARK_CODES\" ]",
            "what\" [context: string] {\n    nu-complete imcode codes $context",
        )
        .replace(
            "range\" [] {\n    [ \"MARK_CODES\" ]",
            "range\" [context: string] {\n    nu-complete imcode codes $context",
        )
        .replace("[ \"MARK_CATEGORIES\" ]", "nu-complete imcode categories")
        .replace("[ \"MARK_LAYERS\" ]", "nu-complete imcode layers")
        .each_list(
            ["category", "layer", "retry", "fields"].map(|option| format!(" {option}\" [] {{\n    ")),
            "\n",
            |option, items| {
                let name = option.split_once('"').expect("it has").0;
                format!(
                    "{name}\" [context: string] {{\n    {items} | nu-complete imcode in list $context\n"
                )
            },
        )
        .insert_after("module completions {\n\n", include_str!("candidates.nu"))
}

/// PowerShell's generator completes no values: those of options go to places of their own.
fn powershell() -> Script {
    let switch = "    $completions = @(switch ($command) {\n";
    let mut script = Script::new(Shell::PowerShell, definition())
        .insert_before(switch, include_str!("candidates.ps1"))
        .insert_after(
            "            $element = $commandElements[$i]\n",
            "            if ($element.Extent.Text -cmatch '^-?[0-9]|^[A-Z]') { continue }\n",
        );
    for (values, places) in values() {
        let quoted = |text: &str| text.replace('\'', "''");
        let candidates = match values {
            Values::Codes => "Get-Code $wordToComplete".to_owned(),
            Values::Categories => "Get-Category".to_owned(),
            Values::Layers => {
                let command = "imcode categories --fields layer 2>$null";
                format!("{command} | Sort-Object -Unique | New-Candidate")
            }
            Values::Fixed(values) => {
                let rows: Vec<_> = values
                    .iter()
                    .map(|(value, help)| format!("\"{value}`t\" + '{}'", quoted(help)))
                    .collect();
                format!("@(({})) | New-Candidate", rows.join("), ("))
            }
        };
        let (options, operands): (Vec<_>, Vec<_>) =
            places.into_iter().partition(|place| place.contains(' '));
        for place in operands {
            let line = format!("            {candidates}\n");
            script = script.insert_after(&format!("        '{place}' {{\n"), &line);
        }
        if !options.is_empty() {
            let case = format!(
                "        {{ \"$_ $previous\" -cin '{}' }} {{\n            {candidates}\n            \
                 break\n        }}\n",
                options.join("', '")
            );
            script = script.insert_after(switch, &case);
        }
    }
    script
}

fn zsh() -> Script {
    Script::new(Shell::Zsh, marked(without_operands(&definition())))
        .replace("(MARK_CODES)", "_imcode_codes")
        .replace("(MARK_CATEGORIES)", "_imcode_categories")
        .replace("(MARK_LAYERS)", "_imcode_layers")
        .each_list([":RETRY:((", ":FIELDS:("].map(str::to_owned), ")' \\\n", |option, items| {
            let items = items.trim_end_matches(')');
            format!("{}: _imcode_items {items}' \\\n", option.trim_end_matches(['(', ':']))
        })
        .replace("\":: :_imcode_commands\"", "\":: :_imcode_words\"")
        // After a code the line goes on as if the code were not there.
        .insert_after(
            ":imcode-command-$line[1]:\"\n        case $line[1] in\n",
            "            ([-0-9A-Z]*)\nimcode_after_code=1 _imcode && ret=0\n;;\n",
        )
        .insert_before("if [ \"$funcstack[1]\" = \"_imcode\" ]", include_str!("candidates.zsh"))
}

/// What the tables hold that an argument may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Codes,
    Categories,
    Layers,
}

impl Asked {
    fn by(argument: &Arg) -> Option<Self> {
        match argument.get_id().as_str() {
            "what" | "range" => Some(Self::Codes),
            "category" => Some(Self::Categories),
            "layer" => Some(Self::Layers),
            _ => None,
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Self::Codes => "MARK_CODES",
            Self::Categories => "MARK_CATEGORIES",
            Self::Layers => "MARK_LAYERS",
        }
    }
}

/// The command with a mark as the one possible value of every argument that asks the tables.
fn marked(command: Command) -> Command {
    fn mark(argument: Arg) -> Arg {
        match Asked::by(&argument) {
            Some(asked) => argument.value_parser([asked.mark()]),
            None => argument,
        }
    }
    command.mut_args(mark).mut_subcommands(|subcommand| subcommand.mut_args(mark))
}

/// The command without the operands it takes itself. Where there are subcommands too, the zsh
/// script would take the subcommand's name for an operand, and the fish script offer files.
fn without_operands(command: &Command) -> Command {
    // What clap adds itself, it adds again.
    let options = command.get_arguments().filter(|argument| {
        !argument.is_positional() && !["help", "version"].contains(&argument.get_id().as_str())
    });
    let subcommands = command.get_subcommands().filter(|command| command.get_name() != "help");
    Command::new("imcode").version("").args(options).subcommands(subcommands)
}

/// What an argument may be, for the shells whose generators complete no values.
#[derive(PartialEq, Eq)]
enum Values {
    /// Codes and constants.
    Codes,
    Categories,
    Layers,
    /// Values and what they mean.
    Fixed(Vec<(String, String)>),
}

impl Values {
    fn of(argument: &Arg) -> Option<Self> {
        let meaning = |value: &PossibleValue| {
            value.get_help().map_or_else(|| value.get_name().to_owned(), ToString::to_string)
        };
        match Asked::by(argument) {
            Some(Asked::Codes) => Some(Self::Codes),
            Some(Asked::Categories) => Some(Self::Categories),
            Some(Asked::Layers) => Some(Self::Layers),
            None if !argument.get_action().takes_values() => None,
            None => {
                let values = argument.get_possible_values().into_iter();
                let values: Vec<_> =
                    values.map(|value| (value.get_name().to_owned(), meaning(&value))).collect();
                (!values.is_empty()).then_some(Self::Fixed(values))
            }
        }
    }
}

/// The values of arguments, and where they are completed: `imcode;list` is an operand,
/// `imcode;list --layer` an option.
fn values() -> Vec<(Values, Vec<String>)> {
    let command = definition();
    let root = std::iter::once((String::from("imcode"), &command));
    let subcommands =
        command.get_subcommands().map(|sub| (format!("imcode;{}", sub.get_name()), sub));
    let mut all: Vec<(Values, Vec<String>)> = Vec::new();
    for (path, command) in root.chain(subcommands) {
        for argument in command.get_arguments() {
            let Some(values) = Values::of(argument) else { continue };
            let short = argument.get_short().map(|short| format!("{path} -{short}"));
            let long = argument.get_long().map(|long| format!("{path} --{long}"));
            let operand = argument.is_positional().then(|| path.clone());
            let places = [operand, short, long].into_iter().flatten();
            match all.iter_mut().find(|(known, _)| *known == values) {
                Some((_, known)) => known.extend(places),
                None => all.push((values, places.collect())),
            }
        }
    }
    all
}

/// A script in the making. A place that is to be changed must be there.
struct Script(String);

impl Script {
    fn new(shell: impl Generator, mut command: Command) -> Self {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut command, "imcode", &mut script);
        Self(String::from_utf8(script).expect("scripts are UTF-8"))
    }

    #[track_caller]
    fn replace(self, place: &str, with: &str) -> Self {
        assert!(self.0.contains(place), "the script has no place `{place}`:\n{}", self.0);
        Self(self.0.replace(place, with))
    }

    #[track_caller]
    fn insert_before(self, place: &str, text: &str) -> Self {
        self.insert(place, &format!("{text}{place}"))
    }

    #[track_caller]
    fn insert_after(self, place: &str, text: &str) -> Self {
        self.insert(place, &format!("{place}{text}"))
    }

    /// The values of options that take lists, which are between one of `starts` and `end`, in terms of
    /// both.
    #[track_caller]
    fn each_list(
        mut self,
        starts: impl IntoIterator<Item = String>,
        end: &str,
        list: impl Fn(&str, &str) -> String,
    ) -> Self {
        for start in starts {
            let mut parts = self.0.split(&start);
            let mut script = parts.next().expect("there is a first part").to_owned();
            for part in parts {
                let (values, rest) = part.split_once(end).expect("the values end");
                script.push_str(&list(&start, values));
                script.push_str(rest);
            }
            assert!(script != self.0, "the script has no place `{start}`:\n{}", self.0);
            self.0 = script;
        }
        self
    }

    /// At the first place.
    #[track_caller]
    fn insert(self, place: &str, with: &str) -> Self {
        assert!(self.0.contains(place), "the script has no place `{place}`:\n{}", self.0);
        Self(self.0.replacen(place, with, 1))
    }
}

#[test]
fn completions_folder_is_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (name, Script(text)) in files() {
        assert!(!text.contains("MARK_"), "a mark is left in {name}");
        let path = folder.join(name);
        if env::var_os("IMCODE_REFRESH").is_some() {
            fs::write(&path, text).expect("the file can be written");
        } else {
            let held = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            assert!(held == text, "completions/{name} is stale; refresh it: {REFRESH}");
        }
    }
}
