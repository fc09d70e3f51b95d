"""The worklist: whose turn is it, by when."""
