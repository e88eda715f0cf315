# Codes, categories and layers as they are now.
function __imcode_codes
    command imcode list --lang auto --format tsv 2>/dev/null | cut -f1,5
end

function __imcode_categories
    command imcode categories --lang auto --format tsv 2>/dev/null | cut -f1,3
end

function __imcode_layers
    command imcode categories --lang auto --format tsv 2>/dev/null | cut -f2 | sort -u
end

# No subcommand yet: no word, or a code.
function __imcode_without_command
    set -l word (__fish_imcode_needs_command)
    or string match -qr '^[0-9A-Z]' -- "$word"
end

