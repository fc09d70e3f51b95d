"""Somebody works: opens the worklist, does the task that stands on top, until nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.browser.walking import look

MOST = 40  # tasks one after another; more means that one does not go
ALL = "*"  # every answer that can be given; of a question with one answer the first
SENTENCE = "Dat is hier nodig, en niet meer dan dat."
DAY = "2025-10-15"
# The questions of a form, as somebody sees them.
QUESTIONS = """form => [...form.elements].filter(e => e.name && e.type !== 'hidden'
  && e.tagName !== 'BUTTON').map(e => ({
    name: e.name, kind: e.type, value: e.value, checked: e.checked,
    optional: !!e.labels[0] && e.labels[0].innerText.includes('als dat speelt'),
    choices: e.tagName === 'SELECT' ? [...e.options].map(o => o.value).filter(v => v) : null,
  }))"""


@dataclass
class Walk:
    """What somebody answers where the usual answer is not the one, by act and question, or of what
    is known of the task; and which act is chosen at a task that several acts do, by what its row
    says. `seen` is told of every page on the way."""

    answers: dict[str, dict[str, Any]]
    chosen: dict[str, str]
    seen: Callable[[Any], None] = lambda page: None
    told: list[str] = field(default_factory=list)

    def everybody(self, windows: dict[str, Any]) -> None:
        """All of them, in turn, until nothing waits for anybody."""
        while sum(self.finish(page, who) for who, page in windows.items()):
            pass

    def finish(self, page: Any, who: str) -> int:
        """Every task on the list of who is signed in; gives how many there were."""
        for count in range(MOST):
            page.goto("/")
            self.seen(page)
            if not page.locator(".op-agenda > li").count():
                assert page.get_by_role("heading", name="U bent nergens aan zet").is_visible()
                return count
            self._one(page, who)
        raise AssertionError(f"{who}: this list does not become empty: {self.told[-3:]}")

    def _one(self, page: Any, who: str) -> None:
        """The task on top: its page, its questions, and what the page says afterwards."""
        row, before = page.locator(".op-agenda > li").first, _rows(page)
        said = row.inner_text()
        row.locator("a.utrecht-button-link").click()
        if "Openen" in said:
            self.seen(page)
            name = next(act for text, act in self.chosen.items() if text in said)
            page.get_by_role("link", name=name, exact=True).first.click()
        task = f"{who}: {row_title(said)} ({page.url})"
        self.told.append(task)
        self.seen(page)
        self._answer(page, task)
        page.goto("/")
        assert _rows(page) != before, f"{task}: it does not go"

    def _answer(self, page: Any, task: str) -> None:
        """Fill in what is asked, send it, and look at it once more where that is asked."""
        act = page.url.split("?")[0].rsplit("/", 1)[1].replace("-", "_")
        mine, form = self.answers.get(act, {}), page.locator("main form[data-keep]")
        asked: dict[str, list[dict[str, Any]]] = {}
        for one in form.evaluate(QUESTIONS):
            asked.setdefault(one["name"], []).append(one)
        for name, answers in asked.items():
            given = mine.get(name)
            given = given(task) if callable(given) else given
            fill(form.locator(f'[name="{name}"]'), answers, given)
        form.locator(".op-decide__act button").first.click()
        self.seen(page)
        look(page)
        alert = page.locator("[role=alert]")
        assert alert.count() == 0, f"{task}: {alert.first.inner_text()}"
        assert page.get_by_text("Vastgelegd:").is_visible(), task


def row_title(said: str) -> str:
    """What a row of the list asks, of all it says."""
    return " / ".join(line for line in said.splitlines()[1:4] if line.strip())


def _rows(page: Any) -> list[str]:
    return page.locator(".op-agenda > li").all_inner_texts()


def fill(field: Any, answers: list[dict[str, Any]], given: Any) -> None:
    """Answer one question, unless its answer stands there already."""
    one = answers[0]
    if one["kind"] in ("checkbox", "radio"):
        if given is None and one["kind"] == "radio" and not any(a["checked"] for a in answers):
            given = "ja"
        chosen = [a["value"] for a in answers] if given == ALL else given or ()
        for value in [chosen] if isinstance(chosen, str) else chosen:
            field.and_(field.page.locator(f'[value="{value}"]')).check()
    elif one["kind"] == "select-one":
        assert one["choices"] or one["optional"], f"nothing can be chosen at {one['name']}"
        if given or not (one["value"] or one["optional"]):
            field.select_option(one["choices"][0] if given in (None, ALL) else given)
    elif given or not (one["value"] or one["optional"]):
        field.fill(given or (DAY if one["kind"] == "date" else SENTENCE))
