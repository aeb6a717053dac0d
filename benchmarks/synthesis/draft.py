"""What an archetype writes with: the model and its question come from one pen.

An archetype adds sets, parameters, variables, the objective and constraints one at a time, and
tells them in sentences and tables in which every figure is taken from a parameter.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from optimoot.benchmarks.synthesis.demonstration import Demonstration, Figure, Step, Style
from optimoot.benchmarks.synthesis.marks import capitalized, marked, unmarked
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    IndexSet,
    Member,
    Objective,
    Parameter,
    Sense,
    Variable,
)

T = TypeVar("T")
Place = Member | tuple[Member, ...]


class Show(StrEnum):
    """How a parameter's figures are written."""

    PLAIN = "plain"
    MONEY = "money"
    PERCENT = "percent"
    """The value is a share; it is told in per cent."""


@dataclass(frozen=True)
class Values:
    """A parameter with its values, and how they are told."""

    name: str
    entries: Mapping[tuple[Member, ...], float]
    show: Show
    draft: Draft

    def __getitem__(self, place: Place) -> float:
        return self.entries[_index(place)]

    @property
    def value(self) -> float:
        """Of a scalar."""
        return self.entries[()]

    def told(self, *index: Member) -> str:
        """The figure in a sentence."""
        return self.draft.figure(self, index, in_table=False)

    def cell(self, *index: Member) -> str:
        """The figure in a table, whose header tells the unit."""
        return self.draft.figure(self, index, in_table=True)


class Draft:
    """A demonstration in the making.

    Args:
        archetype: Its name.
        chance: Where everything that varies comes from.
        style: How the data is told.

    Attributes:
        money: The sign of the currency, or its name.
    """

    def __init__(self, archetype: str, chance: random.Random, style: Style) -> None:
        self.chance = chance
        self.style = style
        self.money = chance.choice(("$", "$", "$", "€", "£", "dollars", "euros"))
        self.scene = ""
        self._archetype = archetype
        self._commas = chance.random() < 0.7
        self._oxford = chance.random() < 0.6
        self._sets: list[IndexSet] = []
        self._parameters: list[Parameter] = []
        self._variables: list[Variable] = []
        self._objective: Objective | None = None
        self._constraints: list[Constraint] = []
        self._steps: list[Step] = []
        self._figures: list[Figure] = []
        self._paragraphs: list[list[str]] = [[]]
        self._sentences: dict[str, str] = {}

    # Chance

    def pick(self, *options: T) -> T:
        """One of these."""
        return self.chance.choice(options)

    def some(self, pool: Sequence[T], low: int, high: int) -> tuple[T, ...]:
        """Between `low` and `high` of these, in any order."""
        return tuple(self.chance.sample(pool, self.chance.randint(low, min(high, len(pool)))))

    def amount(self, low: float, high: float, step: float = 1.0) -> float:
        """A figure between these, a multiple of `step`."""
        first, last = round(low / step), round(high / step)
        return round(self.chance.randint(first, max(first, last)) * step, 6)

    def maybe(self, share: float = 0.5) -> bool:
        """Whether, with this probability."""
        return self.chance.random() < share

    # The model

    def members(self, name: str, members: Iterable[str], meaning: str) -> tuple[str, ...]:
        """Add a set."""
        found = tuple(members)
        self._sets.append(IndexSet(name=name, members=found, meaning=meaning))
        return found

    def pairs(
        self, name: str, members: Iterable[tuple[str, str]], meaning: str
    ) -> tuple[tuple[str, str], ...]:
        """Add a set of pairs, such as the arcs of a network."""
        found = tuple(members)
        self._sets.append(IndexSet(name=name, members=found, meaning=meaning))
        return found

    def is_taken(self, name: str) -> bool:
        """Whether a member of a set is called so."""
        return any(name in one.members for one in self._sets)

    def parameter(
        self,
        name: str,
        values: float | Mapping[str, float] | Mapping[tuple[str, str], float],
        *index: str,
        meaning: str,
        show: Show = Show.PLAIN,
        unit: str = "",
    ) -> Values:
        """Add a parameter; `index` names its sets."""
        arcs = len(index) == 1 and isinstance(values, Mapping)
        entries: dict[tuple[Member, ...], float] = {}
        if isinstance(values, Mapping):
            for place, value in values.items():
                single = arcs or isinstance(place, str)
                entries[(place,) if single else tuple(place)] = float(value)
        else:
            entries[()] = float(values)
        self._parameters.append(
            Parameter(
                name=name, index=index, unit=unit, meaning=meaning,
                entries=tuple(Entry(index=place, value=v) for place, v in entries.items()),
            )
        )  # fmt: skip
        return Values(name, entries, show, self)

    def variable(
        self,
        name: str,
        *index: str,
        meaning: str,
        domain: Domain = Domain.CONTINUOUS,
        unit: str = "",
    ) -> None:
        """Add decisions, none of them below zero."""
        self._variables.append(
            Variable(name=name, index=index, domain=domain, unit=unit, meaning=meaning)
        )
        shape = f"{name}[{', '.join(index)}]" if index else name
        self._step("variables", name, meaning, f"{shape}, {domain}, at least 0")

    def objective(self, sense: Sense, expression: str, *, meaning: str) -> None:
        """Say what is minimized or maximized."""
        self._objective = Objective(sense=sense, expression=expression, meaning=meaning)
        self._step("objective", "objective", meaning, f"{sense} {expression}")

    def constraint(self, name: str, expression: str, for_each: str = "", *, meaning: str) -> None:
        """Add a family of constraints."""
        self._constraints.append(
            Constraint(name=name, expression=expression, for_each=for_each, meaning=meaning)
        )
        algebra = f"{expression} for {for_each}" if for_each else expression
        self._step("constraint", name, meaning, algebra)

    def _step(self, part: str, name: str, meaning: str, algebra: str) -> None:
        self._steps.append(Step(part, name, meaning, algebra))  # type: ignore[arg-type] # a part

    # The question

    def figure(self, values: Values, index: tuple[Member, ...], *, in_table: bool) -> str:
        """A figure of a parameter, marked."""
        factor = 0.01 if values.show is Show.PERCENT else 1.0
        value = values.entries[index]
        self._figures.append(Figure(values.name, index, value, factor))
        face = round(value / factor, 9)
        money = values.show is Show.MONEY
        written = _digits(face, commas=self._commas and not in_table, cents=money)
        if not in_table and values.show is Show.PERCENT:
            written = f"{written}%"
        if not in_table and money:
            signs = len(self.money) == 1
            coin = self.money.removesuffix("s") if face == 1 else self.money
            written = f"{self.money}{written}" if signs else f"{written} {coin}"
        return marked(len(self._figures) - 1, written)

    def aside(self, value: float, words: str) -> str:
        """A figure that belongs to no parameter: what the model's sets are made of, marked."""
        self._figures.append(Figure("", (), value, 1.0))
        return marked(len(self._figures) - 1, words)

    def listed(self, parts: Sequence[str], word: str = "and") -> str:
        """`a, b and c`."""
        if len(parts) < 3:
            return f" {word} ".join(parts)
        return f"{', '.join(parts[:-1])}{',' * self._oxford} {word} {parts[-1]}"

    def say(self, text: str, *tells: str) -> None:
        """Add a sentence; `tells` names the constraints (or `objective`) that it states."""
        smooth = _ARTICLE.sub(r"\1n ", _DOUBLED.sub(r"\1", text.strip()).rstrip(","))
        sentence = capitalized(smooth)
        if sentence[-1] not in ".?!:":
            sentence += "."
        self._paragraphs[-1].append(sentence)
        for name in tells:
            self._sentences.setdefault(name, unmarked(sentence)[0])

    def paragraph(self) -> None:
        """Begin a new paragraph."""
        if self._paragraphs[-1]:
            self._paragraphs.append([])

    def in_any_order(self, *sentences: tuple[str, ...]) -> None:
        """Say these, each with the names that it tells; now and then as a list."""
        shuffled = list(sentences)
        self.chance.shuffle(shuffled)
        if len(shuffled) > 2 and self.maybe(0.25):
            self.paragraph()
            self.say(self.pick(*_LEADS))
            for text, *tells in shuffled:
                self._paragraphs.append([])
                self._paragraphs[-1].append("-")
                self.say(text, *tells)
            self.paragraph()
            return
        for text, *tells in shuffled:
            self.say(text, *tells)

    def block(self, lines: Sequence[str]) -> None:
        """Add a table as a paragraph of its own."""
        self.paragraph()
        self._paragraphs[-1].append("\n".join(lines))
        self.paragraph()

    def finish(self, *, quadratic: bool) -> Demonstration:
        """The demonstration as it stands."""
        return Demonstration(
            archetype=self._archetype,
            scene=self.scene,
            style=self.style,
            formulation=Formulation(
                title=f"{self._archetype}: {self.scene}",
                sets=tuple(self._sets),
                parameters=tuple(self._parameters),
                variables=tuple(self._variables),
                objective=self._objective
                and self._objective.model_copy(
                    update={"sentence": self._sentences.get("objective", "")}
                ),
                constraints=tuple(
                    one.model_copy(update={"sentence": self._sentences.get(one.name, "")})
                    for one in self._constraints
                ),
            ),
            steps=tuple(self._steps),
            told=_composed(self._paragraphs),
            figures=tuple(self._figures),
            quadratic=quadratic,
        )


