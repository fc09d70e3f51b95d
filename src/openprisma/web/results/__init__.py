"""What leaves a file, and what is asked before it does."""
