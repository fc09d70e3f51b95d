"""What all stories tell, for the pages of the reference and the checks of the law."""

from __future__ import annotations

from collections import defaultdict

from openprisma.proof.reference import Told
from openprisma.stories.reading import Story, all_stories, read_story


def told() -> Told:
    """What all stories tell."""
    done: dict[str, list[str]] = defaultdict(list)
    hidden: dict[str, list[str]] = defaultdict(list)
    refused: dict[str, list[str]] = defaultdict(list)
    both: dict[str, list[str]] = defaultdict(list)
    steps: dict[str, int] = {}
    for path in all_stories():
        story = read_story(path)
        steps[path.stem] = len(story.steps)
        for step in story.steps:
            if step.expect == "done":
                done[step.act].append(path.stem)
            elif step.expect == "hidden":
                hidden[step.act].append(path.stem)
            elif step.expect.startswith("refused by "):
                refused[step.expect.removeprefix("refused by ")].append(path.stem)
        for norm in _both(story):
            both[norm].append(path.stem)
    return Told(done, hidden, refused, both, steps)


def _both(story: Story) -> set[str]:
    """The norms by which an act is refused that is done as well, before or after."""
    done = {step.act for step in story.steps if step.expect == "done"}
    return {
        step.expect.removeprefix("refused by ")
        for step in story.steps
        if step.expect.startswith("refused by ") and step.act in done
    }
