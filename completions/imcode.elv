
use builtin;
use re;
use str;

set edit:completion:arg-completer[imcode] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    # The items of a list before the one to be completed.
    var begun = ''
    var taken = []
    fn cand {|text desc|
        if (has-value $taken $text) {
            return
        }
        edit:complex-candidate $begun$text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    fn item {|@texts|
        each {|text| if (not (has-value $taken $text)) { put $begun$text } } $texts
    }
    # Rows of imcode: a text, each once, and what explains it.
    fn candidates {|@arguments|
        var seen = [&]
        try {
            e:imcode $@arguments --lang auto --format tsv 2>&- | each {|row|
                var columns = [(str:split "\t" $row)]
                if (not (or (has-key $seen $columns[0]) (eq $columns[0] -))) {
                    set seen[$columns[0]] = $true
                    cand $columns[0] $columns[-1]
                }
            }
        } catch _ { }
    }
    # Ids, and the last part of them, which several may share.
    fn categories {
        candidates categories --fields category,title
        try {
            item (e:imcode categories --fields category 2>&- | each {|id| str:split . $id | take 2 | drop 1 } | order | compact)
        } catch _ { }
    }
    # Codes and constants, once one is begun: commands and options come first.
    fn codes {
        if (re:match '^[A-Z]' $words[-1]) {
            candidates list --fields name,summary
        } elif (re:match '^[-0-9]' $words[-1]) {
            candidates list --fields code,summary
        }
    }
    # A list with commas: the next item is completed.
    fn begin-item {
        set begun = (re:replace '[^,]*$' '' $words[-1])
        set taken = [(str:split , $begun)]
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
        &'imcode;categories --fields'= {
            item category layer title codes
        }
        &'imcode;list --fields'= {
            item code through name aliases layer category summary detail action retry related note asked by source basis zh since until
        }
        &'imcode;search --retry'= {
            cand yes 'transient; repeat the same call with growing delays'
            cand wait 'a rate or quota limit; repeat only slower'
            cand login 'get a fresh UserSig, log in, then repeat'
            cand no 'the same call fails again: do what the action says'
            cand unknown 'documented causes differ, or none is documented; decide by the action'
        }
        &'imcode;search -r'= {
            cand yes 'transient; repeat the same call with growing delays'
            cand wait 'a rate or quota limit; repeat only slower'
            cand login 'get a fresh UserSig, log in, then repeat'
            cand no 'the same call fails again: do what the action says'
            cand unknown 'documented causes differ, or none is documented; decide by the action'
        }
        &'imcode;list --retry'= {
            cand yes 'transient; repeat the same call with growing delays'
            cand wait 'a rate or quota limit; repeat only slower'
            cand login 'get a fresh UserSig, log in, then repeat'
            cand no 'the same call fails again: do what the action says'
            cand unknown 'documented causes differ, or none is documented; decide by the action'
        }
        &'imcode;list -r'= {
            cand yes 'transient; repeat the same call with growing delays'
            cand wait 'a rate or quota limit; repeat only slower'
            cand login 'get a fresh UserSig, log in, then repeat'
            cand no 'the same call fails again: do what the action says'
            cand unknown 'documented causes differ, or none is documented; decide by the action'
        }
        &'imcode;search --layer'= {
            candidates categories --fields layer
        }
        &'imcode;search -l'= {
            candidates categories --fields layer
        }
        &'imcode;list --layer'= {
            candidates categories --fields layer
        }
        &'imcode;list -l'= {
            candidates categories --fields layer
        }
        &'imcode;search --category'= {
            categories
        }
        &'imcode;search -c'= {
            categories
        }
        &'imcode;list --category'= {
            categories
        }
        &'imcode;list -c'= {
            categories
        }
        &'imcode;stats --fields'= {
            item count share first last code through name aliases layer category summary detail action retry related note asked by source basis zh since until
        }
        &'imcode;annotate --fields'= {
            item file line column text code through name aliases layer category summary detail action retry related note asked by source basis zh since until
        }
        &'imcode;stats --encoding'= {
            cand auto 'By the byte order mark, or the first line that is not ASCII'
            cand utf-8 'As it is'
            cand utf-16le 'Of Windows, low byte first'
            cand utf-16be 'High byte first'
            cand gb18030 'Chinese; also GBK and GB2312'
        }
        &'imcode;annotate --encoding'= {
            cand auto 'By the byte order mark, or the first line that is not ASCII'
            cand utf-8 'As it is'
            cand utf-16le 'Of Windows, low byte first'
            cand utf-16be 'High byte first'
            cand gb18030 'Chinese; also GBK and GB2312'
        }
        &'imcode;stats --product'= {
            cand auto 'Not known: a line or record on another product counts only if it names Chat'
            cand assume 'Tencent Cloud Chat''s alone: every code behind a key counts'
            cand require 'Several products'': codes count only where Tencent Cloud Chat is named'
        }
        &'imcode;annotate --product'= {
            cand auto 'Not known: a line or record on another product counts only if it names Chat'
            cand assume 'Tencent Cloud Chat''s alone: every code behind a key counts'
            cand require 'Several products'': codes count only where Tencent Cloud Chat is named'
        }
        &'imcode;annotate --explain'= {
            cand first 'In full the first time, then in short'
            cand every 'In full every time'
            cand once 'In full the first time, then not at all'
        }
        &'imcode;check --lang'= {
            cand en 'English'
            cand zh 'Chinese'
            cand both 'Both, on cards'
            cand auto 'As the locale says, in a pipe too'
        }
        &'imcode;categories --lang'= {
            cand en 'English'
            cand zh 'Chinese'
            cand both 'Both, on cards'
            cand auto 'As the locale says, in a pipe too'
        }
        &'imcode;search --lang'= {
            cand en 'English'
            cand zh 'Chinese'
            cand both 'Both, on cards'
            cand auto 'As the locale says, in a pipe too'
        }
        &'imcode;list --lang'= {
            cand en 'English'
            cand zh 'Chinese'
            cand both 'Both, on cards'
            cand auto 'As the locale says, in a pipe too'
        }
        &'imcode;stats --lang'= {
            cand en 'English'
            cand zh 'Chinese'
            cand both 'Both, on cards'
            cand auto 'As the locale says, in a pipe too'
        }
        &'imcode;annotate --lang'= {
            cand en 'English'
            cand zh 'Chinese'
            cand both 'Both, on cards'
            cand auto 'As the locale says, in a pipe too'
        }
        &'imcode --lang'= {
            cand en 'English'
            cand zh 'Chinese'
            cand both 'Both, on cards'
            cand auto 'As the locale says, in a pipe too'
        }
        &'imcode;check --color'= {
            cand auto 'When writing to a terminal (respects NO_COLOR and TERM=dumb)' always never
        }
        &'imcode;categories --color'= {
            cand auto 'When writing to a terminal (respects NO_COLOR and TERM=dumb)' always never
        }
        &'imcode;search --color'= {
            cand auto 'When writing to a terminal (respects NO_COLOR and TERM=dumb)' always never
        }
        &'imcode;list --color'= {
            cand auto 'When writing to a terminal (respects NO_COLOR and TERM=dumb)' always never
        }
        &'imcode;stats --color'= {
            cand auto 'When writing to a terminal (respects NO_COLOR and TERM=dumb)' always never
        }
        &'imcode;annotate --color'= {
            cand auto 'When writing to a terminal (respects NO_COLOR and TERM=dumb)' always never
        }
        &'imcode --color'= {
            cand auto 'When writing to a terminal (respects NO_COLOR and TERM=dumb)' always never
        }
        &'imcode;check --format'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;check -f'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;categories --format'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;categories -f'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;search --format'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;search -f'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;list --format'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;list -f'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;stats --format'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;stats -f'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;annotate --format'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;annotate -f'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode --format'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode -f'= {
            cand card 'For people: each result in full'
            cand table 'For people: a row per result'
            cand tsv 'For pipes: a line per result, columns separated by tabs'
            cand json 'One JSON array'
            cand jsonl 'One JSON object per line'
        }
        &'imcode;search --fields'= {
            item code through name aliases layer category summary detail action retry related note asked by source basis zh since until score matched
        }
        &'imcode --fields'= {
            item code through name aliases layer category summary detail action retry related note asked by source basis zh since until score matched
        }
        &'imcode'= {
            codes
            cand --fields 'Only these fields, in this order, separated by commas'
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
            cand --product 'Whose log it is'
            cand --encoding 'Encoding of the files; what is decoded is written in UTF-8'
            cand --fields 'Only these fields, in this order, separated by commas'
            cand -f 'Output format [default: card or table on a terminal, else tsv]'
            cand --format 'Output format [default: card or table on a terminal, else tsv]'
            cand --color 'When to use color [default: auto]'
            cand --lang 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]'
            cand --codes 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)'
            cand --only 'Print only lines with codes, with line numbers'
            cand --enrich 'Of a log of JSON objects, add to each a member `imcode` with its codes'
            cand --why 'Print lines with known numbers, and why each is a code or none'
            cand --loose 'Accept every known number that is a word of its own'
            cand --json 'Same as --format json'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'imcode;stats'= {
            cand --product 'Whose log it is'
            cand -n 'Show at most N codes'
            cand --limit 'Show at most N codes'
            cand --encoding 'Encoding of the files'
            cand --fields 'Only these fields, in this order, separated by commas'
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
            codes
            cand -c 'Only these categories, separated by commas: the id or its last part, see `imcode categories`'
            cand --category 'Only these categories, separated by commas: the id or its last part, see `imcode categories`'
            cand -l 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`'
            cand --layer 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`'
            cand -r 'Only codes with one of these verdicts, separated by commas'
            cand --retry 'Only codes with one of these verdicts, separated by commas'
            cand --fields 'Only these fields, in this order, separated by commas'
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
            cand -c 'Only these categories, separated by commas: the id or its last part, see `imcode categories`'
            cand --category 'Only these categories, separated by commas: the id or its last part, see `imcode categories`'
            cand -l 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`'
            cand --layer 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`'
            cand -r 'Only codes with one of these verdicts, separated by commas'
            cand --retry 'Only codes with one of these verdicts, separated by commas'
            cand --fields 'Only these fields, in this order, separated by commas'
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
            cand --fields 'Only these fields, in this order, separated by commas'
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
            item bash elvish fish nushell powershell zsh
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
            if (re:match ' (-[clr]|--(category|layer|retry|fields))$' $place) {
                begin-item
            }
            $completions[$place]
            break
        }
    }
}
