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

