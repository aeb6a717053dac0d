"""Makes items: demonstrations one by one, through the filters, to those that are kept."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from optimoot.benchmarks.synthesis.checking import Checked, Refusal, solve_and_mutate
from optimoot.benchmarks.synthesis.counting import Stage, Survival
from optimoot.benchmarks.synthesis.demonstration import Demonstration, Style
from optimoot.benchmarks.synthesis.draft import Archetype
from optimoot.benchmarks.synthesis.question import MistoldError, Question, question_of
from optimoot.benchmarks.synthesis.retelling import Reteller
from optimoot.benchmarks.synthesis.round_trip import Reader, RoundTrip
from optimoot.errors import InputError
from optimoot.memory.likeness import LEAST, LikenessIndex

RoundTrips = Literal["required", "reported", "off"]
_AT_ONCE: Final = 8
"""Demonstrations that are told and read back side by side; part of what a seed means."""
_PATIENCE: Final = 100
"""Demonstrations of an archetype in a row of which none is kept, after which it is exhausted."""


def round_trips_named(name: str) -> RoundTrips:
    """What a name on the command line means.

    Raises:
        InputError: It means nothing.
    """
    known: dict[str, RoundTrips] = {"required": "required", "reported": "reported", "off": "off"}
    if name not in known:
        raise InputError(f"--round-trip cannot be {name!r}.", remedy=f"Say {', '.join(known)}.")
    return known[name]


@dataclass(frozen=True)
class Wanted:
    """What is to be made.

    Attributes:
        count: Items.
        seed: Of everything that varies.
        archetypes: In turn, so that each gives as many items as it can.
        styles: Each item has one of them.
        round_trip: Whether items have to pass it, are read back and told apart, or not read back.
    """

    count: int
    seed: int
    archetypes: Sequence[Archetype]
    styles: Sequence[Style] = tuple(Style)
    round_trip: RoundTrips = "reported"


@dataclass(frozen=True)
class Made:
    """An item that is kept.

    Attributes:
        id: Unique among items of one seed, and the same in every run.
        nearest: Greatest likeness to a question before it.
        round_trip: None where it was not read back.
    """

    id: str
    demonstration: Demonstration
    question: Question
    checked: Checked
    nearest: float
    round_trip: RoundTrip | None = None


@dataclass(frozen=True)
class _Begun:
    id: str
    demonstration: Demonstration
    checked: Checked


@dataclass
class Maker:
    """Makes what is wanted.

    Attributes:
        reader: Reads questions back; needed unless round trips are off.
        reteller: Tells the questions; None: the archetypes' own words.
        survival: What happened so far.
        index: The questions so far.
    """

    wanted: Wanted
    reader: Reader | None = None
    reteller: Reteller | None = None
    survival: Survival = field(default_factory=Survival)
    index: LikenessIndex = field(default_factory=LikenessIndex)
    _numbers: Counter[str] = field(default_factory=Counter)
    _kept: Counter[str] = field(default_factory=Counter)
    _in_vain: Counter[str] = field(default_factory=Counter)

    async def items(self) -> AsyncIterator[Made]:
        """Yield items as they are made, until there are as many as wanted.

        Fewer come where all archetypes are exhausted; `survival` tells which are.
        """
        while (missing := self.wanted.count - sum(self._kept.values())) > 0:
            begun = self._begin(min(missing, _AT_ONCE))
            if not begun:
                return
            for made in await self._through(begun):
                self._kept[made.demonstration.archetype] += 1
                self._in_vain[made.demonstration.archetype] = 0
                self.survival.passed(made.demonstration.archetype, Stage.KEPT)
                yield made

    def _begin(self, count: int) -> list[_Begun]:
        """The next demonstrations that a solver has checked."""
        found: list[_Begun] = []
        pending: Counter[str] = Counter()
        while len(found) < count:
            archetype = self._next(pending)
            if archetype is None:
                break
            begun = self._attempt(archetype)
            if begun is not None:
                found.append(begun)
                pending[archetype.name] += 1
        return found

    def _next(self, pending: Counter[str]) -> Archetype | None:
        """The archetype with the fewest items that is not exhausted."""
        for archetype in self.wanted.archetypes:
            name = archetype.name
            if self._in_vain[name] >= _PATIENCE and name not in self.survival.exhausted:
                self.survival.exhausted.append(name)
        left = [a for a in self.wanted.archetypes if a.name not in self.survival.exhausted]
        return min(left, key=lambda a: self._kept[a.name] + pending[a.name], default=None)

    def _attempt(self, archetype: Archetype) -> _Begun | None:
        name = archetype.name
        number = self._numbers[name]
        self._numbers[name] += 1
        self._in_vain[name] += 1
        key = f"{self.wanted.seed} {name} {number}"
        chance = random.Random(key)  # noqa: S311 - the same for everyone, not secret
        demonstration = archetype.demonstration(chance, chance.choice(self.wanted.styles))
        self.survival.passed(name, Stage.MADE)
        checked = solve_and_mutate(demonstration.formulation)
        if isinstance(checked, Refusal):
            self.survival.refused(name, checked.value)
            if checked is Refusal.IDLE:
                self.survival.passed(name, Stage.SOLVED)
            return None
        self.survival.passed(name, Stage.SOLVED)
        self.survival.passed(name, Stage.MATTERS)
        return _Begun(f"{name}-{self.wanted.seed}-{number}", demonstration, checked)

    async def _through(self, begun: Sequence[_Begun]) -> list[Made]:
        """What the later filters let through, in order."""
        told = await asyncio.gather(*(self._told(one.demonstration) for one in begun))
        fresh: list[Made] = []
        for one, question in zip(begun, told, strict=True):
            name = one.demonstration.archetype
            if isinstance(question, str):
                self.survival.refused(name, question)
                continue
            self.survival.passed(name, Stage.TOLD)
            nearest = self.index.nearest(question.problem.text)
            if nearest >= LEAST:
                self.survival.refused(name, "near-duplicate")
                continue
            self.survival.passed(name, Stage.FRESH)
            self.index.add(question.problem.text)
            fresh.append(Made(one.id, one.demonstration, question, one.checked, nearest))
        if self.wanted.round_trip == "off" or self.reader is None:
            return fresh
        read = await asyncio.gather(*(self._read_back(one, self.reader) for one in fresh))
        if self.wanted.round_trip == "reported":
            return list(read)
        return [one for one in read if one.round_trip is not None and one.round_trip.passed]

    async def _told(self, demonstration: Demonstration) -> Question | str:
        """The question; or why it cannot be told."""
        try:
            if self.reteller is not None:
                return await self.reteller.retell(demonstration)
            return question_of(demonstration, demonstration.told)
        except MistoldError as error:
            return f"mistold: {error}"

    async def _read_back(self, made: Made, reader: Reader) -> Made:
        name = made.demonstration.archetype
        found = await reader.read_back(made.question, made.checked.program)
        self.survival.read_back[name] += 1
        self.survival.paid(found.calls, found.tokens, found.money)
        if found.passed:
            self.survival.passed(name, Stage.READ)
        else:
            self.survival.refused(name, f"round trip: {found.verdict}")
        return Made(made.id, made.demonstration, made.question, made.checked, made.nearest, found)
