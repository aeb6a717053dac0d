"""The matching reader: figures and roles matched all at once.

Where the compositional reader (`optimoot.agents.builtin`) parses each clause by its grammar, this
one asks which roles for all figures together leave the least unexplained. It shares with that one
only the words: sentences, Numbers, and how items are named; so the two err in different ways.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
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
from optimoot.agents.builtin.scenes import is_scene
from optimoot.agents.builtin.tagging import Tagger
from optimoot.agents.builtin.text import Sentence, read_text
from optimoot.agents.builtin.units import is_unit
from optimoot.agents.matching.bases import find_bases
from optimoot.agents.matching.booking import Booking, is_content
from optimoot.agents.matching.figure_each import EACHES, GENERIC
from optimoot.agents.matching.model import Model
from optimoot.agents.matching.purpose import find_purposes
from optimoot.agents.matching.relations import Comparing, find_relations
from optimoot.agents.matching.search import Choice, Part, search
from optimoot.agents.matching.spot import Spot
from optimoot.agents.matching.spots import find_spots
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
_OF_EACH: Final = ("each", "either", "each one", "into each")
"""Kinds of hazards that are understood where each item got its bound."""
_PER_REACH: Final = 4
"""Tokens within which "per cycle" belongs to a figure."""
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
        best = min(attempts, key=lambda attempt: attempt.cost)
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
        return Reading(best.formulation, round(score, 3), tentative=tentative)


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
        and any(token.text in _BINDING for token in clause.sentence.tokens)
    ]


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


def _attempt(sentences: tuple[Sentence, ...], cast: Cast, heaviest: float) -> _Attempt:
    tagger = Tagger(cast)
    clauses = tuple(tagger.clause(sentence) for sentence in sentences)
    everything = len(cast.items)
    spots = find_spots(clauses, everything, cast.family)
    comparing = find_relations(clauses, everything)
    purposes = find_purposes(clauses)
    counted = frozenset(w for p in purposes if p.counting and not p.items for w in p.words)
    bases = find_bases(clauses, cast.family)
    choice = search(spots, comparing, purposes, cast, bases.nouns, counted, clauses)
    doubts = [*choice.doubts]
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
    strange = _strange_nouns(clauses, spots, choice, own)
    cost += _UNREAD * len(strange)
    doubts.extend((_UNREAD, f"each {noun!r} may be none of the things") for noun in strange)
    understood = (
        _understood(clauses, own) | _eaches(clauses, spots, choice) | _common_bases(clauses, spots)
    )
    return _Attempt(formulation, cost, tuple(doubts), understood)


def _understood(clauses: Sequence[Clause], own: Collection[str]) -> frozenset[tuple[str, str]]:
    """Kinds of hazards that bind nobody in their sentences."""
    scenes = [clause for clause in clauses if is_scene(clause, own)]
    return frozenset(("condition", clause.sentence.quote) for clause in scenes)


def _bounds_of_each(spots: Sequence[Spot], choice: Choice) -> list[Spot]:
    return [s for s, o in zip(spots, choice.options, strict=True) if o.part is Part.EACH]


def _eaches(
    clauses: Sequence[Clause], spots: Sequence[Spot], choice: Choice
) -> frozenset[tuple[str, str]]:
    """Hazards of words for each one, in sentences where all of these became bounds of each."""
    bounds = _bounds_of_each(spots, choice)
    return frozenset(
        (kind, clause.sentence.quote)
        for clause in clauses
        for kind in _OF_EACH
        if 0
        < sum(token.text in EACHES for token in clause.sentence.tokens)
        == sum(spot.sentence == clause.sentence.index for spot in bounds)
    )


def _common_bases(clauses: Sequence[Clause], spots: Sequence[Spot]) -> frozenset[tuple[str, str]]:
    """Hazards of limits told per what the figures of the items are told per, too.

    "At least 160 kg per cycle" where a machine "handles 8 kg per cycle".
    """
    told: set[tuple[str, str]] = set()
    places = {(spot.sentence, spot.place): spot for spot in spots}
    limits: dict[str, set[tuple[str, str]]] = {}
    for clause in clauses:
        tokens = clause.sentence.tokens
        last: Spot | None = None
        for place, token in enumerate(tokens):
            last = places.get((clause.sentence.index, place), last)
            if token.text != "per" or last is None or place - last.place > _PER_REACH:
                continue
            noun = tokens[place + 1].stem if place + 1 < len(tokens) else ""
            base = (last.unit if is_unit(last.unit) else "", noun)
            if last.comparison is not None:
                limits.setdefault(clause.sentence.quote, set()).add(base)
            elif last.told:
                told.add(base)
    return frozenset(
        ("per", quote)
        for quote, bases in limits.items()
        if bases <= told and all(unit for unit, _ in bases)
    )


def _strange_nouns(
    clauses: Sequence[Clause], spots: Sequence[Spot], choice: Choice, own: Collection[str]
) -> list[str]:
    """Nouns of which each one is bounded, and that stand for something else than the items.

    A noun that only this bound uses sums the items up: "of each spirit" of gin, rum and vermouth.
    """
    told = Counter(token.stem for clause in clauses for token in clause.sentence.tokens)
    nouns = [spot.each for spot in _bounds_of_each(spots, choice) if spot.each]
    return [n for n in nouns if n not in GENERIC and n not in own and told[n] > 1]
