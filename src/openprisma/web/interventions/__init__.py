"""What interventions ask of people."""
