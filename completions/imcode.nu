module completions {

  # Rows of imcode: a text, each once, and what explains it.
  def --wrapped "nu-complete imcode rows" [...arguments: string] {
    ^imcode ...$arguments --lang auto --format tsv | complete | get stdout | lines | split column "\t" value description | uniq-by value
  }

  # Codes and constants, once one is begun: commands and options come first.
  def "nu-complete imcode codes" [context: string] {
    let word = ($context | split row " " | last)
    let rows = if $word =~ '^[A-Z]' {
      nu-complete imcode rows list --fields name,summary | where value != "-"
    } else if $word =~ '^[-0-9]' {
      nu-complete imcode rows list --fields code,summary
    } else {
      []
    }
    { options: { sort: false }, completions: $rows }
  }

  def "nu-complete imcode categories" [] {
    let rows = (nu-complete imcode rows categories --fields category,title)
    # The last part of ids, which several may share.
    let parts = ($rows | update value {|row| $row.value | split row "." | last })
    $rows | append $parts | uniq-by value
  }

  def "nu-complete imcode layers" [] {
    nu-complete imcode rows categories --fields layer | get value
  }

  # The next item of a list with commas, of these.
  def "nu-complete imcode in list" [context: string] {
    let rows = $in
    let begun = ($context | split row " " | last | str replace --regex '[^,]*$' "")
    let items = ($begun | split row ",")
    $rows | each {|row|
      let row = if ($row | describe) == "string" { { value: $row } } else { $row }
      if $row.value in $items { null } else { $row | update value $"($begun)($row.value)" }
    }
  }

  def "nu-complete imcode fields" [context: string] {
    [ "code" "through" "name" "aliases" "layer" "category" "summary" "detail" "action" "retry" "related" "note" "asked" "by" "source" "basis" "zh" "since" "until" "score" "matched" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode format" [] {
    [ "card" "table" "tsv" "json" "jsonl" ]
  }

  def "nu-complete imcode color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode lang" [] {
    [ "en" "zh" "both" "auto" ]
  }

  def "nu-complete imcode what" [context: string] {
    nu-complete imcode codes $context
  }

  # Explain error codes of Tencent Cloud Chat: what happened, what to do, whether to retry
  export extern imcode [
    --fields: string@"nu-complete imcode fields" # Only these fields, in this order, separated by commas
    --format(-f): string@"nu-complete imcode format" # Output format [default: card or table on a terminal, else tsv]
    --json                    # Same as --format json
    --color: string@"nu-complete imcode color" # When to use color [default: auto]
    --lang: string@"nu-complete imcode lang" # Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    --codes: path             # Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    --exact                   # Never search for words: only codes, ranges and names are answered
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...what: string@"nu-complete imcode what" # Codes, ranges, constant names, words or a message; `-` reads standard input
  ]

  def "nu-complete imcode annotate explain" [] {
    [ "first" "every" "once" ]
  }

  def "nu-complete imcode annotate product" [] {
    [ "auto" "assume" "require" ]
  }

  def "nu-complete imcode annotate encoding" [] {
    [ "auto" "utf-8" "utf-16le" "utf-16be" "gb18030" ]
  }

  def "nu-complete imcode annotate fields" [context: string] {
    [ "file" "line" "column" "text" "code" "through" "name" "aliases" "layer" "category" "summary" "detail" "action" "retry" "related" "note" "asked" "by" "source" "basis" "zh" "since" "until" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode annotate format" [] {
    [ "card" "table" "tsv" "json" "jsonl" ]
  }

  def "nu-complete imcode annotate color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode annotate lang" [] {
    [ "en" "zh" "both" "auto" ]
  }

  # Copy a log and explain each code below its line
  export extern "imcode annotate" [
    --explain: string@"nu-complete imcode annotate explain" # When to explain a code in full
    --only                    # Print only lines with codes, with line numbers
    --enrich                  # Of a log of JSON objects, add to each a member `imcode` with its codes
    --why                     # Print lines with known numbers, and why each is a code or none
    --product: string@"nu-complete imcode annotate product" # Whose log it is
    --loose                   # Accept every known number that is a word of its own
    --encoding: string@"nu-complete imcode annotate encoding" # Encoding of the files; what is decoded is written in UTF-8
    --fields: string@"nu-complete imcode annotate fields" # Only these fields, in this order, separated by commas
    --format(-f): string@"nu-complete imcode annotate format" # Output format [default: card or table on a terminal, else tsv]
    --json                    # Same as --format json
    --color: string@"nu-complete imcode annotate color" # When to use color [default: auto]
    --lang: string@"nu-complete imcode annotate lang" # Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    --codes: path             # Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    --help(-h)                # Print help (see more with '--help')
    ...file: path             # Files to read [default: standard input; `-` also reads it]
  ]

  def "nu-complete imcode stats product" [] {
    [ "auto" "assume" "require" ]
  }

  def "nu-complete imcode stats encoding" [] {
    [ "auto" "utf-8" "utf-16le" "utf-16be" "gb18030" ]
  }

  def "nu-complete imcode stats fields" [context: string] {
    [ "count" "share" "first" "last" "code" "through" "name" "aliases" "layer" "category" "summary" "detail" "action" "retry" "related" "note" "asked" "by" "source" "basis" "zh" "since" "until" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode stats format" [] {
    [ "card" "table" "tsv" "json" "jsonl" ]
  }

  def "nu-complete imcode stats color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode stats lang" [] {
    [ "en" "zh" "both" "auto" ]
  }

  # Count the codes in a log
  export extern "imcode stats" [
    --product: string@"nu-complete imcode stats product" # Whose log it is
    --loose                   # Accept every known number that is a word of its own
    --limit(-n): string       # Show at most N codes
    --encoding: string@"nu-complete imcode stats encoding" # Encoding of the files
    --fields: string@"nu-complete imcode stats fields" # Only these fields, in this order, separated by commas
    --format(-f): string@"nu-complete imcode stats format" # Output format [default: card or table on a terminal, else tsv]
    --json                    # Same as --format json
    --color: string@"nu-complete imcode stats color" # When to use color [default: auto]
    --lang: string@"nu-complete imcode stats lang" # Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    --codes: path             # Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    --help(-h)                # Print help (see more with '--help')
    ...file: path             # Files to read [default: standard input; `-` also reads it]
  ]

  def "nu-complete imcode list range" [context: string] {
    nu-complete imcode codes $context
  }

  def "nu-complete imcode list category" [context: string] {
    nu-complete imcode categories | nu-complete imcode in list $context
  }

  def "nu-complete imcode list layer" [context: string] {
    nu-complete imcode layers | nu-complete imcode in list $context
  }

  def "nu-complete imcode list retry" [context: string] {
    [ "yes" "wait" "login" "no" "unknown" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode list fields" [context: string] {
    [ "code" "through" "name" "aliases" "layer" "category" "summary" "detail" "action" "retry" "related" "note" "asked" "by" "source" "basis" "zh" "since" "until" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode list format" [] {
    [ "card" "table" "tsv" "json" "jsonl" ]
  }

  def "nu-complete imcode list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode list lang" [] {
    [ "en" "zh" "both" "auto" ]
  }

  # List codes by range, category, layer or retry
  export extern "imcode list" [
    --category(-c): string@"nu-complete imcode list category" # Only these categories, separated by commas: the id or its last part, see `imcode categories`
    --layer(-l): string@"nu-complete imcode list layer" # Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`
    --retry(-r): string@"nu-complete imcode list retry" # Only codes with one of these verdicts, separated by commas
    --fields: string@"nu-complete imcode list fields" # Only these fields, in this order, separated by commas
    --format(-f): string@"nu-complete imcode list format" # Output format [default: card or table on a terminal, else tsv]
    --json                    # Same as --format json
    --color: string@"nu-complete imcode list color" # When to use color [default: auto]
    --lang: string@"nu-complete imcode list lang" # Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    --codes: path             # Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    --help(-h)                # Print help (see more with '--help')
    ...range: string@"nu-complete imcode list range" # Codes or ranges: 6000-6100, -10010..-10001
  ]

  def "nu-complete imcode search category" [context: string] {
    nu-complete imcode categories | nu-complete imcode in list $context
  }

  def "nu-complete imcode search layer" [context: string] {
    nu-complete imcode layers | nu-complete imcode in list $context
  }

  def "nu-complete imcode search retry" [context: string] {
    [ "yes" "wait" "login" "no" "unknown" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode search fields" [context: string] {
    [ "code" "through" "name" "aliases" "layer" "category" "summary" "detail" "action" "retry" "related" "note" "asked" "by" "source" "basis" "zh" "since" "until" "score" "matched" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode search format" [] {
    [ "card" "table" "tsv" "json" "jsonl" ]
  }

  def "nu-complete imcode search color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode search lang" [] {
    [ "en" "zh" "both" "auto" ]
  }

  # Search codes by words, in English or Chinese; best match first
  export extern "imcode search" [
    --limit(-n): string       # Show at most N codes
    --category(-c): string@"nu-complete imcode search category" # Only these categories, separated by commas: the id or its last part, see `imcode categories`
    --layer(-l): string@"nu-complete imcode search layer" # Only these layers, separated by commas, such as sdk,server,web; see `imcode categories`
    --retry(-r): string@"nu-complete imcode search retry" # Only codes with one of these verdicts, separated by commas
    --fields: string@"nu-complete imcode search fields" # Only these fields, in this order, separated by commas
    --format(-f): string@"nu-complete imcode search format" # Output format [default: card or table on a terminal, else tsv]
    --json                    # Same as --format json
    --color: string@"nu-complete imcode search color" # When to use color [default: auto]
    --lang: string@"nu-complete imcode search lang" # Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    --codes: path             # Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # Words, part of a constant name, or a pasted message; `-` reads standard input
  ]

  def "nu-complete imcode categories fields" [context: string] {
    [ "category" "layer" "title" "codes" ] | nu-complete imcode in list $context
  }

  def "nu-complete imcode categories format" [] {
    [ "card" "table" "tsv" "json" "jsonl" ]
  }

  def "nu-complete imcode categories color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode categories lang" [] {
    [ "en" "zh" "both" "auto" ]
  }

  # List the categories and how many codes each has
  export extern "imcode categories" [
    --fields: string@"nu-complete imcode categories fields" # Only these fields, in this order, separated by commas
    --format(-f): string@"nu-complete imcode categories format" # Output format [default: card or table on a terminal, else tsv]
    --json                    # Same as --format json
    --color: string@"nu-complete imcode categories color" # When to use color [default: auto]
    --lang: string@"nu-complete imcode categories lang" # Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    --codes: path             # Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete imcode check format" [] {
    [ "card" "table" "tsv" "json" "jsonl" ]
  }

  def "nu-complete imcode check color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode check lang" [] {
    [ "en" "zh" "both" "auto" ]
  }

  # Check code files; print every fault as `file:line: cause`
  export extern "imcode check" [
    --format(-f): string@"nu-complete imcode check format" # Output format [default: card or table on a terminal, else tsv]
    --json                    # Same as --format json
    --color: string@"nu-complete imcode check color" # When to use color [default: auto]
    --lang: string@"nu-complete imcode check lang" # Language of texts and messages; JSON has both [default: the locale on a terminal, else en]
    --codes: path             # Look up codes in FILE before the built-in ones (repeatable; the last one wins)
    --help(-h)                # Print help (see more with '--help')
    ...file: path             # Code files in TOML
  ]

  # Print a code file to start from, for the codes of your webhook
  export extern "imcode template" [
    --help(-h)                # Print help
  ]

  # Print the JSON Schema of code files, for editors
  export extern "imcode schema" [
    --record                  # Print the schema of the JSON output instead
    --help(-h)                # Print help
  ]

  def "nu-complete imcode completions shell" [] {
    [ "bash" "elvish" "fish" "nushell" "powershell" "zsh" ]
  }

  # Print a shell completion script
  export extern "imcode completions" [
    --help(-h)                # Print help
    shell: string@"nu-complete imcode completions shell" # Shell to print the script for
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "imcode help" [
  ]

  # Copy a log and explain each code below its line
  export extern "imcode help annotate" [
  ]

  # Count the codes in a log
  export extern "imcode help stats" [
  ]

  # List codes by range, category, layer or retry
  export extern "imcode help list" [
  ]

  # Search codes by words, in English or Chinese; best match first
  export extern "imcode help search" [
  ]

  # List the categories and how many codes each has
  export extern "imcode help categories" [
  ]

  # Check code files; print every fault as `file:line: cause`
  export extern "imcode help check" [
  ]

  # Print a code file to start from, for the codes of your webhook
  export extern "imcode help template" [
  ]

  # Print the JSON Schema of code files, for editors
  export extern "imcode help schema" [
  ]

  # Print a shell completion script
  export extern "imcode help completions" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "imcode help help" [
  ]

}

export use completions *
