"""Open legal questions: what the statute leaves open, the cautious answer the system works with, and who decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from openprisma.engine.reading import read, shaped


class Question(BaseModel):
    """A question with the answer in use. Another answer is a change of processing and wants an RAC record (bgs:1.13.1)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^Q\d+$")
    question: str
    default: str
    status: str
    decided_by: str
    decided_on: date
    articles: tuple[str, ...] = ()


class _QuestionFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: tuple[Question, ...]


def load_questions(path: Path) -> tuple[Question, ...]:
    """All open questions. Raises `LawError` with file and line."""
    return shaped(_QuestionFile, read(path), path).questions
