
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

    # Lines of a text and what explains it, with a tab between.
    filter New-Candidate {
        $text, $tooltip = $_ -split "`t"
        if ($text -ne '-') {
            [CompletionResult]::new($text, $text, [CompletionResultType]::ParameterValue, ($tooltip, $text -ne $null)[0])
        }
    }

    # Codes and constants, once one is begun: commands and options come first.
    function Get-Code([string]$Word) {
        $field = if ($Word -cmatch '^[A-Z]') { 'name' } else { 'code' }
        if ($Word) {
            imcode list --lang auto --fields "$field,summary" 2>$null | New-Candidate
        }
    }

    # Ids, and the last part of them, which several may share.
    function Get-Category {
        $rows = imcode categories --lang auto --fields category,title 2>$null
        @($rows) + @($rows -replace '^[^\t]*\.') | Sort-Object -Unique | New-Candidate
    }

    $previous = $commandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Last 1

    $completions = @(switch ($command) {
        { "$_ $previous" -cin 'imcode;categories --fields' } {
            @(("category`t" + 'category'), ("layer`t" + 'layer'), ("title`t" + 'title'), ("codes`t" + 'codes')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;list --fields' } {
            @(("code`t" + 'code'), ("through`t" + 'through'), ("name`t" + 'name'), ("aliases`t" + 'aliases'), ("layer`t" + 'layer'), ("category`t" + 'category'), ("summary`t" + 'summary'), ("detail`t" + 'detail'), ("action`t" + 'action'), ("retry`t" + 'retry'), ("related`t" + 'related'), ("note`t" + 'note'), ("asked`t" + 'asked'), ("by`t" + 'by'), ("source`t" + 'source'), ("basis`t" + 'basis'), ("zh`t" + 'zh'), ("since`t" + 'since'), ("until`t" + 'until')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;list -r', 'imcode;list --retry', 'imcode;search -r', 'imcode;search --retry' } {
            @(("yes`t" + 'transient; repeat the same call with growing delays'), ("wait`t" + 'a rate or quota limit; repeat only slower'), ("login`t" + 'get a fresh UserSig, log in, then repeat'), ("no`t" + 'the same call fails again: do what the action says'), ("unknown`t" + 'documented causes differ, or none is documented; decide by the action')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;list -l', 'imcode;list --layer', 'imcode;search -l', 'imcode;search --layer' } {
            imcode categories --fields layer 2>$null | Sort-Object -Unique | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;list -c', 'imcode;list --category', 'imcode;search -c', 'imcode;search --category' } {
            Get-Category
            break
        }
        { "$_ $previous" -cin 'imcode;stats --fields' } {
            @(("count`t" + 'count'), ("share`t" + 'share'), ("first`t" + 'first'), ("last`t" + 'last'), ("code`t" + 'code'), ("through`t" + 'through'), ("name`t" + 'name'), ("aliases`t" + 'aliases'), ("layer`t" + 'layer'), ("category`t" + 'category'), ("summary`t" + 'summary'), ("detail`t" + 'detail'), ("action`t" + 'action'), ("retry`t" + 'retry'), ("related`t" + 'related'), ("note`t" + 'note'), ("asked`t" + 'asked'), ("by`t" + 'by'), ("source`t" + 'source'), ("basis`t" + 'basis'), ("zh`t" + 'zh'), ("since`t" + 'since'), ("until`t" + 'until')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;annotate --fields' } {
            @(("file`t" + 'file'), ("line`t" + 'line'), ("column`t" + 'column'), ("text`t" + 'text'), ("code`t" + 'code'), ("through`t" + 'through'), ("name`t" + 'name'), ("aliases`t" + 'aliases'), ("layer`t" + 'layer'), ("category`t" + 'category'), ("summary`t" + 'summary'), ("detail`t" + 'detail'), ("action`t" + 'action'), ("retry`t" + 'retry'), ("related`t" + 'related'), ("note`t" + 'note'), ("asked`t" + 'asked'), ("by`t" + 'by'), ("source`t" + 'source'), ("basis`t" + 'basis'), ("zh`t" + 'zh'), ("since`t" + 'since'), ("until`t" + 'until')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;annotate --encoding', 'imcode;stats --encoding' } {
            @(("auto`t" + 'By the byte order mark, or the first line that is not ASCII'), ("utf-8`t" + 'As it is'), ("utf-16le`t" + 'Of Windows, low byte first'), ("utf-16be`t" + 'High byte first'), ("gb18030`t" + 'Chinese; also GBK and GB2312')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;annotate --product', 'imcode;stats --product' } {
            @(("auto`t" + 'Not known: a line or record on another product counts only if it names Chat'), ("assume`t" + 'Tencent Cloud Chat''s alone: every code behind a key counts'), ("require`t" + 'Several products'': codes count only where Tencent Cloud Chat is named')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode;annotate --explain' } {
            @(("first`t" + 'In full the first time, then in short'), ("every`t" + 'In full every time'), ("once`t" + 'In full the first time, then not at all')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode --lang', 'imcode;annotate --lang', 'imcode;stats --lang', 'imcode;list --lang', 'imcode;search --lang', 'imcode;categories --lang', 'imcode;check --lang' } {
            @(("en`t" + 'English'), ("zh`t" + 'Chinese'), ("both`t" + 'Both, on cards'), ("auto`t" + 'As the locale says, in a pipe too')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode --color', 'imcode;annotate --color', 'imcode;stats --color', 'imcode;list --color', 'imcode;search --color', 'imcode;categories --color', 'imcode;check --color' } {
            @(("auto`t" + 'When writing to a terminal (respects NO_COLOR and TERM=dumb)'), ("always`t" + 'always'), ("never`t" + 'never')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode -f', 'imcode --format', 'imcode;annotate -f', 'imcode;annotate --format', 'imcode;stats -f', 'imcode;stats --format', 'imcode;list -f', 'imcode;list --format', 'imcode;search -f', 'imcode;search --format', 'imcode;categories -f', 'imcode;categories --format', 'imcode;check -f', 'imcode;check --format' } {
            @(("card`t" + 'For people: each result in full'), ("table`t" + 'For people: a row per result'), ("tsv`t" + 'For pipes: a line per result, columns separated by tabs'), ("json`t" + 'One JSON array'), ("jsonl`t" + 'One JSON object per line')) | New-Candidate
            break
        }
        { "$_ $previous" -cin 'imcode --fields', 'imcode;search --fields' } {
            @(("code`t" + 'code'), ("through`t" + 'through'), ("name`t" + 'name'), ("aliases`t" + 'aliases'), ("layer`t" + 'layer'), ("category`t" + 'category'), ("summary`t" + 'summary'), ("detail`t" + 'detail'), ("action`t" + 'action'), ("retry`t" + 'retry'), ("related`t" + 'related'), ("note`t" + 'note'), ("asked`t" + 'asked'), ("by`t" + 'by'), ("source`t" + 'source'), ("basis`t" + 'basis'), ("zh`t" + 'zh'), ("since`t" + 'since'), ("until`t" + 'until'), ("score`t" + 'score'), ("matched`t" + 'matched')) | New-Candidate
            break
        }
        'imcode' {
            Get-Code $wordToComplete
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Only these fields, in this order, separated by commas')
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
            [CompletionResult]::new('--product', '--product', [CompletionResultType]::ParameterName, 'Whose log it is')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'Encoding of the files; what is decoded is written in UTF-8')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Only these fields, in this order, separated by commas')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format [default: card or table on a terminal, else tsv]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color [default: auto]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Language of texts and messages; JSON has both [default: the locale on a terminal, else en]')
            [CompletionResult]::new('--codes', '--codes', [CompletionResultType]::ParameterName, 'Look up codes in FILE before the built-in ones (repeatable; the last one wins)')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Print only lines with codes, with line numbers')
            [CompletionResult]::new('--enrich', '--enrich', [CompletionResultType]::ParameterName, 'Of a log of JSON objects, add to each a member `imcode` with its codes')
            [CompletionResult]::new('--why', '--why', [CompletionResultType]::ParameterName, 'Print lines with known numbers, and why each is a code or none')
            [CompletionResult]::new('--loose', '--loose', [CompletionResultType]::ParameterName, 'Accept every known number that is a word of its own')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Same as --format json')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'imcode;stats' {
            [CompletionResult]::new('--product', '--product', [CompletionResultType]::ParameterName, 'Whose log it is')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most N codes')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most N codes')
            [CompletionResult]::new('--encoding', '--encoding', [CompletionResultType]::ParameterName, 'Encoding of the files')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Only these fields, in this order, separated by commas')
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
            Get-Code $wordToComplete
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Only these categories, separated by commas: the id or its last part, see `imcode categories`')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only these categories, separated by commas: the id or its last part, see `imcode categories`')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`')
            [CompletionResult]::new('--layer', '--layer', [CompletionResultType]::ParameterName, 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Only codes with one of these verdicts, separated by commas')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Only codes with one of these verdicts, separated by commas')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Only these fields, in this order, separated by commas')
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
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Only these categories, separated by commas: the id or its last part, see `imcode categories`')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'Only these categories, separated by commas: the id or its last part, see `imcode categories`')
            [CompletionResult]::new('-l', '-l', [CompletionResultType]::ParameterName, 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`')
            [CompletionResult]::new('--layer', '--layer', [CompletionResultType]::ParameterName, 'Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`')
            [CompletionResult]::new('-r', '-r', [CompletionResultType]::ParameterName, 'Only codes with one of these verdicts, separated by commas')
            [CompletionResult]::new('--retry', '--retry', [CompletionResultType]::ParameterName, 'Only codes with one of these verdicts, separated by commas')
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Only these fields, in this order, separated by commas')
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
            [CompletionResult]::new('--fields', '--fields', [CompletionResultType]::ParameterName, 'Only these fields, in this order, separated by commas')
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
            @(("bash`t" + 'bash'), ("elvish`t" + 'elvish'), ("fish`t" + 'fish'), ("nushell`t" + 'nushell'), ("powershell`t" + 'powershell'), ("zsh`t" + 'zsh')) | New-Candidate
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
