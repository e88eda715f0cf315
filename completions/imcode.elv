
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
    # What the tables hold now: column $text of each row, each text once, explained by $desc.
    fn candidates {|table text desc|
        var seen = [&]
        try {
            e:imcode $table --format plain 2>&- | each {|row|
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
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand --exact 'Never search for words: only codes, ranges and names are answered'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand annotate 'Explain the codes in a log: every byte passes through, explanations stand after the lines'
            cand stats 'Count the codes in a log'
            cand list 'List codes, by range, category, layer or retry'
            cand search 'Find codes by words: half-remembered, misspelt, in English or Chinese; best first'
            cand categories 'List the categories, with the number of codes in each'
            cand check 'Check tables of your own: every fault, as `file:line: cause`'
            cand new-table 'Print a table to start from, for the codes of your webhook'
            cand schema 'Print the JSON Schema of tables, for editors'
            cand completions 'Print the completion script of a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'imcode;annotate'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand --every 'Explain a code in full each time, not only the first time'
            cand --once 'Explain a code the first time, and never mention it again'
            cand --only 'Print only the lines with codes, with line numbers'
            cand --loose 'Take every known number that stands alone for a code'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;stats'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand --loose 'Take every known number that stands alone for a code'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;list'= {
            candidates list 0 4
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand -c 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand --category 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand -l 'Only this layer: sdk, server, v3, or a layer of your own table'
            cand --layer 'Only this layer: sdk, server, v3, or a layer of your own table'
            cand -r 'Only codes with this advice on repeating the call'
            cand --retry 'Only codes with this advice on repeating the call'
            cand --json 'The same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;search'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand -n 'Show at most this many'
            cand --limit 'Show at most this many'
            cand -c 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand --category 'Only this category: its id, or the last part of it (`account` is both accounts)'
            cand -l 'Only this layer: sdk, server, v3, or a layer of your own table'
            cand --layer 'Only this layer: sdk, server, v3, or a layer of your own table'
            cand -r 'Only codes with this advice on repeating the call'
            cand --retry 'Only codes with this advice on repeating the call'
            cand --json 'The same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;categories'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;check'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;new-table'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;schema'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand --record 'Print the one of the JSON output instead'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;completions'= {
            cand -f 'How to write results [default: table on a terminal, else plain]'
            cand --format 'How to write results [default: table on a terminal, else plain]'
            cand --color 'When to use colour'
            cand --table 'Ask a table of your own first; of several, the last one first'
            cand --json 'The same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;help'= {
            cand annotate 'Explain the codes in a log: every byte passes through, explanations stand after the lines'
            cand stats 'Count the codes in a log'
            cand list 'List codes, by range, category, layer or retry'
            cand search 'Find codes by words: half-remembered, misspelt, in English or Chinese; best first'
            cand categories 'List the categories, with the number of codes in each'
            cand check 'Check tables of your own: every fault, as `file:line: cause`'
            cand new-table 'Print a table to start from, for the codes of your webhook'
            cand schema 'Print the JSON Schema of tables, for editors'
            cand completions 'Print the completion script of a shell'
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
        &'imcode;help;new-table'= {
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
