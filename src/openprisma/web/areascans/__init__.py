"""The room of scans: its overview, its flags, and what its forms offer."""
