"""As which role of the database each kind of process logs in: the one place to change it."""

ROLES = {
    "web": "app",
    "worker": "worker",
    "stories": "app",
    "migrate": "owner",
    "seal": "auditor",
}