Write = Callable[[Draft], None]


@dataclass(frozen=True)
class Archetype:
    """A kind of problem that can be made.

    Attributes:
        name: As it is named on the command line and in reports.
        meaning: What is decided, in one sentence.
        write: Writes the model and its question into a draft.
        quadratic: Whether the objective is quadratic.
    """

    name: str
    meaning: str
    write: Write
    quadratic: bool = False

    def demonstration(self, chance: random.Random, style: Style) -> Demonstration:
        """One of its problems."""
        draft = Draft(self.name, chance, style)
        self.write(draft)
        return draft.finish(quadratic=self.quadratic)


_DOUBLED = re.compile(r",+\s*([,;:.?!])")
"""A comma that closes an apposition, and what ends the clause anyway."""
_ARTICLE = re.compile(r"\b([Aa]) (?=[aeiou]\w)(?!one|uni|use|eu)")
_LEADS = (
    "These rules apply:",
    "The following has to be respected:",
    "A plan has to meet these conditions:",
    "There are some limits:",
    "The plan is subject to the following:",
)


def _index(place: Place) -> tuple[Member, ...]:
    return place if isinstance(place, tuple) else (place,)


def _composed(paragraphs: Sequence[Sequence[str]]) -> str:
    """Paragraphs with an empty line between them, items of a list without one."""
    text = ""
    for sentences in paragraphs:
        if not sentences:
            continue
        told = " ".join(sentences)
        gap = "\n" if told.startswith("- ") and text.split("\n")[-1].startswith("- ") else "\n\n"
        text += f"{gap}{told}" if text else told
    return text


def _digits(value: float, *, commas: bool, cents: bool) -> str:
    if value.is_integer():
        return f"{int(value):,}" if commas else str(int(value))
    if cents:
        return f"{value:,.2f}" if commas else f"{value:.2f}"
    return f"{value:.4f}".rstrip("0")
