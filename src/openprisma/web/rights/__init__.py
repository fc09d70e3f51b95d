"""Requests of citizens: hits side by side, the letter, and the public page of the contact point."""
