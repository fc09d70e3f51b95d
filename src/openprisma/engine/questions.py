"""Open legal questions: what the statute leaves open, the cautious answer the system works with,
and who decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from openprisma.engine.reading import read, shaped


class Question(BaseModel):
    """A question and the cautious default. Another `answer` is a change of processing and wants an
    RAC record (bgs:1.13.1)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^Q\d+$")
    question: str
    default: str
    status: str
    decided_by: str
    decided_on: date
    articles: tuple[str, ...] = ()
    answer: str = ""
    rac_record: str = ""

    @model_validator(mode="after")
    def _advised(self) -> Question:
        if self.answer and not self.rac_record:
            raise ValueError(
                "een ander antwoord wijzigt de verwerking: "
                "noem het advies van de RAC (rac_record), bgs:1.13.1"
            )
        return self


class _QuestionFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: tuple[Question, ...]


def load_questions(path: Path) -> tuple[Question, ...]:
    """All open questions. Raises `LawError` with file and line."""
    return shaped(_QuestionFile, read(path), path).questions
