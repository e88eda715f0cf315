
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'imcode' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'imcode'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element.Extent.Text -cmatch '^-?[0-9]|^[A-Z]') { continue }
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    # Codes, categories and layers as they are now: column $Text of each row, explained by column $Tooltip.
    function New-Candidate {
        param([int]$Text, [int]$Tooltip)
        process {
            $columns = $_ -split "`t"
            [CompletionResult]::new($columns[$Text], $columns[$Text], [CompletionResultType]::ParameterValue, $columns[$Tooltip])
        }
    }

    $previous = $commandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Last 1

    $completions = @(switch ($command) {
        { "$_ $previous" -cin 'imcode;list -l', 'imcode;list --layer', 'imcode;search -l', 'imcode;search --layer' } {
            imcode categories --lang auto --format tsv 2>$null | New-Candidate 1 1 |
                Sort-Object -Property ListItemText -Unique
            break
        }
        { "$_ $previous" -cin 'imcode;list -c', 'imcode;list --category', 'imcode;search -c', 'imcode;search --category' } {
            imcode categories --lang auto --format tsv 2>$null | New-Candidate 0 2 |
                Sort-Object -Property ListItemText -Unique
            break
        }
        'imcode' {
            imcode list --lang auto --format tsv 2>$null | New-Candidate 0 4
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'Never search for words: only codes, ranges and names are answered')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('annotate', 'annotate', [CompletionResultType]::ParameterValue, 'Copy a log and explain each code below its line')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count the codes in a log')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List codes by range, category, layer or retry')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Search codes by words, in English or Chinese; best match first')
            [CompletionResult]::new('categories', 'categories', [CompletionResultType]::ParameterValue, 'List the categories and how many codes each has')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check code files; print every fault as `file:line: cause`')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Print a code file to start from, for the codes of your webhook')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of code files, for editors')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell completion script')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'imcode;annotate' {
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'When to explain a code in full')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Print only lines with codes, with line numbers')
            [CompletionResult]::new('--why', '--why', [CompletionResultType]::ParameterName, 'Print lines with known numbers, and the rule that made each a code or none')
            [CompletionResult]::new('--loose', '--loose', [CompletionResultType]::ParameterName, 'Accept every known number that is a word of its own')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;stats' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--loose', '--loose', [CompletionResultType]::ParameterName, 'Accept every known number that is a word of its own')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;list' {
            imcode list --lang auto --format tsv 2>$null | New-Candidate 0 4
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or one of your own')
            [CompletionResult]::new('--layer', '--layer', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or one of your own')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Only codes with this retry advice')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Only codes with this retry advice')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;search' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most N codes')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most N codes')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or one of your own')
            [CompletionResult]::new('--layer', '--layer', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or one of your own')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Only codes with this retry advice')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Only codes with this retry advice')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;categories' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;check' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;template' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'imcode;schema' {
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Print the schema of the JSON output instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'imcode;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'imcode;help' {
            [CompletionResult]::new('annotate', 'annotate', [CompletionResultType]::ParameterValue, 'Copy a log and explain each code below its line')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count the codes in a log')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List codes by range, category, layer or retry')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Search codes by words, in English or Chinese; best match first')
            [CompletionResult]::new('categories', 'categories', [CompletionResultType]::ParameterValue, 'List the categories and how many codes each has')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check code files; print every fault as `file:line: cause`')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Print a code file to start from, for the codes of your webhook')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of code files, for editors')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell completion script')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'imcode;help;annotate' {
            break
        }
        'imcode;help;stats' {
            break
        }
        'imcode;help;list' {
            break
        }
        'imcode;help;search' {
            break
        }
        'imcode;help;categories' {
            break
        }
        'imcode;help;check' {
            break
        }
        'imcode;help;template' {
            break
        }
        'imcode;help;schema' {
            break
        }
        'imcode;help;completions' {
            break
        }
        'imcode;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
