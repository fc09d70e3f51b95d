"""Open questions: each with a cautious default; another answer names the RAC record."""

from __future__ import annotations

import pytest

from openprisma.engine.questions import load_questions
from openprisma.gate.law import lawbook
from openprisma.kernel.errors import LawError
from openprisma.kernel.places import data

FILE = data("law") / "questions.yaml"


# Of Bibob support, of requests of citizens and of breaches; the numbers are those of the design.
LATER = {"Q22", "Q24", "Q25", "Q30", "Q35"}


def test_all_twenty_are_there_and_norms_only_name_these():
    found = {question.id for question in load_questions(FILE)}
    assert found == {f"Q{n}" for n in range(1, 21)} | LATER
    assert {norm.entry.question for norm in lawbook().norms} - {None} <= found


def test_another_answer_wants_an_rac_record(tmp_path):
    status = "    status: afgeleid\n"
    changed = FILE.read_text().replace(status, f"{status}    answer: Nee.\n", 1)
    (tmp_path / "questions.yaml").write_text(changed)
    with pytest.raises(LawError, match=r"regel \d+: .*RAC"):
        load_questions(tmp_path / "questions.yaml")
    (tmp_path / "questions.yaml").write_text(
        changed.replace("answer: Nee.\n", "answer: Nee.\n    rac_record: RAC-2026-1\n")
    )
    assert [q.answer for q in load_questions(tmp_path / "questions.yaml") if q.answer] == ["Nee."]
