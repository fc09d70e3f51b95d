"""What came in, from whom, judged by whom.

Legal basis: wgs:2.23.1-3, bgs:1.6, bgs:2.16. Three words: *signaal*, *feit*, *oordeel*.
"""
