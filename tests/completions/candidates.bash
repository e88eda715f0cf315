# Codes, categories and layers as they are now. Codes are offered once one is begun: there are hundreds,
# and some numbers have two meanings.
_imcode_codes() {
    if [[ ${cur} == [-0-9]* ]]; then
        command imcode list --format tsv 2>/dev/null | cut -f1 | uniq
    fi
}

_imcode_categories() {
    command imcode categories --format tsv 2>/dev/null | cut -f1
}

_imcode_layers() {
    command imcode categories --format tsv 2>/dev/null | cut -f2 | sort -u
}

