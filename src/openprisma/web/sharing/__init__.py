"""What delivering and asking data asks of people."""
