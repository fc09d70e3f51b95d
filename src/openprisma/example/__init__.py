"""The newcomer's module: one act of the invented Voorbeeldwet, from statute to screen. See
docs/tour.md.

Legal basis: voorbeeldwet:3. Three words: *post*, *ontvanger*, *kring*.
"""
