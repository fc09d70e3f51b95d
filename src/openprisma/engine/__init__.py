"""The heart: reads law and procedures, judges acts, explains. Pure: no database, no clock, no
framework.

Three words: a *norm* binds an act; a *fact* is what a norm asks of the world; a *verdict* holds all
reasons.
"""
