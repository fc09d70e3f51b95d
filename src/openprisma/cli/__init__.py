"""The command line door: `openprisma …`. No table, no rule."""
