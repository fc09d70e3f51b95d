"""`openprisma code PERSON`: the code of a demo person's authenticator app. A demo has no
secrets."""

from __future__ import annotations

from typing import Any

from django_otp.oath import TOTP

from openprisma.stories.region import demo_key, person_id


def run(options: Any) -> int:
    """Print six digits, good for thirty seconds."""
    print(f"{TOTP(bytes.fromhex(demo_key(person_id(options.region, options.person)))).token():06d}")
    return 0
