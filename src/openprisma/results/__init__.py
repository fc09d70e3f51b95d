"""Results that leave a file: to participants, third parties, other RIECs and other alliances, each
by its own rules.

Legal basis: wgs:1.7, wgs:2.20, wgs:2.23.8, bgs:1.8, bgs:1.10. Three words: *resultaat*,
*ontvanger*, *instemming*.
"""
