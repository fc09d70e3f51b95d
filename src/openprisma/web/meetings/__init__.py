"""Meetings of the steering group: list, agenda, a point, the screen on the wall, and what is
printed."""
