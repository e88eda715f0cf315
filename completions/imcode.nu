module completions {

  # What the tables hold now.
  def "nu-complete imcode rows" [table: string] {
    ^imcode $table --format plain | complete | get stdout | lines | each {|row| $row | split row "\t" }
  }

  def "nu-complete imcode codes" [] {
    let codes = (nu-complete imcode rows list | each {|row| { value: $row.0, description: $row.4 } })
    { options: { sort: false }, completions: $codes }
  }

  def "nu-complete imcode categories" [] {
    nu-complete imcode rows categories | each {|row| { value: $row.0, description: $row.2 } }
  }

  def "nu-complete imcode layers" [] {
    nu-complete imcode rows categories | each {|row| $row.1 } | uniq
  }

  def "nu-complete imcode format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode what" [] {
    nu-complete imcode codes
  }

  # Explains the error codes of Tencent Cloud Chat: what happened, what to do, whether to retry
  export extern imcode [
    --format(-f): string@"nu-complete imcode format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --exact                   # Never search for words: only codes, ranges and names are answered
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
    ...what: string@"nu-complete imcode what" # Codes, ranges, constant names or words; `-` reads codes or messages from standard input
  ]

  def "nu-complete imcode annotate format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode annotate color" [] {
    [ "auto" "always" "never" ]
  }

  # Explain the codes in a log: every byte passes through, explanations stand after the lines
  export extern "imcode annotate" [
    --format(-f): string@"nu-complete imcode annotate format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode annotate color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --every                   # Explain a code in full each time, not only the first time
    --once                    # Explain a code the first time, and never mention it again
    --only                    # Print only the lines with codes, with line numbers
    --loose                   # Take every known number that stands alone for a code
    --help(-h)                # Print help (see more with '--help')
    ...file: path             # Files to read; `-` is standard input, as is none
  ]

  def "nu-complete imcode stats format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode stats color" [] {
    [ "auto" "always" "never" ]
  }

  # Count the codes in a log
  export extern "imcode stats" [
    --format(-f): string@"nu-complete imcode stats format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode stats color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --loose                   # Take every known number that stands alone for a code
    --help(-h)                # Print help (see more with '--help')
    ...file: path             # Files to read; `-` is standard input, as is none
  ]

  def "nu-complete imcode list format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode list color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode list range" [] {
    nu-complete imcode codes
  }

  def "nu-complete imcode list category" [] {
    nu-complete imcode categories
  }

  def "nu-complete imcode list layer" [] {
    nu-complete imcode layers
  }

  def "nu-complete imcode list retry" [] {
    [ "yes" "wait" "login" "no" "unknown" ]
  }

  # List codes, by range, category, layer or retry
  export extern "imcode list" [
    --format(-f): string@"nu-complete imcode list format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode list color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --category(-c): string@"nu-complete imcode list category" # Only this category: its id, or the last part of it (`account` is both accounts)
    --layer(-l): string@"nu-complete imcode list layer" # Only this layer: sdk, server, v3, or a layer of your own table
    --retry(-r): string@"nu-complete imcode list retry" # Only codes with this advice on repeating the call
    --help(-h)                # Print help (see more with '--help')
    ...range: string@"nu-complete imcode list range" # Codes or ranges: 6000-6100, -10010..-10001
  ]

  def "nu-complete imcode search format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode search color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode search category" [] {
    nu-complete imcode categories
  }

  def "nu-complete imcode search layer" [] {
    nu-complete imcode layers
  }

  def "nu-complete imcode search retry" [] {
    [ "yes" "wait" "login" "no" "unknown" ]
  }

  # Find codes by words: half-remembered, misspelt, in English or Chinese; best first
  export extern "imcode search" [
    --format(-f): string@"nu-complete imcode search format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode search color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --limit(-n): string       # Show at most this many
    --category(-c): string@"nu-complete imcode search category" # Only this category: its id, or the last part of it (`account` is both accounts)
    --layer(-l): string@"nu-complete imcode search layer" # Only this layer: sdk, server, v3, or a layer of your own table
    --retry(-r): string@"nu-complete imcode search retry" # Only codes with this advice on repeating the call
    --help(-h)                # Print help (see more with '--help')
    ...words: string          # Words, a constant's name in part, or a pasted message
  ]

  def "nu-complete imcode categories format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode categories color" [] {
    [ "auto" "always" "never" ]
  }

  # List the categories, with the number of codes in each
  export extern "imcode categories" [
    --format(-f): string@"nu-complete imcode categories format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode categories color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete imcode check format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode check color" [] {
    [ "auto" "always" "never" ]
  }

  # Check tables of your own: every fault, as `file:line: cause`
  export extern "imcode check" [
    --format(-f): string@"nu-complete imcode check format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode check color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --help(-h)                # Print help (see more with '--help')
    ...file: path             # Tables in TOML
  ]

  def "nu-complete imcode new-table format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode new-table color" [] {
    [ "auto" "always" "never" ]
  }

  # Print a table to start from, for the codes of your webhook
  export extern "imcode new-table" [
    --format(-f): string@"nu-complete imcode new-table format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode new-table color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete imcode schema format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode schema color" [] {
    [ "auto" "always" "never" ]
  }

  # Print the JSON Schema of tables, for editors
  export extern "imcode schema" [
    --format(-f): string@"nu-complete imcode schema format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode schema color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --record                  # Print the one of the JSON output instead
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete imcode completions format" [] {
    [ "table" "plain" "json" "jsonl" ]
  }

  def "nu-complete imcode completions color" [] {
    [ "auto" "always" "never" ]
  }

  def "nu-complete imcode completions shell" [] {
    [ "bash" "elvish" "fish" "nushell" "powershell" "zsh" ]
  }

  # Print the completion script of a shell
  export extern "imcode completions" [
    --format(-f): string@"nu-complete imcode completions format" # How to write results [default: table on a terminal, else plain]
    --json                    # The same as --format json
    --color: string@"nu-complete imcode completions color" # When to use colour
    --table: path             # Ask a table of your own first; of several, the last one first
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete imcode completions shell" # The shell to complete in
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "imcode help" [
  ]

  # Explain the codes in a log: every byte passes through, explanations stand after the lines
  export extern "imcode help annotate" [
  ]

  # Count the codes in a log
  export extern "imcode help stats" [
  ]

  # List codes, by range, category, layer or retry
  export extern "imcode help list" [
  ]

  # Find codes by words: half-remembered, misspelt, in English or Chinese; best first
  export extern "imcode help search" [
  ]

  # List the categories, with the number of codes in each
  export extern "imcode help categories" [
  ]

  # Check tables of your own: every fault, as `file:line: cause`
  export extern "imcode help check" [
  ]

  # Print a table to start from, for the codes of your webhook
  export extern "imcode help new-table" [
  ]

  # Print the JSON Schema of tables, for editors
  export extern "imcode help schema" [
  ]

  # Print the completion script of a shell
  export extern "imcode help completions" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "imcode help help" [
  ]

}

export use completions *
