"""Money of the alliance: what was budgeted, what was spent, by part; and what does not add up, by
name."""
