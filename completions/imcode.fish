# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_imcode_global_optspecs
    string join \n fields= f/format= json color= lang= codes= exact h/help V/version
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

# Codes and constants as they are now, once one is begun: commands and options come first.
function __imcode_codes
    set -l word (commandline -ct)
    test -n "$word"; or return
    set -l field code
    string match -qr '^[A-Z]' -- $word; and set field name
    command imcode list --lang auto --fields $field,summary 2>/dev/null | string match -r '^-?\w.*'
end

# Ids, and the last part of them, which several may share.
function __imcode_categories
    command imcode categories --lang auto --fields category,title 2>/dev/null | sed 'p; s/^[^\t]*\.//'
end

function __imcode_layers
    command imcode categories --fields layer 2>/dev/null | sort -u
end

# No subcommand yet: no word, an option that lacks its value, or a code.
function __imcode_without_command
    set -l word (__fish_imcode_needs_command)
    or test -z "$word"
    or string match -qr '^[0-9A-Z]' -- "$word"
end

# The next item of a list with commas, of these and what explains them.
function __imcode_list
    set -l begun (string match -r '^(?:--[^=]*=)?(.*,)' -- (commandline -ct))[2]
    for row in $argv
        contains -- (string split \t -- $row)[1] (string split , -- "$begun")
        or echo "$begun$row"
    end
end

