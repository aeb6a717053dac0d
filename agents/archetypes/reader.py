"""The archetype reader: structured data → the family that they fill → its model.

Every family of the registry tries to fill its roles. The best draft is given if its score reaches
the threshold and no other family comes close with another model; otherwise the reader abstains and
quotes what it did not understand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case, read_case
from optimoot.agents.archetypes.draft import Doubt, Draft
from optimoot.agents.archetypes.evidence import MARGIN, TENTATIVE, THRESHOLD, weigh
from optimoot.agents.archetypes.families.registry import FAMILIES
from optimoot.agents.builtin.gaps import find_gaps, missing, questions
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.problem import Problem

LONGEST: Final = 60_000
"""Characters beyond which a text is not read."""
MOST_NUMBERS: Final = 2_000
"""Figures beyond which a text is not read."""


@dataclass(frozen=True)
class _Attempt:
    draft: Draft
    score: float
    doubts: tuple[Doubt, ...]


class ArchetypeReader:
    """Recognises the problem's family and fills its roles."""

    @property
    def name(self) -> str:
        """Name of the team that this reader makes."""
        return "archetypes"

    def read(self, problem: Problem) -> Reading | NotRead:
        """Read the Problem; see `optimoot.agents.builtin.reading.Reader`."""
        if len(problem.text) > LONGEST or len(problem.numbers) > MOST_NUMBERS:
            return NotRead(
                f"The text has {len(problem.text):,} characters and {len(problem.numbers):,} "
                f"figures; this reader takes at most {LONGEST:,} and {MOST_NUMBERS:,}."
            )
        gaps = find_gaps(problem)
        if gaps:
            return NotRead(missing(gaps), questions(gaps))
        attempts = sorted(_attempts(read_case(problem)), key=lambda a: -a.score)
        if not attempts:
            return NotRead("The text fits none of the families of problems that are known.")
        best = attempts[0]
        if best.score < TENTATIVE:
            return NotRead(_reason(best))
        near = [a for a in attempts[1:] if a.score >= max(TENTATIVE, best.score - MARGIN)]
        rivals = [a for a in near if a.draft.family != best.draft.family]
        if rivals:
            names = " and ".join(repr(a.draft.family) for a in (best, *rivals))
            return NotRead(f"The text fits several families of problems: {names}.")
        known = {*best.draft.explained, *best.draft.case.explained}
        unused = tuple(dict.fromkeys(doubt.quote for doubt in best.doubts if doubt.quote))
        formulation = best.draft.formulation()
        return Reading(
            formulation,
            round(best.score, 3),
            unused,
            best.draft.alternatives(formulation),
            explained=frozenset(known - best.draft.used),
            accounted=best.draft.accounted,
            tentative=_reason(best) if best.score < THRESHOLD else "",
        )


def _attempts(case: Case) -> list[_Attempt]:
    attempts = []
    for family in FAMILIES:
        draft = family.fill(case)
        if draft is not None:
            score, doubts = weigh(draft, family)
            attempts.append(_Attempt(draft, score, doubts))
    return attempts


def _reason(attempt: _Attempt) -> str:
    """What was not understood, the gravest first."""
    parts = []
    for doubt in attempt.doubts[:3]:
        quote = f" in {doubt.quote!r}" if doubt.quote else ""
        parts.append(f"{doubt.text}{quote}")
    return f"Looks like {attempt.draft.family}, but {'; '.join(parts)}."
