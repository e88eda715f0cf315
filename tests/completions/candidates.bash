# Codes, constants, categories and layers as they are now. Codes and constants are offered once one is
# begun: there are hundreds, and commands and options come first.
_imcode_codes() {
    case ${cur} in
        [-0-9]*) command imcode list --fields code 2>/dev/null | uniq ;;
        [A-Z]*) command imcode list --fields name 2>/dev/null | grep '^[A-Z]' | sort -u ;;
    esac
}

# Ids, and the last part of them, which several may share.
_imcode_categories() {
    command imcode categories --fields category 2>/dev/null | sed 'p; s/.*\.//' | sort -u
}

_imcode_layers() {
    command imcode categories --fields layer 2>/dev/null | sort -u
}


# The next item of a list with commas, of these.
_imcode_list() {
    local begun="" item items=""
    [[ ${cur} != *,* ]] || begun="${cur%,*},"
    for item in $1; do
        [[ ,${begun} == *,${item},* ]] || items+=" ${item}"
    done
    COMPREPLY=($(compgen -P "${begun}" -W "${items}" -- "${cur##*,}"))
}

