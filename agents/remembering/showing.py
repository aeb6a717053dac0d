"""Records as prompts show them: in few words, and without a figure of theirs.

Figures are struck out, so that those of a recalled case cannot get into another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from difflib import unified_diff
from typing import Final

from optimoot.formulation import Formulation
from optimoot.lesson import Artifact, Lesson
from optimoot.memory.records import Debated, Debugged, Solution
from optimoot.numerals import find_numbers

CHARACTERS: Final = 6_000
"""What all recalled records of one prompt may take, about 1,500 tokens."""
_TEXT = 1_200
_PART = 700
_STRUCK = "#"
_LITERAL = re.compile(r"(?<![\w.])(?![01]\b(?!\.\d))\d+(?:\.\d+)?(?:e[+-]?\d+)?")
"""A figure in algebra, apart from 0 and 1, which stand there for reasons of form."""


def shown_solutions(records: Iterable[Solution]) -> list[str]:
    """Solved problems, most alike first: what was told, and the model that held."""
    return _fitting(
        f"Problem: {_short(struck(record.text), _TEXT)}\n{_model(record)}" for record in records
    )


def shown_mended(records: Iterable[Debugged]) -> list[str]:
    """Failures that were mended: what was found, and what changed."""
    return _fitting(_mended(record.lesson) for record in records)


def shown_debates(records: Iterable[Debated]) -> list[str]:
    """Disagreements that were resolved: where the models differed, and what decided it."""
    return _fitting(
        f"Problem: {_short(struck(record.text), _PART)}\n"
        f"The models differed: {_short(struck(' '.join(record.differences)), _PART)}\n"
        f"What decided it: {_short(struck(record.lesson), _PART)}"
        for record in records
    )


def struck(text: str) -> str:
    """A text with `#` for each figure, in digits or in words."""
    kept, place = "", 0
    for number in find_numbers(text):
        kept += text[place : number.start] + _STRUCK
        place = number.end
    return kept + text[place:]


def _fitting(parts: Iterable[str]) -> list[str]:
    """The first ones, as many as fit."""
    found: list[str] = []
    for part in parts:
        if sum(map(len, found)) + len(part) > CHARACTERS:
            break
        found.append(part)
    return found


def _model(record: Solution) -> str:
    if record.formulation is None:
        return f"Program that solved it:\n{_short(struck(record.program), 3 * _PART)}"
    return f"Model that held:\n{shown_model(record.formulation)}"


def shown_model(formulation: Formulation) -> str:
    """The algebra, and what the parameters stand for without their values."""
    from optimoot.notation import to_text

    bare = formulation.model_copy(update={"parameters": ()})
    meanings = [
        f"    {p.name}{list(p.index) if p.index else ''}: {struck(p.meaning) or 'no meaning given'}"
        for p in formulation.parameters
    ]
    taken = [f"    {struck(line)}" for line in formulation.assumptions]
    parts = [to_text(bare), "parameters", *meanings]
    return _LITERAL.sub(_STRUCK, "\n".join(parts + (["assuming", *taken] if taken else [])))


def _mended(lesson: Lesson) -> str:
    found = struck(" ".join(lesson.findings))
    changes = unified_diff(_lines(lesson, lesson.failing), _lines(lesson, lesson.fixed), n=1)
    told = "\n".join(line for line in changes if not line.startswith(("---", "+++", "@@")))
    return (
        f"A {lesson.artifact} that {_told(lesson.failure)}: {_short(found, _PART)}\n"
        f"What changed (- was, + became):\n{_short(struck(told), 2 * _PART)}"
    )


def _lines(lesson: Lesson, text: str) -> list[str]:
    """The lines of a work; a Formulation is laid out first."""
    if lesson.artifact is Artifact.PROGRAM:
        return text.splitlines()
    return json.dumps(json.loads(text), indent=1, ensure_ascii=False).splitlines()


def _told(failure: str) -> str:
    """A class of failure as the end of "that …"."""
    return f"was {failure}" if failure.startswith("not ") else failure


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
