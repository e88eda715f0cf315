
use builtin;
use re;
use str;

set edit:completion:arg-completer[imcode] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    # Codes, categories and layers as they are now: column $text of each row, each text once, explained by $desc.
    fn candidates {|table text desc|
        var seen = [&]
        try {
            e:imcode $table --lang auto --format tsv 2>&- | each {|row|
                var columns = [(str:split "\t" $row)]
                if (not (has-key $seen $columns[$text])) {
                    set seen[$columns[$text]] = $true
                    cand $columns[$text] $columns[$desc]
                }
            }
        } catch _ { }
    }
    var command = 'imcode'
    for word $words[1..-1] {
        if (re:match '^-?[0-9]|^[A-Z]' $word) {
            continue
        }
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'imcode;search --layer'= { candidates categories 1 1 }
        &'imcode;search -l'= { candidates categories 1 1 }
        &'imcode;list --layer'= { candidates categories 1 1 }
        &'imcode;list -l'= { candidates categories 1 1 }
        &'imcode;search --category'= { candidates categories 0 2 }
        &'imcode;search -c'= { candidates categories 0 2 }
        &'imcode;list --category'= { candidates categories 0 2 }
        &'imcode;list -c'= { candidates categories 0 2 }
        &'imcode'= {
            candidates list 0 4
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --json 'Same as --format json'
            cand --exact 'Never search for words: only codes, ranges and names are answered'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand annotate 'Copy a log and explain each code below its line'
            cand stats 'Count the codes in a log'
            cand list 'List codes by range, category, layer or retry'
            cand search 'Search codes by words, in English or Chinese; best match first'
            cand categories 'List the categories and how many codes each has'
            cand check 'Check code files; print every fault as `file:line: cause`'
            cand template 'Print a code file to start from, for the codes of your webhook'
            cand schema 'Print the JSON Schema of code files, for editors'
            cand completions 'Print a shell completion script'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'imcode;annotate'= {
            cand --explain 'When to explain a code in full'
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --only 'Print only lines with codes, with line numbers'
            cand --why 'Print lines with known numbers, and the rule that made each a code or none'
            cand --loose 'Accept every known number that is a word of its own'
            cand --json 'Same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;stats'= {
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --loose 'Accept every known number that is a word of its own'
            cand --json 'Same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;list'= {
            candidates list 0 4
            cand -c 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand --category 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand -l 'Only this layer: sdk, server, v3, or one of your own'
            cand --layer 'Only this layer: sdk, server, v3, or one of your own'
            cand -r 'Only codes with this retry advice'
            cand --retry 'Only codes with this retry advice'
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --json 'Same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;search'= {
            cand -n 'Show at most N codes'
            cand --limit 'Show at most N codes'
            cand -c 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand --category 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand -l 'Only this layer: sdk, server, v3, or one of your own'
            cand --layer 'Only this layer: sdk, server, v3, or one of your own'
            cand -r 'Only codes with this retry advice'
            cand --retry 'Only codes with this retry advice'
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --json 'Same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;categories'= {
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --json 'Same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;check'= {
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --json 'Same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;template'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'imcode;schema'= {
            cand --record 'Print the schema of the JSON output instead'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'imcode;completions'= {
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'imcode;help'= {
            cand annotate 'Copy a log and explain each code below its line'
            cand stats 'Count the codes in a log'
            cand list 'List codes by range, category, layer or retry'
            cand search 'Search codes by words, in English or Chinese; best match first'
            cand categories 'List the categories and how many codes each has'
            cand check 'Check code files; print every fault as `file:line: cause`'
            cand template 'Print a code file to start from, for the codes of your webhook'
            cand schema 'Print the JSON Schema of code files, for editors'
            cand completions 'Print a shell completion script'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'imcode;help;annotate'= {
        }
        &'imcode;help;stats'= {
        }
        &'imcode;help;list'= {
        }
        &'imcode;help;search'= {
        }
        &'imcode;help;categories'= {
        }
        &'imcode;help;check'= {
        }
        &'imcode;help;template'= {
        }
        &'imcode;help;schema'= {
        }
        &'imcode;help;completions'= {
        }
        &'imcode;help;help'= {
        }
    ]
    for place [$command' '$words[-2] $command] {
        if (has-key $completions $place) {
            $completions[$place]
            break
        }
    }
}
