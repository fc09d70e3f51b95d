"""What every file has: acts, people, log, why."""
