"""Items by the nouns that a text counts them in: a limit on loaves of bread is a limit on bread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.phrases import content_run
from optimoot.agents.builtin.vessels import held_at
from optimoot.agents.matching.view import View

_HEAD: Final = 3
"""Tokens from "a" to what its noun holds: "a jar of jam"."""


def vessels_of(clauses: Sequence[Clause]) -> Mapping[str, tuple[int, ...]]:
    """The one item that each noun holds; nouns that hold several, or something else, are left out.

    Args:
        clauses: The sentences, tagged with one cast.
    """
    found: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for clause in clauses:
        items = {
            place: atom.items
            for atom in clause.atoms
            if atom.role is Role.ITEM
            for place in range(atom.start, atom.end)
        }
        tokens = clause.sentence.tokens
        for place in range(len(tokens)):
            noun, held = held_at(tokens, place)
            if noun:
                inside = range(place + _HEAD, place + _HEAD + len(held))
                found[noun].add(next((items[at] for at in inside if at in items), ()))
    return {
        noun: held
        for noun, told in found.items()
        if len(told) == 1
        for held in told
        if len(held) == 1
    }


def counted_in(view: View, place: int) -> tuple[int, ...]:
    """The item that is counted in the noun behind a figure; none where an item itself follows."""
    run = content_run(view.tokens, place)
    after = place + len(run)
    led = after < len(view.tokens) and view.tokens[after].text in ("of", "per", "for")
    if len(run) != 1 or led or view.has(place, Role.ITEM):
        return ()
    return view.vessels.get(run[0].stem, ())
