"""Django's PostgreSQL backend, with the manners of this house."""
