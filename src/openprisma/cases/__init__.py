"""Case conferences: from an accepted signal to a decision of a table, and to closing.

Legal basis: wgs:2.18.1.b, wgs:2.23.4-5. Three words: *casus*, *tafel*, *casusteam*.
"""
