    # Codes, categories and layers as they are now: column $text of each row, each text once, explained by $desc.
    fn candidates {|table text desc|
        var seen = [&]
        try {
            e:imcode $table --lang auto --format tsv 2>&- | each {|row|
                var columns = [(str:split "\t" $row)]
                if (not (has-key $seen $columns[$text])) {
                    set seen[$columns[$text]] = $true
                    cand $columns[$text] $columns[$desc]
                }
            }
        } catch _ { }
    }
