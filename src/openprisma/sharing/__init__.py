"""What participants deliver to each other: statements with a source, a category, a necessity and an
end.

Legal basis: wgs:1.5, wgs:1.8.7, bgs:2.15. Three words: *gegeven*, *verstrekking*, *categorie*.
"""
