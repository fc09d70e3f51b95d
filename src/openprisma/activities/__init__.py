"""What the bureau does beside files: trainings, controls, presentations, advice; counted once."""
