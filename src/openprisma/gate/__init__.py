"""The one gate: every change and every read of what can reach a person passes here, is judged, and
leaves a line first.

Three words: an *act* is what somebody wants to do; a *line* is its durable trace; a *permit* is a
line that opens rows.
"""
