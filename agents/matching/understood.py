"""Wordings that a reading has understood, though they change the meaning of most sentences.

`optimoot.agents.builtin.hazards` names wordings by their words alone. Once every figure has its
role, some of them are seen to be harmless: "at least 5 of each" where each item got its bound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.clauses import whole
from optimoot.agents.builtin.facts import Relation
from optimoot.agents.builtin.figures import tells_one_each
from optimoot.agents.builtin.lexicon import SINGLES
from optimoot.agents.builtin.phrases import content_run
from optimoot.agents.builtin.scenes import is_scene
from optimoot.agents.matching.figure_each import EACHES, GENERIC
from optimoot.agents.matching.search import Choice, Option, Part
from optimoot.agents.matching.spot import Spot

Told = tuple[str, str]
"""A kind of hazard, and the quote of its sentence."""
_OF_EACH: Final = ("each", "either", "each one", "into each")
"""Kinds of hazards that are understood where each item got its bound."""
_REACH: Final = 4
"""Tokens within which "per cycle" belongs to a figure."""


def understood(
    clauses: Sequence[Clause],
    own: Collection[str],
    spots: Sequence[Spot],
    choice: Choice,
    relations: Sequence[Relation] = (),
) -> frozenset[Told]:
    """The hazards that a choice of roles has made harmless.

    Args:
        clauses: The sentences, tagged with one cast.
        own: Stems that name the items, one of them or all.
        spots: The figures.
        choice: Their roles.
        relations: What compares the items with each other.
    """
    roles = list(zip(spots, choice.options, strict=True))
    scenes = [clause for clause in clauses if is_scene(clause, own)]
    ones = [clause for clause in clauses if _goes_one_each(clause)]
    domains = [clause for clause in clauses if whole.only_tells_domain(clause.sentence)]
    lots = [clause for clause in clauses if _scales(clause, roles)]
    eaches = [clause for clause in clauses if _bounds_each(clause, roles)]
    ordered = {told.sentence for told in relations if not told.numbers}
    orders = [clause for clause in clauses if clause.sentence.index in ordered]
    eithers = [clause for clause in clauses if _rates_either(clause, roles, choice)]
    return _common_bases(clauses, spots, own) | frozenset(
        [("condition", clause.sentence.quote) for clause in scenes]
        + [("lot", clause.sentence.quote) for clause in lots]
        + [("besides", clause.sentence.quote) for clause in (*domains, *ones)]
        + [("bases", clause.sentence.quote) for clause in ones]
        + [("order of sizes", clause.sentence.quote) for clause in orders]
        + [("either", clause.sentence.quote) for clause in eithers]
        + [(kind, clause.sentence.quote) for clause in eaches for kind in _OF_EACH]
    )


def _goes_one_each(clause: Clause) -> bool:
    """Whether brackets say that every one of the things takes one of what is limited."""
    tokens = clause.sentence.tokens
    return any(t.text in SINGLES and tells_one_each(tokens, p) for p, t in enumerate(tokens))


def _in(clause: Clause, roles: Sequence[tuple[Spot, Option]], part: Part) -> list[Spot]:
    """Figures of a sentence that have a role."""
    place = clause.sentence.index
    return [spot for spot, option in roles if option.part is part and spot.sentence == place]


def _scales(clause: Clause, roles: Sequence[tuple[Spot, Option]]) -> bool:
    """Whether all rates of a sentence were scaled by what they are told for: "per thousand"."""
    told = [spot.size for spot in _in(clause, roles, Part.RATE)]
    return bool(told) and 1.0 not in told


def _bounds_each(clause: Clause, roles: Sequence[tuple[Spot, Option]]) -> bool:
    """Whether all words for each one of a sentence became bounds of each."""
    words = sum(token.text in EACHES for token in clause.sentence.tokens)
    return 0 < words == len(_in(clause, roles, Part.EACH))


def _rates_either(clause: Clause, roles: Sequence[tuple[Spot, Option]], choice: Choice) -> bool:
    """Whether "2 hours for either" became a rate of all items, and nothing else says "either"."""
    texts = [token.text for token in clause.sentence.tokens]
    shared = {
        spot.number.id
        for column in choice.booking.columns
        for spot in column.spots.values()
        if len({other.number.id for other in column.spots.values()}) == 1 < len(column.spots)
    }
    told = [spot for spot in _in(clause, roles, Part.RATE) if spot.number.id in shared]
    return 0 < texts.count("either") == len(told) and not {"neither", "none"} & set(texts)


def _common_bases(
    clauses: Sequence[Clause], spots: Sequence[Spot], own: Collection[str]
) -> frozenset[Told]:
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
            if token.text != "per" or last is None or place - last.place > _REACH:
                continue
            noun = tokens[place + 1].stem if place + 1 < len(tokens) else ""
            base = ("" if last.unit in own else last.unit, noun)
            if last.comparison is not None:
                limits.setdefault(clause.sentence.quote, set()).add(base)
            elif last.told:
                told.add(base)
    return frozenset(
        ("per", quote)
        for quote, bases in limits.items()
        if bases <= told and all(unit for unit, _ in bases)
    )


def strange_nouns(
    clauses: Sequence[Clause], spots: Sequence[Spot], choice: Choice, own: Collection[str]
) -> list[str]:
    """Nouns of which each one is bounded, and that stand for something else than the items.

    A noun that only this bound uses sums the items up: "of each spirit" of gin, rum and vermouth.
    """
    told = Counter(token.stem for clause in clauses for token in clause.sentence.tokens)
    roles = zip(spots, choice.options, strict=True)
    nouns = [spot.each for spot, option in roles if option.part is Part.EACH and spot.each]
    return [n for n in nouns if n not in GENERIC and n not in own and told[n] > 1]


def second_decision(clauses: Sequence[Clause], own: Collection[str]) -> str:
    """What a sentence asks the number of beside that of the items; empty where there is none.

    "How many clubs of each type, and how many volunteers for each club" decides on two things.
    """
    for clause in clauses:
        tokens = clause.sentence.tokens
        asked = [
            content_run(tokens, place + 2)
            for place in range(len(tokens) - 2)
            if tokens[place].text == "how" and tokens[place + 1].text == "many"
        ]
        other = [run for run in asked if run and not any(token.stem in own for token in run)]
        if len(asked) > 1 and 0 < len(other) < len(asked):
            return " ".join(token.text for token in other[0])
    return ""
