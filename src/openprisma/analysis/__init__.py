"""What is found in a file: claims, each resting on data, and what is still unknown.

Legal basis: wgs:2.18.1, bgs:1.8. Three words: *bevinding*, *betrouwbaarheid*, *onbekend*.
"""
