"""What goes when its term has passed: the run that destroys, and what it leaves as proof."""
