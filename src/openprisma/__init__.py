"""OpenPrisma: the information system of the RIECs that enforces its own working methods."""
