# Codes and constants as they are now, once one is begun: commands and options come first.
function __imcode_codes
    set -l word (commandline -ct)
    test -n "$word"; or return
    set -l field code
    string match -qr '^[A-Z]' -- $word; and set field name
    command imcode list --lang auto --fields $field,summary 2>/dev/null | string match -r '^-?\w.*'
end

# Ids, and the last part of them, which several may share.
function __imcode_categories
    command imcode categories --lang auto --fields category,title 2>/dev/null | sed 'p; s/^[^\t]*\.//'
end

function __imcode_layers
    command imcode categories --fields layer 2>/dev/null | sort -u
end

# No subcommand yet: no word, an option that lacks its value, or a code.
function __imcode_without_command
    set -l word (__fish_imcode_needs_command)
    or test -z "$word"
    or string match -qr '^[0-9A-Z]' -- "$word"
end

# The next item of a list with commas, of these and what explains them.
function __imcode_list
    set -l begun (string match -r '^(?:--[^=]*=)?(.*,)' -- (commandline -ct))[2]
    for row in $argv
        contains -- (string split \t -- $row)[1] (string split , -- "$begun")
        or echo "$begun$row"
    end
end

