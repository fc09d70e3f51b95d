"""The law as the system reads it: statutes, articles, norms, open questions."""
