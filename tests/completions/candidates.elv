    fn item {|@texts|
        each {|text| if (not (has-value $taken $text)) { put $begun$text } } $texts
    }
    # Rows of imcode: a text, each once, and what explains it.
    fn candidates {|@arguments|
        var seen = [&]
        try {
            e:imcode $@arguments --lang auto --format tsv 2>&- | each {|row|
                var columns = [(str:split "\t" $row)]
                if (not (or (has-key $seen $columns[0]) (eq $columns[0] -))) {
                    set seen[$columns[0]] = $true
                    cand $columns[0] $columns[-1]
                }
            }
        } catch _ { }
    }
    # Ids, and the last part of them, which several may share.
    fn categories {
        candidates categories --fields category,title
        try {
            item (e:imcode categories --fields category 2>&- | each {|id| str:split . $id | take 2 | drop 1 } | order | compact)
        } catch _ { }
    }
    # Codes and constants, once one is begun: commands and options come first.
    fn codes {
        if (re:match '^[A-Z]' $words[-1]) {
            candidates list --fields name,summary
        } elif (re:match '^[-0-9]' $words[-1]) {
            candidates list --fields code,summary
        }
    }
    # A list with commas: the next item is completed.
    fn begin-item {
        set begun = (re:replace '[^,]*$' '' $words[-1])
        set taken = [(str:split , $begun)]
    }
