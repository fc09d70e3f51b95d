"""The verifier of one file: its tree against another library and known roots, its signatures
against another library, its words."""

from __future__ import annotations

import ast
import base64
import hashlib
import random
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pymerkle import InmemoryTree

from openprisma.audit import verifier
from openprisma.audit.verifier import (
    BadLog,
    consistency,
    consistent,
    included,
    inclusion,
    read_note,
    root,
    signed_by,
)

# The leaves and roots that Certificate Transparency publishes for RFC 6962.
INPUTS = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def leaf(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


LEAVES = [leaf(str(nr).encode()) for nr in range(130)]


def test_the_roots_that_others_publish_are_ours():
    known = [leaf(bytes.fromhex(text)) for text in INPUTS]
    assert {size: root(known[:size]).hex() for size in ROOTS} == ROOTS


def test_another_library_finds_the_same_root_at_every_size():
    tree = InmemoryTree(algorithm="sha256")
    for size in range(1, 130):
        tree.append_entry(str(size - 1).encode())
        assert tree.get_root() == root(LEAVES[:size]), size


def test_every_leaf_is_proved_to_be_in_and_no_other():
    dice = random.Random(6962)
    for size in (1, 2, 3, 7, 8, 31, 64, 129):
        whole = root(LEAVES[:size])
        for at in range(size):
            proof = inclusion(LEAVES[:size], at)
            assert included(LEAVES[at], at, size, proof, whole)
            assert not included(leaf(b"een ander"), at, size, proof, whole)
            assert not included(LEAVES[at], size, size, proof, whole)
            if proof:
                wrong = [*proof]
                wrong[dice.randrange(len(wrong))] = bytes(32)
                assert not included(LEAVES[at], at, size, wrong, whole)


def test_every_beginning_is_proved_to_be_one_and_no_other():
    for n in (1, 2, 5, 8, 17, 64, 100):
        for m in range(1, n + 1):
            proof = consistency(LEAVES[:n], m)
            first, second = root(LEAVES[:m]), root(LEAVES[:n])
            assert consistent(m, n, first, second, proof), (m, n)
            assert not consistent(m, n, leaf(b"een ander"), second, proof)
            assert m == n or not consistent(m, n, first, leaf(b"een ander"), proof)


def test_signatures_are_those_of_another_library():
    for nr in range(8):
        key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(str(nr).encode()).digest())
        public, message = (
            key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw),
            str(nr).encode() * nr,
        )
        signature = key.sign(message)
        assert signed_by(public, signature, message)
        assert not signed_by(public, signature, message + b"!")
        assert not signed_by(public, signature[:-1] + bytes([signature[-1] ^ 1]), message)
        assert not signed_by(bytes([public[0] ^ 1]) + public[1:], signature, message)
        assert not signed_by(public[:31], signature, message)


@pytest.mark.parametrize(
    "note", ["", "x", "a\n1\nb\nhorizon 3\n\n", "a\n1\nAAAA\nhorizon x\n\n— a AAAA\n"]
)
def test_what_is_no_note_is_told(note):
    with pytest.raises(BadLog):
        read_note(note, bytes(32))


def test_the_file_needs_nothing_but_the_standard_library():
    tree = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
    modules = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    assert {str(name).split(".")[0] for name in modules} <= set(sys.stdlib_module_names)


def test_it_runs_alone_and_says_what_is_wrong(tmp_path):
    alone = tmp_path / "verifier.py"
    alone.write_text(Path(verifier.__file__).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "leaves").write_bytes(b"".join(LEAVES[:3]))
    (tmp_path / "key.pub").write_text(base64.b64encode(bytes(32)).decode())
    ran = subprocess.run(
        [sys.executable, "-I", str(alone), str(tmp_path), str(tmp_path / "key.pub")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "FOUT: er is geen zegel\n")
    (tmp_path / "leaves").write_bytes(b"".join(LEAVES[:3])[:-1])
    ran = subprocess.run(
        [sys.executable, "-I", str(alone), str(tmp_path), str(tmp_path / "key.pub")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1 and "afgebroken" in ran.stdout
