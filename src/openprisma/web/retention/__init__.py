"""What goes, what went and what is kept longer."""
