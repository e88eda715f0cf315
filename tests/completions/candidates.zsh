# The next item of a list with commas, of these and what explains them.
_imcode_items() {
    local -a items=("$@")
    local item
    for item in ${(s:,:)PREFIX%,*}; do
        [[ $PREFIX != *,* ]] || items=(${items:#$item(|:*)})
    done
    compset -P '*,'
    _describe -V item items
}

# Rows of imcode: a text and what explains it.
_imcode_rows() {
    local tag=$1 line
    local -a fields
    local -aU rows
    for line in ${(f)"$(command imcode "${@:2}" --lang auto --format tsv 2>/dev/null)"}; do
        fields=("${(@ps:\t:)line}")
        [[ $fields[1] == - ]] || rows+=("$fields[1]${fields[2]:+:${fields[2]//\\/\\\\}}")
    done
    _describe -V -t $tag $tag rows
}

# Codes and constants, once one is begun: commands and options come first.
_imcode_codes() {
    case $PREFIX in
        ([A-Z]*) _imcode_rows constants list --fields name,summary ;;
        ([-0-9]*) _imcode_rows codes list --fields code,summary ;;
        (*) return 1 ;;
    esac
}

_imcode_categories() {
    compset -P '*,'
    _imcode_rows categories categories --fields category,title
    # The last part of ids, which several may share.
    local -aU parts=(${$(command imcode categories --fields category 2>/dev/null)##*.})
    _describe -t parts 'part' parts
}

_imcode_layers() {
    compset -P '*,'
    _imcode_rows layers categories --fields layer
}

# A subcommand or a code; after a code only codes.
_imcode_words() {
    local ret=1
    (( imcode_after_code )) || { _imcode_commands "$@" && ret=0 }
    _imcode_codes && ret=0
    return ret
}

