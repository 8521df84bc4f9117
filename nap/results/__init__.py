"""What accepted figures add up to: aggregation, assessment, coverage, disclosure control. Pure."""
