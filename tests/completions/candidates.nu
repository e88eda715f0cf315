  # Codes, categories and layers as they are now.
  def "nu-complete imcode rows" [table: string] {
    ^imcode $table --lang auto --format tsv | complete | get stdout | lines | each {|row| $row | split row "\t" }
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

