"""Proofs: what the norms and procedures together can and can never allow. Source: house rule
“proved, not promised”."""
