"""The web door: pages in Dutch. No table, no rule; every page asks the gate."""
