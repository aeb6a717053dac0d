"""The figures of the text with their places: whose they are, what they measure, how they bound.

Every Number of the text becomes a Datum, or is explained as something that is no quantity: the
label of a thing, a coordinate, a count of what the text lists.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.comparisons import stated_bound
from optimoot.agents.archetypes.datum import Bound, Datum, Point, Route, Slot, Step, Subset
from optimoot.agents.archetypes.kinds import Kinds, Mention, Thing
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.wording import STOP, Token


@dataclass(frozen=True)
class Findings:
    """What the lines hold.

    Attributes:
        explained: Ids of the Numbers that are no quantities, with the reason.
    """

    data: tuple[Datum, ...]
    routes: tuple[Route, ...]
    subsets: tuple[Subset, ...]
    points: tuple[Point, ...]
    explained: dict[str, str]


_BREAKS: Final = frozenset([",", ";", "→", "and", "but", "yet", "while", ".", "whereas", "?", "!"])
_SPLITTERS: Final = frozenset("for at with against costing priced costs cost from per".split())
_HYPHENS: Final = frozenset(["-", "‐", "‑"])


def find_data(
    lines: Sequence[Line], kinds: Kinds, skipped: frozenset[str] = frozenset()
) -> Findings:
    """The data of all lines but the rows of tables; `skipped` are Numbers read elsewhere."""
    data: list[Datum] = []
    routes: list[Route] = []
    subsets: list[Subset] = []
    points: list[Point] = []
    explained: dict[str, str] = {}
    for line in lines:
        if line.form is Form.ROW:
            continue
        reader = _LineReader(line, kinds.mentions(line.tokens), explained, skipped)
        reader.read()
        data += reader.data
        routes += reader.routes
        subsets += reader.subsets
        points += reader.points
    return Findings(tuple(data), tuple(routes), tuple(subsets), tuple(points), explained)


class _LineReader:
    """Reads one line from left to right."""

    def __init__(
        self,
        line: Line,
        mentions: Sequence[Mention],
        explained: dict[str, str],
        skipped: frozenset[str],
    ) -> None:
        self.skipped = skipped
        self.line = line
        self.tokens = line.tokens
        mentions = [m for m in mentions if not _is_definition(line.tokens, m)]
        self.mentions = {mention.start: mention for mention in mentions}
        self.taken: set[int] = set()
        self.explained = explained
        self.data: list[Datum] = []
        self.routes: list[Route] = []
        self.subsets: list[Subset] = []
        self.points: list[Point] = []
        self.head: tuple[Thing, ...] = ()
        self.head_from = False
        self.head_leads = False
        self.pending: tuple[str, ...] = ()
        for mention in mentions:
            for token in self.tokens[mention.start : mention.end]:
                self._explain(token, "names a thing")
        for token in self.tokens:
            if token.lower == "one":
                self._explain(token, "is no figure")

    def _explain(self, token: Token, reason: str) -> None:
        if token.number is not None:
            self.explained[token.number.id] = reason

    def read(self) -> None:
        """Fill `data`, `routes` and `subsets`."""
        self._sets_and_steps()
        self._pairs()
        bound: Bound | None = None
        for start, end in self._segments():
            bound = self._segment(start, end, bound)

    # ------------------------------------------------------------ brackets

    def _groups(self, opening: str, closing: str) -> Iterator[tuple[int, int]]:
        start = None
        for place, token in enumerate(self.tokens):
            if token.text == opening:
                start = place
            elif token.text == closing and start is not None:
                yield start, place
                start = None

    def _sets_and_steps(self) -> None:
        for start, end in self._groups("{", "}"):
            things = [m.thing for at, m in self.mentions.items() if start < at < end]
            if len(things) > 1:
                self.subsets.append(Subset(tuple(things), self.line.index))
                self.taken.update(range(start, end + 1))
        steps: list[Step] = []
        first = None
        for start, end in self._groups("(", ")"):
            inside = [m for at, m in self.mentions.items() if start < at < end]
            numbers = self._numbers(start, end)
            commas = [t for t in self.tokens[start:end] if t.text in (",", ":")]
            if len(inside) == 1 and len(numbers) == 1 and commas:
                first = start if first is None else first
                number = self.tokens[numbers[0]].number
                if number is not None:
                    steps.append(Step(inside[0].thing, number))
                self.taken.update(range(start, end + 1))
        owners = [m.thing for at, m in self.mentions.items() if first is not None and at < first]
        if steps and owners:
            self.routes.append(Route(owners[0], tuple(steps), self.line.index))

    def _numbers(self, start: int, end: int) -> list[int]:
        """Places of the quantities between two places."""
        return [
            place
            for place in range(start, end)
            if (number := self.tokens[place].number) is not None
            and number.id not in self.explained
            and number.id not in self.skipped
        ]

    def _pairs(self) -> None:
        """Coordinates `(3, 4)` and intervals `[0.1, 0.5]`."""
        for opening, closing in (("(", ")"), ("[", "]")):
            for start, end in self._groups(opening, closing):
                inside = self._numbers(start, end)
                if len(inside) != 2 or end - start != 4 or start in self.taken:
                    continue
                if opening == "(":
                    self._point(start, inside)
                else:
                    head = self._first_thing(start)
                    words = self._words(self._clause_start(start), start)
                    self._interval(inside, head, words)
                self.taken.update(range(start, end + 1))
        self._between()

    def _point(self, start: int, inside: Sequence[int]) -> None:
        across, up = (self.tokens[place].number for place in inside)
        owner = self._first_thing(start)
        if owner and across is not None and up is not None:
            self.points.append(Point(owner[0], across, up, self.line.index))
        for place in inside:
            self._explain(self.tokens[place], "is a coordinate")

    def _between(self) -> None:
        """Read "between 17 and 50 litres"."""
        for place, token in enumerate(self.tokens):
            if token.lower != "between":
                continue
            numbers = self._numbers(place + 1, min(place + 6, len(self.tokens)))
            if len(numbers) == 2 and numbers[0] == place + 1:
                joint = {t.lower for t in self.tokens[numbers[0] + 1 : numbers[1]]}
                if joint & {"and", "to"}:
                    words = self._words(self._clause_start(place), place)
                    words += self._words(numbers[1], min(numbers[1] + 4, len(self.tokens)))
                    self._interval(numbers, self._first_thing(place), words)
                    self.taken.update(range(place, numbers[1] + 1))

    def _interval(
        self, places: Sequence[int], things: tuple[Thing, ...], words: tuple[str, ...]
    ) -> None:
        slots = ((Slot.LOW, Bound.AT_LEAST), (Slot.HIGH, Bound.AT_MOST))
        for place, (slot, bound) in zip(places, slots, strict=True):
            number = self.tokens[place].number
            if number is not None:
                self.data.append(
                    Datum(
                        number, things, words, words, bound, self.line.index, len(self.data), slot
                    )
                )

    def _first_thing(self, before: int) -> tuple[Thing, ...]:
        things = [m.thing for at, m in sorted(self.mentions.items()) if at < before]
        return tuple(things[:1])

    def _clause_start(self, place: int) -> int:
        while place > 0 and self.tokens[place - 1].text not in (",", ";", ":", "."):
            place -= 1
        return place

    # ------------------------------------------------------------ segments

    def _segments(self) -> Iterator[tuple[int, int]]:
        """Runs of tokens between commas, conjunctions and colons."""
        start = 0
        place = 0
        while place < len(self.tokens):
            mention = self.mentions.get(place)
            if mention is not None:
                place = mention.end
                continue
            token = self.tokens[place]
            if place in self.taken and token.text in _BREAKS:
                place += 1
                continue
            between = token.lower == "and" and self._joins_things(place)
            if (token.lower in _BREAKS or token.text == ":") and not between:
                if place > start:
                    yield start, place
                start = place + 1
            place += 1
        if start < len(self.tokens):
            yield start, len(self.tokens)

    def _joins_things(self, place: int) -> bool:
        """Whether an "and" stands between two things: "between A and B"."""
        before = any(m.end == place for m in self.mentions.values())
        return before and place + 1 in self.mentions

    def _segment(self, start: int, end: int, inherited: Bound | None) -> Bound | None:
        mentions = [m for at, m in sorted(self.mentions.items()) if start <= at < end]
        mentions = [m for m in mentions if m.start not in self.taken]
        numbers = [place for place in self._numbers(start, end) if place not in self.taken]
        stated = self._bound(start, end)
        if not numbers:
            self._new_head(mentions)
            self.pending += tuple(t.stem for t in self.tokens[start:end] if t.is_word)
            return stated or inherited
        parts = list(self._parts(start, end, numbers))
        own = [m.thing for m in mentions]
        for (first, last), place in zip(parts, numbers, strict=True):
            within = [m.thing for m in mentions if first <= m.start < last] or own
            number = self.tokens[place].number
            if number is None:
                continue
            things = self._things(within, mentions)
            bound = self._bound(first, last) or stated
            if bound is None and start in (place, place - 1):
                bound = inherited  # "at least 3 kilos of rye, 4 of oats"
            elif bound is None and inherited is not None and not things:
                bound = inherited
            words = self._words(first, last)
            nearby = self.pending + tuple(t.stem for t in self.tokens[first:last] if t.is_word)
            self.pending = ()
            joined = place + 1 < len(self.tokens) and self.tokens[place + 1].text in _HYPHENS
            joined = joined and self.tokens[place + 1].start == self.tokens[place].end
            self.data.append(
                Datum(
                    number,
                    things,
                    words,
                    nearby,
                    bound,
                    self.line.index,
                    len(self.data),
                    compound=joined,
                    after=self._after(place + (2 if joined else 1)),
                )
            )
        linked = len(mentions) == 2 and mentions[0].thing != mentions[1].thing
        if linked or (mentions and not self.head):
            self._new_head(mentions[:1])
        return stated or (inherited if len(numbers) == 1 else None)

    def _after(self, place: int) -> tuple[str, ...]:
        words = []
        for token in self.tokens[place : place + 4]:
            if not token.is_word:
                break
            words.append(token.lower)
        return tuple(words)

    def _new_head(self, mentions: Sequence[Mention]) -> None:
        if not mentions:
            return
        self.head = (
            (mentions[0].thing,) if len(mentions) == 1 else tuple(m.thing for m in mentions[:2])
        )
        before = self.tokens[mentions[0].start - 1].lower if mentions[0].start else ""
        self.head_from = before in ("from", "/")
        after = self.tokens[mentions[0].end : mentions[0].end + 6]
        self.head_leads = self.line.form is Form.ENTRY and any(t.text == ":" for t in after)

    def _things(self, own: Sequence[Thing], mentions: Sequence[Mention]) -> tuple[Thing, ...]:
        """Whose a figure is: what its own clause names, after what the line speaks of."""
        distinct = tuple(dict.fromkeys(own))
        if len(distinct) >= 2:
            places = {m.thing: m.start for m in mentions}
            before = self.tokens[max(0, places[distinct[1]] - 1)].lower
            return distinct[1::-1] if before == "from" else distinct[:2]
        if not distinct:
            return self.head[:2]
        if not self.head or self.head == distinct:
            return distinct
        place = next(m.start for m in mentions if m.thing == distinct[0])
        before = self.tokens[place - 1].lower if place else ""
        alike = self.head[0].kind is distinct[0].kind
        if alike and not (self.head_from or self.head_leads or before in ("to", "from")):
            return distinct[:1]
        if before == "from" and not self.head_from:
            return (distinct[0], self.head[0])
        return (self.head[0], distinct[0])

    def _parts(self, start: int, end: int, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Where the words of each figure of a segment begin and end."""
        cuts = [start]
        for one, other in itertools.pairwise(numbers):
            cut = other
            for place in range(one + 1, other):
                if self.tokens[place].lower in _SPLITTERS or self.tokens[place].text == "(":
                    cut = place
                    break
            cuts.append(cut)
        cuts.append(end)
        yield from itertools.pairwise(cuts)

    def _words(self, start: int, end: int) -> tuple[str, ...]:
        within = {
            place
            for mention in self.mentions.values()
            for place in range(mention.start, mention.end)
        }
        return tuple(
            token.stem
            for place, token in enumerate(self.tokens[start:end], start)
            if token.is_word and token.lower not in STOP and place not in within
        )

    def _bound(self, start: int, end: int) -> Bound | None:
        return stated_bound(self.tokens[start:end])


def _is_definition(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a name is that of a set being defined: `L = {A, B}`."""
    return [token.text for token in tokens[mention.end : mention.end + 2]] == ["=", "{"]
