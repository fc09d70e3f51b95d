"""Getting in: login with a second factor, and in a demo: becoming somebody else."""
