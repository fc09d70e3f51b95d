"""One condition, four readings: a tree walker (the oracle), a Python closure, SQL, and Dutch."""