complete -c imcode -n "__imcode_without_command" -l fields -d 'Only these fields, in this order, separated by commas' -r -f -a "(__imcode_list code through name aliases layer category summary detail action retry related note asked by source basis zh since until score matched)"
complete -c imcode -n "__imcode_without_command" -s f -l format -d 'Output format [default: card or table on a terminal, else tsv]' -r -f -a "card\t'For people: each result in full'
table\t'For people: a row per result'
tsv\t'For pipes: a line per result, columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__imcode_without_command" -l color -d 'When to use color [default: auto]' -r -f -a "auto\t'When writing to a terminal (respects NO_COLOR and TERM=dumb)'
always\t''
never\t''"
complete -c imcode -n "__imcode_without_command" -l lang -d 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]' -r -f -a "en\t'English'
zh\t'Chinese'
both\t'Both, on cards'
auto\t'As the locale says, in a pipe too'"
complete -c imcode -n "__imcode_without_command" -l codes -d 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)' -r -F
complete -c imcode -n "__imcode_without_command" -l json -d 'Same as --format json'
complete -c imcode -n "__imcode_without_command" -l exact -d 'Never search for words: only codes, ranges and names are answered'
complete -c imcode -n "__imcode_without_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__imcode_without_command" -s V -l version -d 'Print version'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "annotate" -d 'Copy a log and explain each code below its line'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "stats" -d 'Count the codes in a log'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "list" -d 'List codes by range, category, layer or retry'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "search" -d 'Search codes by words, in English or Chinese; best match first'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "categories" -d 'List the categories and how many codes each has'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "check" -d 'Check code files; print every fault as `file:line: cause`'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "template" -d 'Print a code file to start from, for the codes of your webhook'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "schema" -d 'Print the JSON Schema of code files, for editors'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "completions" -d 'Print a shell completion script'
complete -c imcode -n "__fish_imcode_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l explain -d 'When to explain a code in full' -r -f -a "first\t'In full the first time, then in short'
every\t'In full every time'
once\t'In full the first time, then not at all'"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l product -d 'Whose log it is' -r -f -a "auto\t'Not known: a line or record on another product counts only if it names Chat'
assume\t'Tencent Cloud Chat\'s alone: every code behind a key counts'
require\t'Several products\': codes count only where Tencent Cloud Chat is named'"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l encoding -d 'Encoding of the files; what is decoded is written in UTF-8' -r -f -a "auto\t'By the byte order mark, or the first line that is not ASCII'
utf-8\t'As it is'
utf-16le\t'Of Windows, low byte first'
utf-16be\t'High byte first'
gb18030\t'Chinese; also GBK and GB2312'"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l fields -d 'Only these fields, in this order, separated by commas' -r -f -a "(__imcode_list file line column text code through name aliases layer category summary detail action retry related note asked by source basis zh since until)"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -s f -l format -d 'Output format [default: card or table on a terminal, else tsv]' -r -f -a "card\t'For people: each result in full'
table\t'For people: a row per result'
tsv\t'For pipes: a line per result, columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l color -d 'When to use color [default: auto]' -r -f -a "auto\t'When writing to a terminal (respects NO_COLOR and TERM=dumb)'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l lang -d 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]' -r -f -a "en\t'English'
zh\t'Chinese'
both\t'Both, on cards'
auto\t'As the locale says, in a pipe too'"
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l codes -d 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l only -d 'Print only lines with codes, with line numbers'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l enrich -d 'Of a log of JSON objects, add to each a member `imcode` with its codes'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l why -d 'Print lines with known numbers, and why each is a code or none'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l loose -d 'Accept every known number that is a word of its own'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -l json -d 'Same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand annotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l product -d 'Whose log it is' -r -f -a "auto\t'Not known: a line or record on another product counts only if it names Chat'
assume\t'Tencent Cloud Chat\'s alone: every code behind a key counts'
require\t'Several products\': codes count only where Tencent Cloud Chat is named'"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -s n -l limit -d 'Show at most N codes' -r
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l encoding -d 'Encoding of the files' -r -f -a "auto\t'By the byte order mark, or the first line that is not ASCII'
utf-8\t'As it is'
utf-16le\t'Of Windows, low byte first'
utf-16be\t'High byte first'
gb18030\t'Chinese; also GBK and GB2312'"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l fields -d 'Only these fields, in this order, separated by commas' -r -f -a "(__imcode_list count share first last code through name aliases layer category summary detail action retry related note asked by source basis zh since until)"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -s f -l format -d 'Output format [default: card or table on a terminal, else tsv]' -r -f -a "card\t'For people: each result in full'
table\t'For people: a row per result'
tsv\t'For pipes: a line per result, columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l color -d 'When to use color [default: auto]' -r -f -a "auto\t'When writing to a terminal (respects NO_COLOR and TERM=dumb)'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l lang -d 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]' -r -f -a "en\t'English'
zh\t'Chinese'
both\t'Both, on cards'
auto\t'As the locale says, in a pipe too'"
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l codes -d 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l loose -d 'Accept every known number that is a word of its own'
complete -c imcode -n "__fish_imcode_using_subcommand stats" -l json -d 'Same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand list" -s c -l category -d 'Only these categories, separated by commas: the id or its last part, see `imcode categories`' -r -f -a "(__imcode_list (__imcode_categories))"
complete -c imcode -n "__fish_imcode_using_subcommand list" -s l -l layer -d 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`' -r -f -a "(__imcode_list (__imcode_layers))"
complete -c imcode -n "__fish_imcode_using_subcommand list" -s r -l retry -d 'Only codes with one of these verdicts, separated by commas' -r -f -a "(__imcode_list yes\t'transient; repeat the same call with growing delays' wait\t'a rate or quota limit; repeat only slower' login\t'get a fresh UserSig, log in, then repeat' no\t'the same call fails again: do what the action says' unknown\t'documented causes differ, or none is documented; decide by the action')"
complete -c imcode -n "__fish_imcode_using_subcommand list" -l fields -d 'Only these fields, in this order, separated by commas' -r -f -a "(__imcode_list code through name aliases layer category summary detail action retry related note asked by source basis zh since until)"
complete -c imcode -n "__fish_imcode_using_subcommand list" -s f -l format -d 'Output format [default: card or table on a terminal, else tsv]' -r -f -a "card\t'For people: each result in full'
table\t'For people: a row per result'
tsv\t'For pipes: a line per result, columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand list" -l color -d 'When to use color [default: auto]' -r -f -a "auto\t'When writing to a terminal (respects NO_COLOR and TERM=dumb)'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand list" -l lang -d 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]' -r -f -a "en\t'English'
zh\t'Chinese'
both\t'Both, on cards'
auto\t'As the locale says, in a pipe too'"
complete -c imcode -n "__fish_imcode_using_subcommand list" -l codes -d 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand list" -l json -d 'Same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand search" -s n -l limit -d 'Show at most N codes' -r
complete -c imcode -n "__fish_imcode_using_subcommand search" -s c -l category -d 'Only these categories, separated by commas: the id or its last part, see `imcode categories`' -r -f -a "(__imcode_list (__imcode_categories))"
complete -c imcode -n "__fish_imcode_using_subcommand search" -s l -l layer -d 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`' -r -f -a "(__imcode_list (__imcode_layers))"
complete -c imcode -n "__fish_imcode_using_subcommand search" -s r -l retry -d 'Only codes with one of these verdicts, separated by commas' -r -f -a "(__imcode_list yes\t'transient; repeat the same call with growing delays' wait\t'a rate or quota limit; repeat only slower' login\t'get a fresh UserSig, log in, then repeat' no\t'the same call fails again: do what the action says' unknown\t'documented causes differ, or none is documented; decide by the action')"
complete -c imcode -n "__fish_imcode_using_subcommand search" -l fields -d 'Only these fields, in this order, separated by commas' -r -f -a "(__imcode_list code through name aliases layer category summary detail action retry related note asked by source basis zh since until score matched)"
complete -c imcode -n "__fish_imcode_using_subcommand search" -s f -l format -d 'Output format [default: card or table on a terminal, else tsv]' -r -f -a "card\t'For people: each result in full'
table\t'For people: a row per result'
tsv\t'For pipes: a line per result, columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand search" -l color -d 'When to use color [default: auto]' -r -f -a "auto\t'When writing to a terminal (respects NO_COLOR and TERM=dumb)'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand search" -l lang -d 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]' -r -f -a "en\t'English'
zh\t'Chinese'
both\t'Both, on cards'
auto\t'As the locale says, in a pipe too'"
complete -c imcode -n "__fish_imcode_using_subcommand search" -l codes -d 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand search" -l json -d 'Same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l fields -d 'Only these fields, in this order, separated by commas' -r -f -a "(__imcode_list category layer title codes)"
complete -c imcode -n "__fish_imcode_using_subcommand categories" -s f -l format -d 'Output format [default: card or table on a terminal, else tsv]' -r -f -a "card\t'For people: each result in full'
table\t'For people: a row per result'
tsv\t'For pipes: a line per result, columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l color -d 'When to use color [default: auto]' -r -f -a "auto\t'When writing to a terminal (respects NO_COLOR and TERM=dumb)'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l lang -d 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]' -r -f -a "en\t'English'
zh\t'Chinese'
both\t'Both, on cards'
auto\t'As the locale says, in a pipe too'"
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l codes -d 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand categories" -l json -d 'Same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand categories" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand check" -s f -l format -d 'Output format [default: card or table on a terminal, else tsv]' -r -f -a "card\t'For people: each result in full'
table\t'For people: a row per result'
tsv\t'For pipes: a line per result, columns separated by tabs'
json\t'One JSON array'
jsonl\t'One JSON object per line'"
complete -c imcode -n "__fish_imcode_using_subcommand check" -l color -d 'When to use color [default: auto]' -r -f -a "auto\t'When writing to a terminal (respects NO_COLOR and TERM=dumb)'
always\t''
never\t''"
complete -c imcode -n "__fish_imcode_using_subcommand check" -l lang -d 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]' -r -f -a "en\t'English'
zh\t'Chinese'
both\t'Both, on cards'
auto\t'As the locale says, in a pipe too'"
complete -c imcode -n "__fish_imcode_using_subcommand check" -l codes -d 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)' -r -F
complete -c imcode -n "__fish_imcode_using_subcommand check" -l json -d 'Same as --format json'
complete -c imcode -n "__fish_imcode_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c imcode -n "__fish_imcode_using_subcommand template" -s h -l help -d 'Print help'
complete -c imcode -n "__fish_imcode_using_subcommand schema" -l record -d 'Print the schema of the JSON output instead'
complete -c imcode -n "__fish_imcode_using_subcommand schema" -s h -l help -d 'Print help'
complete -c imcode -n "__fish_imcode_using_subcommand completions" -s h -l help -d 'Print help'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "annotate" -d 'Copy a log and explain each code below its line'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "stats" -d 'Count the codes in a log'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "list" -d 'List codes by range, category, layer or retry'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "search" -d 'Search codes by words, in English or Chinese; best match first'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "categories" -d 'List the categories and how many codes each has'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "check" -d 'Check code files; print every fault as `file:line: cause`'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "template" -d 'Print a code file to start from, for the codes of your webhook'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "schema" -d 'Print the JSON Schema of code files, for editors'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "completions" -d 'Print a shell completion script'
complete -c imcode -n "__fish_imcode_using_subcommand help; and not __fish_seen_subcommand_from annotate stats list search categories check template schema completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c imcode -n "__imcode_without_command" -f -k -a "(__imcode_codes)"
complete -c imcode -n "__fish_imcode_using_subcommand list" -f -k -a "(__imcode_codes)"
complete -c imcode -n "__fish_imcode_using_subcommand search" -f
complete -c imcode -n "__fish_imcode_using_subcommand completions" -f -a "bash elvish fish nushell powershell zsh"
