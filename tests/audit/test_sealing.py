"""The log under its seal: what is committed is sealed in order, and every way of changing it
afterwards is named."""

from __future__ import annotations

import base64
import json
from uuid import uuid4

import pytest
from django.db.utils import OperationalError

from openprisma.audit.comparing import _ROWS, _of_table, compare
from openprisma.audit.sealing import entries_of, make_key, public_of, seal
from openprisma.audit.verifier import SIZE, BadLog, check, main
from openprisma.kernel.errors import Unavailable
from openprisma.project.main import main as openprisma

ORIGIN = "openprisma/test"
_INSERT = """insert into fence.line (id, day, backend, began, actor, act, purpose, ground, law,
    question, files, categories, writes, granted, objections)
  values (%s, current_date, 1, now(), 'test', 'test', 'test', '', '',
    '', '{}', '{}', false, false, '{}')"""


@pytest.fixture
def sealed(live, connect, tmp_path):
    """A folder with a seal over the log so far, and its keys."""
    key = tmp_path / "key"
    make_key(key)
    with connect("postgres") as own:
        for _ in range(3):
            own.execute(_INSERT, [uuid4()])
    seal(connect("auditor"), tmp_path / "log", key, ORIGIN)
    return tmp_path / "log", key, base64.b64decode(public_of(key))


def problems(root, sealed, *witnesses: str) -> set[str]:
    folder, _, public = sealed
    return {one.kind for one in compare(root, folder, public, witnesses).problems}


def newest(root):
    return root.execute(
        "select id from fence.line where act = 'test' order by xid desc, id limit 1"
    ).fetchone()[0]


def tampering(root) -> None:
    """What only who owns the whole database can do: switch the triggers off."""
    root.execute("set local session_replication_role = replica")


AS_SENT = "sha256('\\x00'::bytea || record_send(jsonb_populate_record(l, '{\"leaf\": null}')))"
AS_JSON = """sha256('\\x00'::bytea || salt
  || convert_to((to_jsonb(l) - 'salt' - 'leaf' - 'seen')::text, 'UTF8'))"""


def computed_anew(root, line, form: str = AS_SENT) -> None:
    """The leaf made to fit again, as somebody would who knows how."""
    root.execute("set local timezone = 'UTC'")
    root.execute(f"update fence.line l set leaf = {form} where id = %s", [line])


def test_an_untouched_log_is_good_and_most_of_it_is_sealed(root, sealed):
    folder, _, public = sealed
    found = compare(root, folder, public)
    assert found.problems == [] and found.compared == found.checkpoint.size > 3
    assert main([str(folder), str(folder.parent / "pub")]) == 1, "without a key file it says so"


def test_sealing_again_adds_only_what_is_new(connect, sealed):
    folder, key, public = sealed
    before = check(folder, public)
    with connect("postgres") as own:
        own.execute(_INSERT, [uuid4()])
    after = seal(connect("auditor"), folder, key, ORIGIN)
    assert after.size > before.size and check(folder, public) == after
    assert (
        len(entries_of(folder))
        == after.size
        == len({(one.source, one.id) for one in entries_of(folder)})
    )


def test_a_slow_transaction_is_not_skipped(connect, sealed):
    folder, key, public = sealed
    slow, quick = uuid4(), uuid4()
    with connect("postgres") as first:
        first.autocommit = False
        first.execute(_INSERT, [slow])  # has its number, and is not committed
        with connect("postgres") as second:
            second.execute(_INSERT, [quick])
        seal(connect("auditor"), folder, key, ORIGIN)
        assert {slow, quick}.isdisjoint({one.id for one in entries_of(folder)}), (
            "neither is final yet"
        )
        first.commit()
    seal(connect("auditor"), folder, key, ORIGIN)
    ids = [one.id for one in entries_of(folder)]
    assert ids.index(slow) < ids.index(quick), "in the order of their transactions"
    assert compare(connect("postgres"), folder, public).problems == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ("update fence.line set actor = 'een ander' where id = %s", "gewijzigd"),
        ("delete from fence.line where id = %s", "verwijderd"),
        ("update fence.line set at = at - interval '1 day' where id = %s", "klok"),
    ],
    ids=["changed", "removed", "clock set back"],
)
def test_a_line_that_was_tampered_with_is_named(root, sealed, change, kind):
    tampering(root)
    assert root.execute(change, [newest(root)]).rowcount == 1
    assert kind in problems(root, sealed)


def test_a_line_changed_and_computed_anew_is_found_by_the_seal_outside(root, sealed):
    tampering(root)
    root.execute("update fence.line set actor = 'een ander' where id = %s", [newest(root)])
    computed_anew(root, newest(root))
    assert problems(root, sealed) == {"gewijzigd"}


def test_a_line_from_before_0_9_is_good_in_its_own_form_and_in_no_other(root, live):
    """Nothing is sealed here: the leaf of the row itself is what is asked."""
    tampering(root)
    old, changed, long = (uuid4() for _ in range(3))
    for line in (old, changed, long):
        root.execute(_INSERT.replace("(id,", "(leaf, id,").replace("(%s,", "('', %s,"), [line])
    root.execute("update fence.line set salt = salt || 'x' where id = %s", [long])
    for line in (old, changed, long):
        computed_anew(root, line, AS_JSON)
    root.execute("update fence.line set act = 'anders' where id = %s", [changed])
    rows = root.execute(_ROWS.format(table="line")).fetchall()
    assert {one.id for one in _of_table("line", rows, {}, None) if one.kind == "gewijzigd"} == {
        changed,
        long,
    }


