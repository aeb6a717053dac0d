"""The matching reader: figures and roles matched all at once.

Where the compositional reader (`optimoot.agents.builtin`) parses each clause by its grammar, this
one asks which roles for all figures together leave the least unexplained. It shares with that one
only the words: sentences, Numbers, and how items are named; so the two err in different ways.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.casting import find_casts
from optimoot.agents.builtin.clauses.goal import of_some
from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.gaps import find_gaps, missing, questions
from optimoot.agents.builtin.hazards import beyond, find_hazards
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.narrowing import narrows
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import Sentence, Token, read_text, stem
from optimoot.agents.builtin.units import is_unit
from optimoot.agents.matching.bases import find_bases
from optimoot.agents.matching.booking import Booking, is_content
from optimoot.agents.matching.figure_base import in_common_base
from optimoot.agents.matching.model import Model
from optimoot.agents.matching.purpose import find_purposes
from optimoot.agents.matching.relations import Comparing, find_relations
from optimoot.agents.matching.search import Choice, Part, search
from optimoot.agents.matching.spot import Spot
from optimoot.agents.matching.spots import find_spots
from optimoot.agents.matching.understood import second_decision, strange_nouns, understood
from optimoot.formulation import Formulation
from optimoot.problem import Problem

LONGEST: Final = 20_000
"""Characters beyond which a text is no textbook problem, and is not read."""
MOST_NUMBERS: Final = 60
_HEAD_WITH_FIGURE: Final = re.compile(r"^\|[^\n]*[0-9][^\n]*\n\|[ :|-]*-[ :|-]*\n", re.MULTILINE)
_CASTS: Final = 5
_UNREAD: Final = 1.5
_IDLE: Final = 0.9
_BINDING: Final = frozenset(
    (
        "must should shall cannot not no only never always need needs if unless may every with "
        "each all any both either neither twice once half"
    ).split()
)
_DUTIES: Final = frozenset("must should needs need".split())
_DECIDING: Final = frozenset(stem(word) for word in "decide settle determine choose plan".split())
_LEFT_OUT: Final = 1.0
"""Price up to which a reading with more things goes before one that leaves some of them out."""
_UNIT: Final = 0.8
_UNLIKELY: Final = 0.05
THRESHOLD: Final = 0.7
"""Score from which on a reading may stand alone; docs/performance.md tells how it was chosen."""
TENTATIVE: Final = 0.3
"""Score below which the reader abstains; between the two, another team has to agree."""
_SCALE: Final = 3.0
"""Price at which a reading has lost all trust."""


@dataclass(frozen=True)
class _Attempt:
    formulation: Formulation | None
    cost: float
    doubts: tuple[tuple[float, str], ...]
    understood: frozenset[tuple[str, str]] = frozenset()
    explained: frozenset[str] = frozenset()


class MatchingReader:
    """Reads textbook linear and integer programs told in English."""

    @property
    def name(self) -> str:
        """Name of the team that this reader makes."""
        return "matching"

    def read(self, problem: Problem) -> Reading | NotRead:
        """Read the Problem; see `optimoot.agents.builtin.reading.Reader`."""
        if len(problem.text) > LONGEST or len(problem.numbers) > MOST_NUMBERS:
            return NotRead(
                f"The text has {len(problem.text):,} characters and {len(problem.numbers):,} "
                f"figures; this reader takes at most {LONGEST:,} and {MOST_NUMBERS:,}."
            )
        if _HEAD_WITH_FIGURE.search(problem.text):
            return NotRead("The head of a table holds a figure, which this reader cannot place.")
        gaps = find_gaps(problem)
        if gaps:
            return NotRead(missing(gaps), questions(gaps))
        sentences = read_text(problem)
        casts = find_casts(sentences, _CASTS)
        if not casts:
            return NotRead("No list of things to decide on was found in the text.")
        attempts = [_attempt(sentences, cast, casts[0].weight) for cast in casts]
        best = _cheapest(attempts, casts)
        score = max(0.0, 1.0 - best.cost / _SCALE)
        doubts = "; ".join(text for _, text in sorted(best.doubts, reverse=True)[:3])
        reason = f"Not sure enough of the text: {doubts or 'nothing was read'}."
        if best.formulation is None or score < TENTATIVE:
            return NotRead(reason)
        hazards = [
            hazard
            for hazard in find_hazards(sentences)
            if (hazard.kind, hazard.quote) not in best.understood
        ]
        if hazards:
            return NotRead(beyond(hazards))
        tentative = reason if score < THRESHOLD else ""
        return Reading(
            best.formulation, round(score, 3), explained=best.explained, tentative=tentative
        )


def _cheapest(attempts: Sequence[_Attempt], casts: Sequence[Cast]) -> _Attempt:
    """The attempt with the least price; one with more items before one that leaves some out."""
    keys = [frozenset(item.keys for item in cast.items) for cast in casts]
    best = min(range(len(attempts)), key=lambda place: attempts[place].cost)
    most = attempts[best].cost + _LEFT_OUT
    wider = [p for p, own in enumerate(keys) if keys[best] < own and attempts[p].cost <= most]
    return attempts[min(wider, key=lambda place: attempts[place].cost, default=best)]


def _idle_statements(
    clauses: tuple[Clause, ...], spots: tuple[Spot, ...], choice: Choice, comparing: Comparing
) -> list[str]:
    """Sentences about the items, with a word of duty or leave, that nothing was made of."""
    used = {relation.sentence for relation in comparing.relations}
    used |= {clause.sentence.index for clause in comparing.unread}
    used |= {
        spot.sentence
        for spot, option in zip(spots, choice.options, strict=True)
        if option.part is not Part.IDLE
    }
    if choice.booking.purpose is not None:
        used.add(choice.booking.purpose.sentence)
    return [
        clause.sentence.quote
        for clause in clauses[1:]
        if clause.sentence.index not in used
        and not clause.sentence.question
        and any(atom.role is Role.ITEM for atom in clause.atoms)
        and any(token.text in _BINDING for token in _beside_task(clause.sentence))
    ]


def _beside_task(sentence: Sentence) -> list[Token]:
    """The words of a sentence without those of "must decide how many", which set the task."""
    texts = [token.text for token in sentence.tokens]
    asked = next((p for p, text in enumerate(texts) if text == "how"), 0)
    duty = _DUTIES if {token.stem for token in sentence.tokens[:asked]} & _DECIDING else ()
    return [t for p, t in enumerate(sentence.tokens) if p > asked or t.text not in duty]


def _contradicts(booking: Booking) -> bool:
    """Whether two different amounts limit the same column in the same direction."""
    first: dict[tuple[int, Comparison], float] = {}
    return any(
        first.setdefault((limit.column, limit.comparison), limit.spot.number.value)
        != limit.spot.number.value
        for limit in booking.limits
    )


def _unbooked(comparing: Comparing, booking: Booking) -> list[Clause]:
    """Sentences with a share that no percentages of the items are limited by."""
    booked = {
        limit.spot.number.id
        for limit in booking.limits
        if limit.column >= 0 and is_content(limit, booking.columns[limit.column])
    }
    return [clause for clause, number in comparing.contents if number.id not in booked]


def _names_unit(cast: Cast) -> bool:
    """Whether an item is named by a unit; the "G" of types S, M and G is a label, and none."""
    return not cast.labelled and any(is_unit(item.name.split()[-1]) for item in cast.items)


def _without_base(spots: Sequence[Spot], choice: Choice) -> list[tuple[float, str]]:
    """Figures of which nothing tells the unit that they are for, where others have several."""
    return [
        (_UNREAD, f"nothing tells for what amount {spot.number.text!r} is")
        for spot, option in zip(spots, choice.options, strict=True)
        if option.part is Part.RATE and not spot.per
    ]


def _attempt(sentences: tuple[Sentence, ...], cast: Cast, heaviest: float) -> _Attempt:
    tagger = Tagger(cast)
    clauses = tuple(tagger.clause(sentence) for sentence in sentences)
    everything = len(cast.items)
    spots, mixed = in_common_base(find_spots(clauses, everything, cast.family), clauses, cast)
    comparing = find_relations(clauses, everything)
    purposes = find_purposes(clauses)
    counted = frozenset(w for p in purposes if p.counting and not p.items for w in p.words)
    bases = find_bases(clauses, cast.family)
    choice = search(spots, comparing, purposes, cast, bases.nouns, counted, clauses)
    doubts = [*choice.doubts]
    if mixed:
        doubts.extend(_without_base(spots, choice))
    unread = (*comparing.unread, *_unbooked(comparing, choice.booking))
    doubts.extend(
        (_UNREAD, f"a comparison in {clause.sentence.quote!r} was not understood")
        for clause in unread
    )
    idle = _idle_statements(clauses, spots, choice, comparing)
    doubts.extend((_IDLE, f"{quote!r} says something that was not understood") for quote in idle)
    cost = choice.cost + _UNREAD * len(unread) + _IDLE * len(idle)
    if _contradicts(choice.booking):
        cost += _UNREAD
        doubts.append((_UNREAD, "two different limits on the same thing"))
    own = cast.family | {word for item in cast.items for word in item.phrase}
    if any(narrows(clause, own) for clause in clauses):
        cost += _UNREAD
        doubts.append((_UNREAD, "a bound may be on some of the things only"))
    purpose = choice.booking.purpose
    if purpose is not None and not purpose.items:
        told = next(c for c in clauses if c.sentence.index == purpose.sentence)
        if of_some(told, everything):
            cost += _UNREAD
            doubts.append((_UNREAD, "the goal may be meant of some of the things only"))
    if _names_unit(cast):
        cost += _UNIT
        doubts.append((_UNIT, "a unit was taken for a thing to decide on"))
    cost += _UNLIKELY * (heaviest - cast.weight)
    if not spots:
        doubts.append((_UNREAD, "the text holds no figures"))
        cost += _UNREAD
    formulation = Model(cast, clauses, choice.booking, comparing.relations).build()
    strange = strange_nouns(clauses, spots, choice, own)
    cost += _UNREAD * len(strange)
    doubts.extend((_UNREAD, f"each {noun!r} may be none of the things") for noun in strange)
    second = second_decision(clauses, own)
    if second:
        cost += _UNREAD
        doubts.append((_UNREAD, f"how many {second!r} is asked, too"))
    read = understood(clauses, own, spots, choice, comparing.relations)
    lots = frozenset(spot.number.id for spot in spots if spot.lot)
    return _Attempt(formulation, cost, tuple(doubts), read, lots)
