
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

    # What the tables hold now: column $Text of each row, explained by column $Tooltip.
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
            imcode categories --format plain 2>$null | New-Candidate 1 1 |
                Sort-Object -Property ListItemText -Unique
            break
        }
        { "$_ $previous" -cin 'imcode;list -c', 'imcode;list --category', 'imcode;search -c', 'imcode;search --category' } {
            imcode categories --format plain 2>$null | New-Candidate 0 2 |
                Sort-Object -Property ListItemText -Unique
            break
        }
        'imcode' {
            imcode list --format plain 2>$null | New-Candidate 0 4
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'Never search for words: only codes, ranges and names are answered')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('annotate', 'annotate', [CompletionResultType]::ParameterValue, 'Explain the codes in a log: every byte passes through, explanations stand after the lines')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count the codes in a log')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List codes, by range, category, layer or retry')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find codes by words: half-remembered, misspelt, in English or Chinese; best first')
            [CompletionResult]::new('categories', 'categories', [CompletionResultType]::ParameterValue, 'List the categories, with the number of codes in each')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check tables of your own: every fault, as `file:line: cause`')
            [CompletionResult]::new('new-table', 'new-table', [CompletionResultType]::ParameterValue, 'Print a table to start from, for the codes of your webhook')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of tables, for editors')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'imcode;annotate' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('--every', '--every', [CompletionResultType]::ParameterName, 'Explain a code in full each time, not only the first time')
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Explain a code the first time, and never mention it again')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Print only the lines with codes, with line numbers')
            [CompletionResult]::new('--loose', '--loose', [CompletionResultType]::ParameterName, 'Take every known number that stands alone for a code')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;stats' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('--loose', '--loose', [CompletionResultType]::ParameterName, 'Take every known number that stands alone for a code')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;list' {
            imcode list --format plain 2>$null | New-Candidate 0 4
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or a layer of your own table')
            [CompletionResult]::new('--layer', '--layer', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or a layer of your own table')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Only codes with this advice on repeating the call')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Only codes with this advice on repeating the call')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;search' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most this many')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only this category: its id, or the last part of it (`account` is both accounts)')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or a layer of your own table')
            [CompletionResult]::new('--layer', '--layer', [CompletionResultType]::ParameterName, 'Only this layer: sdk, server, v3, or a layer of your own table')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Only codes with this advice on repeating the call')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Only codes with this advice on repeating the call')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;categories' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;check' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;new-table' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;schema' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Print the one of the JSON output instead')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;completions' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to write results [default: table on a terminal, else plain]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--table', '--table', [CompletionResultType]::ParameterName, 'Ask a table of your own first; of several, the last one first')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'The same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;help' {
            [CompletionResult]::new('annotate', 'annotate', [CompletionResultType]::ParameterValue, 'Explain the codes in a log: every byte passes through, explanations stand after the lines')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Count the codes in a log')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List codes, by range, category, layer or retry')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Find codes by words: half-remembered, misspelt, in English or Chinese; best first')
            [CompletionResult]::new('categories', 'categories', [CompletionResultType]::ParameterValue, 'List the categories, with the number of codes in each')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check tables of your own: every fault, as `file:line: cause`')
            [CompletionResult]::new('new-table', 'new-table', [CompletionResultType]::ParameterValue, 'Print a table to start from, for the codes of your webhook')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of tables, for editors')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
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
        'imcode;help;new-table' {
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
