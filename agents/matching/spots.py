"""Spots: each Number of the text with what stands around it.

What a figure measures is told by the words behind it ("12 minutes *of labor*") and before it ("a
*profit* of $6"), whom it is stated for by the mentions of items around it, and whether it limits
something by words of comparison, of supply and of demand. Nothing is decided here: a spot keeps the
evidence, and `optimoot.agents.matching.search` weighs that of all spots together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from optimoot.agents.builtin.atoms import Atom, Clause
from optimoot.agents.builtin.figures import tells_one_each
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.units import is_unit
from optimoot.agents.matching.figure_each import EACHES, bounded_each
from optimoot.agents.matching.figure_lots import is_lot, is_pair, is_partial, lot_of
from optimoot.agents.matching.figure_money import is_paid
from optimoot.agents.matching.figure_owners import (
    counted,
    is_of_some,
    is_parted,
    items_behind,
    owners,
)
from optimoot.agents.matching.figure_single import is_single, stands_for_noun
from optimoot.agents.matching.figure_statement import heads_statement, is_told, is_total
from optimoot.agents.matching.figure_supply import is_length, supply
from optimoot.agents.matching.figure_words import (
    behind,
    comparison,
    named_of,
    tail,
    verb,
    words_before,
)
from optimoot.agents.matching.joined import in_lists, inherited
from optimoot.agents.matching.people import summed_people
from optimoot.agents.matching.spot import MONEY, Owner, Spot
from optimoot.agents.matching.vessels import counted_in, vessels_of
from optimoot.agents.matching.view import View
from optimoot.agents.matching.words import EMPTY
from optimoot.problem import Number, NumberKind

_APIECE: Final = 10
"""Tokens within which "(one per van)" follows a figure."""
_HUNDREDTHS: Final = frozenset(("cent", "penc"))
"""Stems of hundredths of a currency."""


def find_spots(
    clauses: Sequence[Clause], everything: int, family: frozenset[str] = frozenset()
) -> tuple[Spot, ...]:
    """The spots of all Numbers, in the order of the text.

    Args:
        clauses: The sentences, tagged with one cast.
        everything: How many items the cast has.
        family: Stems of nouns that stand for any of them.
    """
    words = Counter(token.stem for clause in clauses for token in clause.sentence.tokens)
    vessels = vessels_of(clauses)
    spots: list[Spot] = []
    subject: tuple[int, ...] = ()
    for clause in clauses:
        view = View(clause, everything, subject, family, vessels)
        found = [
            _spot(view, atom, atom.number)
            for atom in clause.atoms
            if atom.number is not None and atom.role is not Role.EACH
        ]
        told = summed_people(clause, inherited(clause, found), words)
        spots.extend(in_lists(clause, told, everything))
        named = [atom.items for atom in clause.atoms if atom.role is Role.ITEM]
        subject = named[-1] if named else subject
    return tuple(spots)


def _spot(view: View, atom: Atom, number: Number) -> Spot:
    """The spot of a number and its atom."""
    unit, after, end = behind(view, atom.end)
    if number.kind is NumberKind.MONEY:
        after |= frozenset([unit]) - {""} if not is_unit(unit) else frozenset()
        unit = MONEY
    scale = 1.0
    cents = number.text.lower().endswith(("cent", "cents", "¢")) or unit in _HUNDREDTHS
    if cents and number.kind is not NumberKind.PERCENT:
        unit, scale = MONEY, 0.01
    before = words_before(view, atom.start)
    if not unit and not after:
        unit = named_of(view, atom.start)
        if not unit and is_paid(view, atom.start, number, before):
            unit = MONEY
    compare = comparison(view, atom)
    lot = lot_of(view, atom.start)
    heads = heads_statement(view, atom.start, end)
    told = not heads and is_told(view, atom.start)
    stretch = is_length(view, atom.start, end)
    by_words = owners(view, atom, end, compare is not None)
    inside = counted_in(view, atom.end) if number.kind is NumberKind.PLAIN else ()
    return Spot(
        number,
        view.clause.sentence.index,
        atom.start,
        unit=unit,
        after=after - EMPTY,
        before=before - EMPTY,
        comparison=compare.comparison if compare is not None else None,
        strict=compare.strict if compare is not None else False,
        supply=1.0 if stretch else 0.0 if told or lot != 1.0 else supply(view, atom.start),
        owners=() if stretch else (Owner(inside, 0.0),) if inside else by_words,
        counted=inside or counted(view, atom.end),
        single=is_single(view, atom, number) or stands_for_noun(view, atom.start),
        total=is_total(view, atom.start) and not is_of_some(view, atom.start),
        scale=scale / lot,
        size=lot,
        spread=_is_spread(view, end),
        apiece=any(
            tells_one_each(view.tokens, ahead)
            for ahead in range(atom.end, min(atom.end + _APIECE, len(view.tokens)))
        ),
        lot=any(told(view, atom.start) for told in (is_lot, is_partial, is_pair)),
        told=told,
        verb=verb(view, atom.start),
        heads=heads,
        parted=is_parted(view, atom.start, end),
        behind=bool(inside or items_behind(view, end)),
        each=bounded_each(view, atom, end) if compare is not None else None,
        tail=tail(view, end) - EMPTY,
    )


def _is_apiece(view: View, place: int) -> bool:
    """Whether "(one per van)" follows a figure that ends at `place`."""
    ahead = range(place, min(place + _APIECE, len(view.tokens)))
    return any(tells_one_each(view.tokens, at) for at in ahead)


def _is_spread(view: View, place: int) -> bool:
    """Whether "for each" and an item follow: "($450) for each puppet show"."""
    ahead = view.tokens[place : place + 2]
    if len(ahead) < 2 or ahead[0].text not in ("for", "per", "on") or not items_behind(view, place):
        return False
    return ahead[0].text == "per" or ahead[1].text in EACHES
