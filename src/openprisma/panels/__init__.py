"""Tables and steering group: who sits there, votes, decisions. The decision is the permission.

Legal basis: wgs:2.23.5; practice: brochure lines 109-113. Three words: *stuurgroep*, *stem*,
*besluit*.
"""
