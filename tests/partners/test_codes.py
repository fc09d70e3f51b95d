"""The code of an authenticator app as the database computes it is the one of the standards and of a
library."""

from __future__ import annotations

import hashlib
import hmac
import random

import pytest
from django_otp.oath import hotp

# RFC 6238, appendix B, for SHA-1: moment and code of eight digits.
KEY = b"12345678901234567890"
MOMENTS = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


@pytest.mark.parametrize(("moment", "code"), MOMENTS.items())
def test_the_examples_of_the_standard(connect, moment, code):
    asked = connect("postgres").execute(
        "select fence.one_time_code(%s, %s, 8)", [KEY, moment // 30]
    )
    assert asked.fetchone() == (code,)


def test_every_length_of_message_and_key_gives_what_a_library_gives(connect):
    own, chance = connect("postgres"), random.Random(17)
    texts = [
        chance.randbytes(length)
        for length in (0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 118, 119, 120, 128, 300)
    ]
    for text in texts:
        assert (
            own.execute("select fence.sha1(%s)", [text]).fetchone()[0]
            == hashlib.sha1(text).digest()
        )
    for key in texts:
        code = hmac.new(key, b"boodschap", "sha1").digest()
        assert (
            own.execute("select fence.hmac_sha1(%s, 'boodschap'::bytea)", [key]).fetchone()[0]
            == code
        )


def test_codes_of_many_keys_and_moments_are_those_of_the_library(connect):
    own, chance = connect("postgres"), random.Random(18)
    for _ in range(200):
        key, step = chance.randbytes(20), chance.randrange(2**33)
        assert (
            own.execute("select fence.one_time_code(%s, %s, 6)", [key, step]).fetchone()[0]
            == f"{hotp(key, step):06d}"
        )


@pytest.mark.parametrize(
    "function",
    [
        "sha1('x'::bytea)",
        "one_time_code('x'::bytea, 1, 6)",
        "fitting(null, '000000')",
        "account_at('x')",
        "end_all(null)",
        "proves('x', 'x')",
        "factors_of(1)",
        "use_code(1, 1, 1)",
        "forgive('x')",
        "hand_out('x', null, 'x', '1 hour', 'x', 1)",
        "leave_line('x', null, '', null, null)",
        "count_failure(null)",
        "failed('x', 1, '1 hour', '1 hour')",
    ],
)
def test_the_application_calls_none_of_the_parts(connect, function):
    with pytest.raises(Exception, match="permission denied"):
        connect().execute(f"select fence.{function}")
