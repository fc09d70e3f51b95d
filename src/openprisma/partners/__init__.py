"""Who takes part and who works here: organs, people, designation, screening, functions, accounts.

Legal basis: wgs:1.3, wgs:1.4, wgs:1.8.2, wgs:2.19, bgs:1.11. Three words: *deelnemer*,
*aanwijzing*, *autorisator*.
"""
