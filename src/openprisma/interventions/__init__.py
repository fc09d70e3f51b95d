"""Advice to a participant with a power of its own, and what came of it. Participants act; only the
status flows back.

Legal basis: wgs:2.23.7, wgs:1.3.4. Three words: *interventieadvies*, *toezegging*, *uitkomst*.
"""
