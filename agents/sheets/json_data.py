"""JSON between the sentences: an object for each thing, and objects with what there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from optimoot.agents.archetypes.wording import Token
from optimoot.agents.sheets.figures import Figure, read_figure
from optimoot.agents.sheets.layout import Layout, Thing, name_stems
from optimoot.agents.sheets.words import LEADS
from optimoot.problem import Problem

_PIECE: Final = re.compile(r'"([^"\n]*)"|([{}\[\]:,])|([^\s{}\[\]:,"]+)')
_NAMES: Final = frozenset("name id item product label title type".split())
_DEEPEST: Final = 8


@dataclass(frozen=True)
class Leaf:
    """A value with the place where it stands."""

    written: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Node:
    """An object (with keys) or a list (with empty ones)."""

    parts: tuple[tuple[Leaf | None, Node | Leaf], ...]


class _NotJson(Exception):
    """The text there is no JSON."""


def read_json(problem: Problem, tokens: Sequence[Token]) -> Layout | None:
    """The things of the first JSON object or list of a text."""
    text = problem.text
    start = min((at for at in (text.find("{"), text.find("[")) if at >= 0), default=-1)
    if start < 0:
        return None
    pieces = list(_PIECE.finditer(text, start))
    try:
        node, end = _value(pieces, 0, 0)
    except _NotJson:
        return None
    if isinstance(node, Leaf):
        return None
    taken = {t.start for t in tokens if start <= t.start < pieces[end - 1].end()}
    reader = _Reader(tokens, Layout([], taken))
    reader.node(node, ())
    layout = _without_holders(reader.layout, reader.parents)
    return layout if len(layout.things) > 1 and not reader.odd else None


def _value(pieces: Sequence[re.Match[str]], at: int, depth: int) -> tuple[Node | Leaf, int]:
    if at >= len(pieces) or depth > _DEEPEST:
        raise _NotJson
    piece = pieces[at]
    opening = piece.group(2)
    if opening not in ("{", "["):
        if opening:
            raise _NotJson
        quoted = piece.group(1) is not None
        told = piece.group(1) if quoted else piece.group(3)
        return Leaf(told, piece.start(), piece.end(), quoted), at + 1
    closing = "}" if opening == "{" else "]"
    parts: list[tuple[Leaf | None, Node | Leaf]] = []
    at += 1
    while at < len(pieces) and pieces[at].group(2) != closing:
        key: Leaf | None = None
        if closing == "}":
            told, at = _value(pieces, at, depth + 1)
            if not isinstance(told, Leaf) or at >= len(pieces) or pieces[at].group(2) != ":":
                raise _NotJson
            key, at = told, at + 1
        value, at = _value(pieces, at, depth + 1)
        parts.append((key, value))
        if at < len(pieces) and pieces[at].group(2) == ",":
            at += 1
    if at >= len(pieces):
        raise _NotJson
    return Node(tuple(parts)), at + 1


class _Reader:
    """Turns objects into things and limits."""

    def __init__(self, tokens: Sequence[Token], layout: Layout) -> None:
        self.tokens = tokens
        self.layout = layout
        self.odd = False
        self.parents: list[str] = []
        """Where each thing was found."""

    def _told(self, leaf: Leaf) -> tuple[Token, ...]:
        return tuple(t for t in self.tokens if leaf.start <= t.start < leaf.end)

    def node(self, node: Node, path: tuple[str, ...]) -> None:
        """Read an object or a list."""
        for key, value in node.parts:
            if isinstance(value, Node):
                self._inner(key, value, path)
                continue
            if key is None or (figure := self._figure(key, value)) is None:
                self.odd = self.odd or bool(self._numbers(value)) or key is None
                continue
            words = tuple(t.stem for t in self._told(key))
            self.layout.limits.append((figure, words))

    def _inner(self, key: Leaf | None, value: Node, path: tuple[str, ...]) -> None:
        named = [v for k, v in value.parts if k is not None and k.written.lower() in _NAMES]
        flat = all(isinstance(v, Leaf) for _, v in value.parts)
        words = name_stems(self._told(key)) if key is not None else ()
        if key is not None and (set(words) & LEADS) and flat:
            for own, leaf in value.parts:
                if own is None or not isinstance(leaf, Leaf):
                    self.odd = True
                elif (figure := self._figure(own, leaf)) is not None:
                    self.layout.limits.append((figure, words))
            return
        name = named[0] if named and isinstance(named[0], Leaf) else key
        if flat and name is not None and len(value.parts) > 1:
            self._thing(name, value)
            self.parents.append(path[-1] if path else "")
            return
        self.node(value, (*path, key.written if key is not None else ""))

    def _thing(self, name: Leaf, value: Node) -> None:
        figures: list[Figure] = []
        for key, leaf in value.parts:
            if key is None or not isinstance(leaf, Leaf):
                self.odd = True
                continue
            if leaf is name:
                continue
            figure = self._figure(key, leaf)
            if figure is None:
                self.odd = True
                continue
            figures.append(figure)
        stems = name_stems(self._told(name)) or (name.written.lower(),)
        self.layout.things.append(Thing(name.written, stems, figures, name.written))

    def _numbers(self, leaf: Leaf) -> list[Token]:
        return [t for t in self._told(leaf) if t.number is not None]

    def _figure(self, key: Leaf, value: Leaf) -> Figure | None:
        return read_figure(self._told(value), self._told(key), key.written)


def _without_holders(layout: Layout, parents: Sequence[str]) -> Layout:
    """Objects of another list with one figure each are limits: `{"name": "oven", "hours": 9}`."""
    most = max((len(thing.figures) for thing in layout.things), default=0)
    rich = {parents[at] for at, thing in enumerate(layout.things) if len(thing.figures) == most}
    things = []
    for thing, parent in zip(layout.things, parents, strict=True):
        if parent in rich or len(thing.figures) != 1:
            things.append(thing)
            continue
        figure = replace(thing.figures[0], words=thing.stems, unit="")
        layout.limits.append((figure, ("available",)))
    layout.things = things
    return layout
