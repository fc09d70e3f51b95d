"""The log, sealed outside the database: what nobody can change afterwards without it showing.
Source: bgs:1.12, wgs:1.8.4."""
