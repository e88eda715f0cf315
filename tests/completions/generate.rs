//! Makes the files of `completions/` from the definitions in `args.rs`, and holds them current.
//!
//! `clap_complete` knows what is fixed. Codes, categories and layers, those of the user's code files
//! too, a script asks of the program when it completes, with the functions in `candidates.*`. To find
//! the places for these calls, the arguments get a mark as their one possible value before the
//! script is made. A place that is not found fails the test.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory as _, ValueHint};
use clap_complete::{Generator, Shell};
use clap_complete_nushell::Nushell;

use crate::args::Cli;
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

/// With the arguments of the subcommands, which parsing adds only to the one in use.
fn definition() -> Command {
    let mut command = Cli::command();
    command.build();
    command
}

fn bash() -> Script {
    Script::new(Shell::Bash, marked(definition()))
        .replace("MARK_CODES", "$(_imcode_codes)")
        .replace("MARK_CATEGORIES", "$(_imcode_categories)")
        .replace("MARK_LAYERS", "$(_imcode_layers)")
        .insert_before("_imcode() {", include_str!("candidates.bash"))
}

/// Elvish's generator completes no values: those of options go to places of their own.
fn elvish() -> Script {
    let mut script = Script::new(Shell::Elvish, definition())
        .replace("use str;", "use re;\nuse str;")
        .insert_before("    var command = 'imcode'\n", include_str!("candidates.elv"))
        .insert_after(
            "    for word $words[1..-1] {\n",
            "        if (re:match '^-?[0-9]|^[A-Z]' $word) {\n            continue\n        }\n",
        )
        .replace(
            "    $completions[$command]\n",
            "    for place [$command' '$words[-2] $command] {\n        \
             if (has-key $completions $place) {\n            \
             $completions[$place]\n            break\n        }\n    }\n",
        );
    for place in places(Asked::Codes) {
        let place = format!("&'{place}'= {{\n");
        script = script.insert_after(&place, "            candidates list 0 4\n");
    }
    for (asked, columns) in [(Asked::Categories, "0 2"), (Asked::Layers, "1 1")] {
        for place in places(asked) {
            let values = format!("        &'{place}'= {{ candidates categories {columns} }}\n");
            script = script.insert_after("    var completions = [\n", &values);
        }
    }
    script
}

fn fish() -> Script {
    let mut script = Script::new(Shell::Fish, marked(without_operands(&definition())))
        .replace("MARK_CATEGORIES\\t''", "(__imcode_categories)")
        .replace("MARK_LAYERS\\t''", "(__imcode_layers)")
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
        .replace("[ \"MARK_CODES\" ]", "nu-complete imcode codes")
        .replace("[ \"MARK_CATEGORIES\" ]", "nu-complete imcode categories")
        .replace("[ \"MARK_LAYERS\" ]", "nu-complete imcode layers")
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
    for place in places(Asked::Codes) {
        let place = format!("        '{place}' {{\n");
        let values =
            "            imcode list --lang auto --format tsv 2>$null | New-Candidate 0 4\n";
        script = script.insert_after(&place, values);
    }
    for (asked, columns) in [(Asked::Categories, "0 2"), (Asked::Layers, "1 1")] {
        let values = format!(
            "        {{ \"$_ $previous\" -cin '{}' }} {{\n            \
             imcode categories --lang auto --format tsv 2>$null | New-Candidate {columns} |\n                \
             Sort-Object -Property ListItemText -Unique\n            break\n        }}\n",
            places(asked).join("', '")
        );
        script = script.insert_after(switch, &values);
    }
    script
}

fn zsh() -> Script {
    Script::new(Shell::Zsh, marked(without_operands(&definition())))
        .replace("(MARK_CODES)", "_imcode_codes")
        .replace("(MARK_CATEGORIES)", "_imcode_categories")
        .replace("(MARK_LAYERS)", "_imcode_layers")
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

/// Where an argument asks for it: `imcode;list` for an operand, `imcode;list --layer` for an option.
fn places(asked: Asked) -> Vec<String> {
    let command = definition();
    let root = std::iter::once((String::from("imcode"), &command));
    let subcommands =
        command.get_subcommands().map(|sub| (format!("imcode;{}", sub.get_name()), sub));
    let mut places = Vec::new();
    for (path, command) in root.chain(subcommands) {
        for argument in
            command.get_arguments().filter(|argument| Asked::by(argument) == Some(asked))
        {
            if argument.is_positional() {
                places.push(path.clone());
            }
            places.extend(argument.get_short().map(|short| format!("{path} -{short}")));
            places.extend(argument.get_long().map(|long| format!("{path} --{long}")));
        }
    }
    assert!(!places.is_empty(), "no argument asks for {asked:?}");
    places
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
