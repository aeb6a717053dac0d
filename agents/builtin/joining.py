"""Atoms joined: brackets that add nothing vanish, repeated mentions and comparisons are one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.atoms import Atom
from optimoot.agents.builtin.marks import Role
from optimoot.agents.builtin.text import Kind, Token
from optimoot.problem import NumberKind

_BRACKET_REACH: Final = 24
_NAME_GAP: Final = 2
"""Words that may stand between a name and its symbol in brackets."""
_ASIDE: Final = re.compile(r"e|eg|i|ie|such|like|including|note|for")


def joined(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Iterator[Atom]:
    """Brackets around an alias vanish; a mention that repeats the one before is one mention."""
    kept = _without_asides(tokens, atoms)
    result: list[Atom] = []
    place = 0
    while place < len(kept):
        closing = _closing(kept, place)
        inside = kept[place + 1 : closing] if closing is not None else []
        if closing is None or not _adds_nothing(result, inside):
            _add(result, kept[place])
            place += 1
            continue
        mentions = [part for part in inside if part.role is Role.ITEM]
        if len(mentions) == 1:
            whole = replace(mentions[0], start=kept[place].start, end=kept[closing].end)
            _add(result, whole, bracketed=True)
        place = closing + 1
    yield from _settled(tokens, result)


def _closing(atoms: Sequence[Atom], place: int) -> int | None:
    """Where the bracket that opens at `place` closes, if it does soon."""
    if atoms[place].role is not Role.OPEN:
        return None
    ahead = range(place + 1, min(place + _BRACKET_REACH, len(atoms)))
    return next((other for other in ahead if atoms[other].role is Role.CLOSE), None)


def _adds_nothing(result: Sequence[Atom], inside: Sequence[Atom]) -> bool:
    """Whether a bracket holds plain words, one name, or the names that stand before it."""
    roles = {part.role for part in inside}
    mentions = [part.items for part in inside if part.role is Role.ITEM]
    if roles <= {Role.ITEM, Role.WORD} and len(mentions) <= 1:
        return bool(inside)
    if not roles <= {Role.ITEM, Role.WORD, Role.AND, Role.COMMA, Role.PLUS}:
        return False
    before: list[tuple[int, ...]] = []
    for atom in reversed(result):
        if atom.role not in (Role.ITEM, Role.WORD, Role.AND, Role.COMMA):
            break
        if atom.role is Role.ITEM:
            before.insert(0, atom.items)
    return bool(mentions) and before[-len(mentions) :] == mentions


def _settled(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Iterator[Atom]:
    """Two comparisons in a row are one; one behind its number ("10 or more") goes before it."""
    settled: list[Atom] = []
    for place, atom in enumerate(atoms):
        if _defines(tokens, atoms, place):
            settled.append(replace(atom, role=Role.WORD))
            continue
        ahead = atoms[place + 1 : place + 4]
        marked = next((other for other in ahead if other.role is not Role.WORD), None)
        if atom.role is not Role.COMPARE:
            settled.append(atom)
        elif ahead and ahead[0].number is not None and ahead[0].role is not Role.NUMBER:
            settled.append(replace(atom, role=Role.WORD))  # "hooked up to two machines"
        elif marked is not None and marked.role is Role.COMPARE:
            same = marked.comparison is atom.comparison or _adds_up(tokens, atom)
            settled.append(replace(atom, role=Role.WORD) if same else atom)
        elif _stands_behind(tokens, atom, marked):
            _put_before_number(settled, atom)
        else:
            settled.append(atom)
    yield from settled


def _adds_up(tokens: Sequence[Token], atom: Atom) -> bool:
    """Whether the "up to" of "add up to" stands here."""
    before = tokens[atom.start - 1].text if atom.start else ""
    return tokens[atom.start].text == "up" and before in ("add", "adds", "sum", "sums", "total")


def _defines(tokens: Sequence[Token], atoms: Sequence[Atom], place: int) -> bool:
    """Whether "equals" only tells what a sum is called that something else compares.

    "The power equals 4 per archer plus 9 per knight and must be at least 30" compares the sum
    with 30 alone.
    """
    atom = atoms[place]
    if atom.role is not Role.COMPARE or not tokens[atom.start].text.startswith("equal"):
        return False
    before = tokens[atom.start - 1].text if atom.start else ""
    if before in lexicon.MODALS or any(other.items for other in atoms[:place]):
        return False
    later = [p for p in range(place + 1, len(atoms)) if atoms[p].role is Role.COMPARE]
    if not later:
        return False
    told = atoms[place + 1 : later[0]]
    added = any(other.role in (Role.PLUS, Role.AND, Role.COMMA) for other in told)
    return added and len({other.items for other in told if other.items}) > 1


def _stands_behind(tokens: Sequence[Token], atom: Atom, following: Atom | None) -> bool:
    """Whether a comparison belongs to the number before it: "10 units or more"."""
    if tokens[atom.start].text == "or":
        return True
    if tokens[atom.start].text not in ("at", "maximum", "minimum"):
        return False
    near = tokens[max(0, atom.start - 4) : atom.start]
    counted = any(token.kind is Kind.NUMBER for token in near)
    if not counted and not _compares_multiple(tokens[max(0, atom.start - 9) : atom.start]):
        return False
    ends = (Role.COMMA, Role.AND, Role.BREAK, Role.CLOSE)
    return following is None or following.role in ends


def _compares_multiple(near: Sequence[Token]) -> bool:
    """Whether "half as many doors as windows" stands here."""
    parts = (NumberKind.MULTIPLE, NumberKind.FRACTION)
    multiple = any(token.number is not None and token.number.kind in parts for token in near)
    return multiple and sum(token.text == "as" for token in near) == 2


def _put_before_number(atoms: list[Atom], atom: Atom) -> None:
    for place in range(len(atoms) - 1, -1, -1):
        if atoms[place].role is Role.COMPARE:
            break
        if atoms[place].role is Role.NUMBER:
            start = atoms[place].start
            before = atoms[place - 1] if place else None
            if before is not None and before.comparison is atom.comparison:
                return  # "up to 80 or less"
            atoms.insert(place, replace(atom, start=start, end=start))
            return
    atoms.append(replace(atom, role=Role.WORD))


def _add(result: list[Atom], atom: Atom, *, bracketed: bool = False) -> None:
    if atom.role is Role.ITEM and result:
        last = result[-1]
        if last.role is Role.ITEM and last.items == atom.items:
            result[-1] = replace(last, end=atom.end)
            return
        before = result[-2] if len(result) > 1 else None
        if before is not None and _is_one_name(before, last, atom):
            result[-2:] = [replace(before, end=atom.end)]
            return
    if atom.role is Role.ITEM and bracketed:
        first = next((other for other in reversed(result) if other.role is not Role.WORD), None)
        near = first is not None and atom.start - first.end <= _NAME_GAP
        if first is not None and near and first.role is Role.AND:
            place = result.index(first)
            first = result[place - 1] if place else None
        if first is not None and near and first.role is Role.ITEM and first.items == atom.items:
            del result[result.index(first) :]
            atom = replace(atom, start=first.start)
    result.append(atom)


def _is_one_name(first: Atom, joint: Atom, second: Atom) -> bool:
    """Whether two mentions are one name with "and" in it: "strategy and tactics (X)"."""
    return (
        joint.role is Role.AND
        and first.role is Role.ITEM
        and first.items == second.items
        and (first.end, joint.end) == (joint.start, second.start)
    )


def _without_asides(tokens: Sequence[Token], atoms: Sequence[Atom]) -> list[Atom]:
    """Atoms outside brackets that hold only an example or an explanation."""
    kept: list[Atom] = []
    skip_until = -1
    for atom in atoms:
        if atom.start < skip_until:
            continue
        if atom.role is Role.OPEN:
            first = tokens[atom.end] if atom.end < len(tokens) else None
            if first is not None and _ASIDE.fullmatch(first.text) and first.text != "x":
                close = next(
                    (
                        other.end
                        for other in atoms
                        if other.start > atom.start and other.role is Role.CLOSE
                    ),
                    None,
                )
                if close is not None:
                    skip_until = close
                    continue
        kept.append(atom)
    return kept
