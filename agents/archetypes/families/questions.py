"""What a question counts, and what a reading of listed figures leaves over."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.layout import Form
from optimoot.agents.archetypes.series import sentences_left
from optimoot.agents.archetypes.surroundings import after
from optimoot.agents.archetypes.wording import STOP, stem
from optimoot.agents.builtin.units import is_unit
from optimoot.formulation import Sense
from optimoot.problem import NumberKind

_FEW: Final = re.compile(
    r"\b(?:fewest|min(?:imum|imal)? number of|smallest (?:possible )?number of|"
    r"least (?:possible )?number of|lowest number of|as few) "
)
_MANY: Final = re.compile(
    r"\b(?:maximum number of|largest (?:possible )?number of|greatest number of|as many) "
)
_HOW_MANY: Final = re.compile(r"\bhow many ")
_AT_LEAST: Final = re.compile(r"\b(?:at least|at minimum|minimally|at the least)\b")
_AT_MOST: Final = re.compile(r"\bat (?:the )?most\b")
_IN_UNITS: Final = re.compile(
    r"(?:(?:all|the) )?(?:\w+ ){1,3}(?:is|are) (?:given |told |measured )?in \w+(?: \w+){0,3} ?\.?"
)
"""A sentence that only says what the figures are measured in."""
_REST: Final = 0.2
"""What a sentence costs that nothing was taken from: one may be an aside, two are too many."""


def counted(case: Case, sense: Sense) -> tuple[int, str] | None:
    """The line that asks for the fewest or the most of something, and the stem of that noun."""
    few = sense is Sense.MINIMIZE
    for line in case.lines:
        text = line.lower
        match = (_FEW if few else _MANY).search(text)
        if match is None and (_AT_LEAST if few else _AT_MOST).search(text):
            match = _HOW_MANY.search(text)
        if match is None:
            continue
        for word in re.findall(r"[^\W\d_]+", text[match.end() : match.end() + 60])[:3]:
            if word.endswith("s") and word not in STOP:
                return line.index, stem(word)
    return None


def explain_counts(draft: Draft, *sizes: int) -> None:
    """Explain the whole numbers that only count what the text lists; amounts with a unit do not."""
    for number in draft.case.problem.numbers:
        plain = number.kind in (NumberKind.PLAIN, NumberKind.COUNT_WORD)
        behind = after(draft.case, number).split()[:1]
        amount = bool(behind) and is_unit(behind[0].strip(",.;:"))
        if number.id not in draft.used and plain and number.value in sizes and not amount:
            draft.explained[number.id] = "counts what is listed"


def doubt_rest(draft: Draft) -> None:
    """Doubt every sentence that nothing was taken from, but one that only names the unit.

    The headings of a table whose rows were taken are no rules either.
    """
    case = draft.case
    tables = {case.lines[i].block for i in draft.covered if case.lines[i].form is Form.ROW}
    for line in case.lines:
        bare = not any(token.number is not None for token in line.tokens)
        heads = line.form is Form.ROW and line.block in tables
        if bare and (heads or _IN_UNITS.fullmatch(line.lower)):
            draft.covered.add(line.index)
    for index in sentences_left(draft.case, draft.covered):
        draft.doubt(_REST, "a sentence was not used", draft.case.quote(index))
