"""What everything else rests on: errors, places on disk, days. Imports nothing of ours."""