def test_a_line_put_between_later_is_found(root, sealed):
    folder, _, _ = sealed
    old = next(one.xid for one in entries_of(folder))
    new = uuid4()
    root.execute(_INSERT, [new])
    tampering(root)
    root.execute("update fence.line set xid = %s::text::xid8 where id = %s", [old, new])
    computed_anew(root, new)
    assert "ingevoegd" in problems(root, sealed)


def test_an_older_copy_of_the_database_is_found(root, sealed):
    tampering(root)
    gone = root.execute("delete from fence.line where act = 'test'").rowcount
    assert gone >= 3 and problems(root, sealed) == {"verwijderd"}


def test_a_folder_that_was_cut_or_put_in_another_order_does_not_hold(connect, sealed):
    folder, key, public = sealed
    whole, index = (folder / "leaves").read_bytes(), (folder / "index").read_bytes()
    (folder / "leaves").write_bytes(whole[:-SIZE])
    with pytest.raises(BadLog, match="afgekapt"):
        check(folder, public)
    with pytest.raises(BadLog, match="afgekapt"):
        seal(connect("auditor"), folder, key, ORIGIN)
    (folder / "leaves").write_bytes(whole[SIZE : 2 * SIZE] + whole[:SIZE] + whole[2 * SIZE :])
    with pytest.raises(BadLog, match="een andere geschiedenis"):
        check(folder, public)
    (folder / "leaves").write_bytes(whole)
    lines = index.splitlines(keepends=True)
    (folder / "index").write_bytes(b"".join([lines[-1], *lines[1:-1], lines[0]]))
    assert {"volgorde", "gewijzigd"} & {
        one.kind for one in compare(connect("postgres"), folder, public).problems
    }


def test_a_history_that_was_begun_anew_is_found_by_who_kept_a_checkpoint(connect, sealed, tmp_path):
    folder, key, public = sealed
    kept = next(iter(sorted(folder.glob("checkpoint-*")))).read_text(encoding="utf-8")
    other = tmp_path / "opnieuw"
    with connect("postgres") as own:
        own.autocommit = False
        tampering(own)
        own.execute("delete from fence.line where act = 'test'")
        seal(own, other, key, ORIGIN)
        assert check(other, public).size > 0, "without a witness nothing shows"
        with pytest.raises(BadLog, match=r"afgekapt|een andere geschiedenis"):
            check(other, public, [kept])
        own.rollback()
    assert check(folder, public, [kept])


def test_a_checkpoint_that_somebody_else_signed_does_not_hold(connect, sealed, tmp_path):
    folder, _, _ = sealed
    make_key(tmp_path / "vals")
    with pytest.raises(BadLog, match="handtekening"):
        check(folder, base64.b64decode(public_of(tmp_path / "vals")))
    with pytest.raises(BadLog, match="handtekening"):
        seal(connect("auditor"), folder, tmp_path / "vals", ORIGIN)


def test_a_sealer_that_was_killed_leaves_nothing_behind(connect, sealed):
    folder, key, public = sealed
    before = check(folder, public)
    with (folder / "leaves").open("ab") as file:
        file.write(bytes(SIZE) + b"half")  # died between two writes
    with pytest.raises(BadLog):
        check(folder, public)
    assert seal(connect("auditor"), folder, key, ORIGIN).size >= before.size
    assert check(folder, public).size >= before.size
    assert compare(connect("postgres"), folder, public).problems == []


def test_two_sealers_do_not_work_in_one_folder(connect, sealed, monkeypatch):
    folder, key, _ = sealed
    from openprisma.audit import sealing

    with sealing._alone(folder), pytest.raises(Unavailable, match="al verzegeld"):
        seal(connect("auditor"), folder, key, ORIGIN)


def test_a_key_is_never_replaced_and_only_its_owner_reads_it(tmp_path):
    public = make_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(Unavailable, match="bestaat al"):
        make_key(tmp_path / "key")
    assert public_of(tmp_path / "key") == public
    with pytest.raises(Unavailable, match="geen sleutel"):
        public_of(tmp_path)


def test_a_database_that_does_not_answer_is_told_in_a_sentence(live, capsys, tmp_path, monkeypatch):
    from openprisma.cli import audit

    def nobody() -> None:
        raise OperationalError("couldn't get a connection")

    monkeypatch.setattr(audit, "_log", nobody)
    assert (
        openprisma(["audit", "seal", "--folder", str(tmp_path), "--key", str(tmp_path / "key")])
        == 1
    )
    assert "De database is niet te bereiken" in capsys.readouterr().err


def test_the_commands_say_the_same_for_people_and_programs(
    live, capsys, tmp_path, monkeypatch, connect
):
    from openprisma.cli import audit

    monkeypatch.setattr(audit, "_log", lambda: connect("auditor"))
    here = ["--folder", str(tmp_path / "log"), "--key", str(tmp_path / "key")]
    assert openprisma(["audit", "key", *here]) == 0
    assert openprisma(["audit", "seal", *here, "--json"]) == 0
    size = json.loads(capsys.readouterr().out.split("\n", 1)[1])["size"]
    assert openprisma(["audit", "verify", *here]) == 0
    assert f"{size} regels vergeleken met het zegel, 0 fout" in capsys.readouterr().out
    assert (
        openprisma(["audit", "verify", "--folder", str(tmp_path), "--key", str(tmp_path / "key")])
        == 1
    )
