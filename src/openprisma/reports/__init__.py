"""What the alliance accounts for: indicators and the annual report, composed of what events,
activities and money say; it keeps nothing itself."""
