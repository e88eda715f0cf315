    # Codes, categories and layers as they are now: column $Text of each row, explained by column $Tooltip.
    function New-Candidate {
        param([int]$Text, [int]$Tooltip)
        process {
            $columns = $_ -split "`t"
            [CompletionResult]::new($columns[$Text], $columns[$Text], [CompletionResultType]::ParameterValue, $columns[$Tooltip])
        }
    }

    $previous = $commandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Last 1

