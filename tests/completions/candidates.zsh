# Codes, categories and layers as they are now.
_imcode_codes() {
    local line
    local -a codes fields
    for line in ${(f)"$(command imcode list --lang auto --format tsv 2>/dev/null)"}; do
        fields=("${(@ps:\t:)line}")
        codes+=("$fields[1]:${fields[5]//\\/\\\\}")
    done
    _describe -V -t codes 'code' codes "$@"
}

_imcode_categories() {
    local line
    local -a categories fields
    for line in ${(f)"$(command imcode categories --lang auto --format tsv 2>/dev/null)"}; do
        fields=("${(@ps:\t:)line}")
        categories+=("$fields[1]:${fields[3]//\\/\\\\}")
    done
    _describe -t categories 'category' categories "$@"
}

_imcode_layers() {
    local line
    local -a fields
    local -aU layers
    for line in ${(f)"$(command imcode categories --lang auto --format tsv 2>/dev/null)"}; do
        fields=("${(@ps:\t:)line}")
        layers+=("$fields[2]")
    done
    _describe -t layers 'layer' layers "$@"
}

# A subcommand or a code; after a code only codes.
_imcode_words() {
    local ret=1
    (( imcode_after_code )) || { _imcode_commands "$@" && ret=0 }
    _imcode_codes "$@" && ret=0
    return ret
}

