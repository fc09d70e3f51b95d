"""What reads the files of strangers. Runs in a process of its own and nowhere else:
`openprisma.documents.reading` starts it.

Nothing here knows a database, a secret or a person, and what comes out is plain data.
"""
