"""Toys in a box: a working method with nothing in it but what every one has.

Legal basis: werkwijze:speelgoed. Two words: *speelgoed*, *doos*.
"""
