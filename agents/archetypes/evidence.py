"""How far a draft can be trusted: every figure used, every rule of the text understood.

The score starts at `MOST` and every finding takes its share. Below `THRESHOLD` nothing is given.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.draft import Doubt, Draft
from optimoot.agents.archetypes.families.family import SERIOUS, Family
from optimoot.agents.archetypes.kinds import Kind, Thing
from optimoot.problem import Number, NumberKind

THRESHOLD: Final = 0.75
TENTATIVE: Final = 0.5
"""Down to here a reading may still count where another team comes to the same result."""
MOST: Final = 0.99
"""No reading is beyond doubt: a family may be the wrong one, so that a model that turns out to have
no plan is never given (see `BuiltinTeam`)."""
MARGIN: Final = 0.1
"""By how much the best family must be ahead of any other that gives another model."""

_DESCRIPTION: Final = 0.05
"""Cost of a rule in prose that only describes the named data below it."""
MERE_TASK: Final = re.compile(
    r"\b(must|has to|have to|required to|needs? to) (?:now |also )?(?:coordinate|devise|decide|"
    r"allocate|determine|dispatch|plan|schedule|choose|select|design|develop|manage|assign|find|"
    r"figure|route|distribute|transport|ship|organi[sz]e|establish|set|make)\b"
)
"""Words that tell who has the problem, not what limits the plan."""
_ABOUT_ANSWER: Final = re.compile(r"\b(your (?:answer|response)|the answer should|rounded to)\b")
"""Words about how to answer, which limit nothing."""
_NORMS: Final = re.compile(
    r"\b(must|cannot|can not|can't|may not|at least|at most|no more than|no fewer|not exceed|"
    r"exactly|precisely|either|neither|unless|prohibit\w*|forbid\w*|impossible|unavailable|"
    r"not possible|not allowed|mandate\w*|restrict\w*|limited|limit|twice|half|"
    r"at the same time|simultaneous\w*|only|nobody|none|never|nothing|no one|required to|has to|"
    r"have to|except|may be|may only|for (?:each|every) \w+,? (?:\w+ ){0,3}(?:also|another|one)|"
    r"(?:by|from|in) (?:one|a single) \w+\b(?! to\b)|later|keeps? for|"
    r"expires?|spoils?|each other|exclude\w*|must not)\b"
)


def weigh(draft: Draft, family: Family) -> tuple[float, tuple[Doubt, ...]]:
    """The score of a draft, 0 to 1, and what speaks against it, the gravest first."""
    doubts = [*draft.doubts, *_unused(draft), *_unread(draft, family), *_hazards(draft, family)]
    doubts += _named(draft)
    score = max(0.0, MOST - sum(doubt.cost for doubt in doubts))
    return score, tuple(sorted(doubts, key=lambda doubt: -doubt.cost))


def _named(draft: Draft) -> list[Doubt]:
    """Lines that speak of some of the things by name, and of which nothing is in the model."""
    found = []
    goal = draft.case.goal
    for line in draft.case.lines:
        asks = goal is not None and line.index in goal.lines
        if line.index in draft.covered or asks or line.quote.rstrip().endswith((":", "?")):
            continue
        things = {mention.thing for mention in draft.case.kinds.mentions(line.tokens)}
        own = {thing for thing in things if draft.has(thing.kind)}
        if own and all(len(own & _all(thing.kind)) < len(thing.kind) for thing in own):
            found.append(Doubt(0.3, "what is said of some of them was not understood", line.quote))
    return found


def _all(kind: Kind) -> set[Thing]:
    return {Thing(kind, place) for place in range(len(kind))}


def _hazards(draft: Draft, family: Family) -> list[Doubt]:
    """Wordings that change what a sentence means, and that the family does not read.

    Prose that describes named data is about the family, not about the case.
    """
    if draft.case.is_named:
        return []
    settled = [draft.case.quote(index) for index in draft.settled]
    return [
        Doubt(0.45, f"{hazard.words!r} was not understood", hazard.quote)
        for hazard in draft.case.hazards
        if not (family.means is not None and family.means.search(hazard.quote))
        if not any(hazard.quote in quote for quote in settled)
        if hazard.kind in SERIOUS or (family.reads is not None and hazard.kind not in family.reads)
    ]


def _unused(draft: Draft) -> list[Doubt]:
    """Figures that nothing uses and nothing explains."""
    known = draft.used | set(draft.explained) | set(draft.case.explained)
    found = []
    for number in draft.case.problem.numbers:
        if number.id in known or number.kind is NumberKind.ORDINAL:
            continue
        if number.text.lower() == "one":
            continue
        cost = 0.05 if _is_spelled(number) else 0.6
        found.append(Doubt(cost, f"{number.text!r} was not understood", _around(draft, number)))
    return found


def _is_spelled(number: Number) -> bool:
    """Whether it is a small number in words, which may only count or point."""
    return (
        number.text.isalpha()
        and number.value <= 3
        and number.kind in (NumberKind.PLAIN, NumberKind.COUNT_WORD)
    )


def _around(draft: Draft, number: Number) -> str:
    lines = [line for line in draft.case.lines if line.start <= number.start]
    return lines[-1].quote if lines else number.text


def _unread(draft: Draft, family: Family) -> list[Doubt]:
    """Lines that state a rule that is not in the model and not part of what the family means."""
    found: list[Doubt] = []
    described = min((c.lines[0] for c in draft.case.columns), default=0)
    described = described if draft.case.is_named else -1
    for line in draft.case.lines:
        heads = line.quote.rstrip("*_ ").endswith(":")
        if heads or line.index in draft.covered or _ABOUT_ANSWER.search(line.lower):
            continue
        if not _NORMS.search(MERE_TASK.sub(" ", line.lower)):
            continue
        own = {token.stem for token in line.tokens}
        if any(pattern <= own for pattern in family.understood):
            continue
        cost = _DESCRIPTION if line.index < described and len(found) < 5 else 0.45
        found.append(Doubt(cost, "a rule was not understood", line.quote))
    return found
