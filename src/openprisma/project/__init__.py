"""The composition root: settings, addresses, the embedded database and the supervisor."""
