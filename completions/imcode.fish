# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_imcode_global_optspecs
    string join \n f/format= json color= table= exact h/help V/version
end

function __fish_imcode_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    set -q cmd[1]
    and set cmd (string replace -r '^-(?=[0-9])' '' -- $cmd)
    argparse -s (__fish_imcode_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_imcode_using_subcommand
    set -l cmd (__fish_imcode_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

# What the tables hold now.
function __imcode_codes
    command imcode list --format plain 2>/dev/null | cut -f1,5
end

function __imcode_categories
    command imcode categories --format plain 2>/dev/null | cut -f1,3
end

function __imcode_layers
    command imcode categories --format plain 2>/dev/null | cut -f2 | sort -u
end

# No subcommand stands in the line: no word yet, or a code.
function __imcode_without_command
    set -l word (__fish_imcode_needs_command)
    or string match -qr '^[0-9A-Z]' -- "$word"
end

complete -c imcode -n "__imcode_without_command" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__imcode_without_command" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__imcode_without_command" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__imcode_without_command" -l json -d 'The same as --format json'
complete -c imcode -n "__imcode_without_command" -l exact -d 'Never search for words: only codes, ranges and names are answered'
complete -c imcode -n "__imcode_without_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__imcode_without_command" -s V -l version -d 'Print version'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "annotate" -d 'Explain the codes in a log: every byte passes through, explanations stand after the lines'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "stats" -d 'Count the codes in a log'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "list" -d 'List codes, by range, category, layer or retry'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "search" -d 'Find codes by words: half-remembered, misspelt, in English or Chinese; best first'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "categories" -d 'List the categories, with the number of codes in each'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "check" -d 'Check tables of your own: every fault, as `file:line: cause`'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "new-table" -d 'Print a table to start from, for the codes of your webhook'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "schema" -d 'Print the JSON Schema of tables, for editors'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l every -d 'Explain a code in full each time, not only the first time'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l once -d 'Explain a code the first time, and never mention it again'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l only -d 'Print only the lines with codes, with line numbers'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l loose -d 'Take every known number that stands alone for a code'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand stats" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l loose -d 'Take every known number that stands alone for a code'
complete -c imcode -n "__fish_imcode_using_subcommand stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand list" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand list" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand list" -s c -l category -d 'Only this category: its id, or the last part of it (`account` is both accounts)' -r -f -a "(__imcode_categories)"
complete -c imcode -n "__fish_imcode_using_subcommand list" -s l -l layer -d 'Only this layer: sdk, server, v3, or a layer of your own table' -r -f -a "(__imcode_layers)"
complete -c imcode -n "__fish_imcode_using_subcommand list" -s r -l retry -d 'Only codes with this advice on repeating the call' -r -f -a "yes\t'transient; repeat the same call with growing delays'
wait\t'a rate or quota limit; repeat only slower'
login\t'get a fresh UserSig, log in, then repeat'
no\t'fails again until what the action says is done'
unknown\t'the app\'s own code; only the app knows'"
complete -c imcode -n "__fish_imcode_using_subcommand list" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand search" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand search" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand search" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand search" -s n -l limit -d 'Show at most this many' -r
complete -c imcode -n "__fish_imcode_using_subcommand search" -s c -l category -d 'Only this category: its id, or the last part of it (`account` is both accounts)' -r -f -a "(__imcode_categories)"
complete -c imcode -n "__fish_imcode_using_subcommand search" -s l -l layer -d 'Only this layer: sdk, server, v3, or a layer of your own table' -r -f -a "(__imcode_layers)"
complete -c imcode -n "__fish_imcode_using_subcommand search" -s r -l retry -d 'Only codes with this advice on repeating the call' -r -f -a "yes\t'transient; repeat the same call with growing delays'
wait\t'a rate or quota limit; repeat only slower'
login\t'get a fresh UserSig, log in, then repeat'
no\t'fails again until what the action says is done'
unknown\t'the app\'s own code; only the app knows'"
complete -c imcode -n "__fish_imcode_using_subcommand search" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand categories" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand categories" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand check" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand check" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand check" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand check" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand new-table" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand new-table" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand new-table" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand new-table" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand new-table" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand schema" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand schema" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand schema" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand schema" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand schema" -l record -d 'Print the one of the JSON output instead'
complete -c imcode -n "__fish_imcode_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand completions" -s f -l format -d 'How to write results [default: table on a terminal, else plain]' -r -f -a "table\t'For people: cards and tables'
plain\t'For pipes: lines, with columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR or TERM=dumb says otherwise'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand completions" -l table -d 'Ask a table of your own first; of several, the last one first' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand completions" -l json -d 'The same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "annotate" -d 'Explain the codes in a log: every byte passes through, explanations stand after the lines'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "stats" -d 'Count the codes in a log'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "list" -d 'List codes, by range, category, layer or retry'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "search" -d 'Find codes by words: half-remembered, misspelt, in English or Chinese; best first'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "categories" -d 'List the categories, with the number of codes in each'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "check" -d 'Check tables of your own: every fault, as `file:line: cause`'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "new-table" -d 'Print a table to start from, for the codes of your webhook'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "schema" -d 'Print the JSON Schema of tables, for editors'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check new-table schema completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c imcode -n "__imcode_without_command" -f -k -a "(__imcode_codes)"
complete -c imcode -n "__fish_imcode_using_subcommand list" -f -k -a "(__imcode_codes)"
complete -c imcode -n "__fish_imcode_using_subcommand search" -f
complete -c imcode -n "__fish_imcode_using_subcommand completions" -f -a "bash elvish fish nushell powershell zsh"
