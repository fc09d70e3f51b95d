"""The tab of toys that no other working method has."""
