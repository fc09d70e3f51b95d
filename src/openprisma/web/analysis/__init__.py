"""What the analysis of a file found, and what it asks."""
