"""Pages that files of several working methods have in common."""
