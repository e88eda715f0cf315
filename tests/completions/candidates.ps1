    # Lines of a text and what explains it, with a tab between.
    filter New-Candidate {
        $text, $tooltip = $_ -split "`t"
        if ($text -ne '-') {
            [CompletionResult]::new($text, $text, [CompletionResultType]::ParameterValue, ($tooltip, $text -ne $null)[0])
        }
    }

    # Codes and constants, once one is begun: commands and options come first.
    function Get-Code([string]$Word) {
        $field = if ($Word -cmatch '^[A-Z]') { 'name' } else { 'code' }
        if ($Word) {
            imcode list --lang auto --fields "$field,summary" 2>$null | New-Candidate
        }
    }

    # Ids, and the last part of them, which several may share.
    function Get-Category {
        $rows = imcode categories --lang auto --fields category,title 2>$null
        @($rows) + @($rows -replace '^[^\t]*\.') | Sort-Object -Unique | New-Candidate
    }

    $previous = $commandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Last 1

