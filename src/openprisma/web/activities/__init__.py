"""What every activity has: information by phase, the analysis, results, interests."""
