"""A mix of things with figures for each: diets, blends, product mixes, selections.

Every figure of the text that speaks of no single thing bounds the sum of one of the columns; one
column, or the difference of two, is what the goal speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case, Goal
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Bound, Datum, Slot
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.whole import domain_of
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.wording import similarity, stem, stems
from optimoot.agents.builtin.units import conversion, dimension, unit_of_stem
from optimoot.formulation import Domain, Sense
from optimoot.problem import NumberKind

COST: Final = stems(
    "cost costs price priced expense expenses spend spent spending money budget cheapest expensive "
    "paid pay purchase worth dollar dollars expenditure outlay investment wage"
)
GAIN: Final = stems(
    "profit profits revenue revenues return returns benefit income earnings earning value utility "
    "sales sell sells selling sold earn earns gain contribution yield yields reward score npv "
    "exposure satisfaction worth"
)
_HAVE: Final = stems(
    "available availability has have total capacity limit limited budget most maximum supply "
    "stock cap exceed only weekly daily monthly currently inventory within hold carry"
)
_NEED: Final = stems(
    "need needs require requires required requirement requirements least minimum demand target "
    "goal achieve benchmarks must meet"
)
_TOTAL: Final = stems("total combined altogether overall")


@dataclass(frozen=True)
class Gained:
    """What the goal adds up: columns with their signs."""

    terms: tuple[tuple[int, Column], ...]


_CURVED: Final = (
    "divided by",
    "ratio of",
    "rate at which",
    "squared",
    "the square",
    "product of",
    "multiplied by",
    "proportional",
    "variance",
    "quadratic",
    "per unit cost",
    "as a percentage",
)
"""Words of goals and limits that are no sums."""
_RELATION: Final = re.compile(
    r"\b(twice|thrice|double|triple|half|third|quarter|times|as (?:many|much)|"
    r"than (?:the|that|those)|"
    r"ratio|percent|proportion|fraction|difference|exceed\w* (?:\S+ ){1,8}by|by (?:more|at)|"
    r"sum of|combined|combination|together|per|for every|weighted)\b"
)
"""Words that tie one thing to another, or to more than its number."""


def _fill(case: Case) -> Draft | None:
    return mixed(case, binary=False)


def _select(case: Case) -> Draft | None:
    return mixed(case, binary=True)


_ONCE: Final = (
    "whether to",
    "at most once",
    "only once",
    "knapsack",
    "select a subset",
    "which projects",
    "which items",
    "which of the",
    "either selected",
    "selected or not",
    "subset of",
    "0 - 1",
    "single copy",
    "taken once or",
    "accepted or rejected",
    "taken or left",
    "left behind",
    "take it or leave it",
)


def mixed(case: Case, *, binary: bool) -> Draft | None:
    """The mix of the things of the one kind that has columns; None where there is no such kind."""
    goal = case.goal
    columns = case.columns
    if goal is None or not columns or any(len(c.kinds) > 1 for c in columns):
        return None
    kinds = {id(c.kinds[0]) for c in columns}
    if case.subsets or {"share", "fraction", "proport"} & case.stems:
        return None
    if len(kinds) > 1 or binary != case.mentions(*_ONCE) or case.routes:
        return None
    kind = columns[0].kinds[0]
    if kind.numbered and kind.name in (
        "week",
        "day",
        "month",
        "period",
        "year",
        "quarter",
        "shift",
    ):
        return None
    plain = [c for c in columns if c.slot is Slot.ALONE and c.bound is None]
    gained = gained_by(goal, plain, case)
    if gained is None:
        return None
    draft = Draft(case, "selection of things" if binary else "mix of things")
    domain = Domain.BINARY if binary else domain_of(draft, kind)
    things = draft.set_of(kind, "things")
    amount = draft.variable(
        "chosen" if binary else "amount",
        (things,),
        domain,
        meaning="1 if it is chosen" if binary else "how much of each",
    )
    names = {id(c): draft.values(c, _name(c)) for c in plain}
    for column in columns:
        if not column.is_full:
            draft.doubt(0.5, f"not every one of the things has a figure for {_name(column)!r}")
    _own_bounds(draft, [c for c in columns if c not in plain], things, amount)
    signed = [
        f"{'-' if sign < 0 else '+'} {names[id(c)]}[i] * {amount}[i]" for sign, c in gained.terms
    ]
    resources = [c for c in plain if all(c is not own for _, own in gained.terms)]
    wanted = Wanted(draft, goal, kind, things, amount, names, plain, resources)
    for datum in case.loose:
        wanted.limit(datum)
    for column in resources:
        if id(column) not in wanted.limited:
            quote = case.quote(column.lines[0])
            draft.doubt(0.6, f"nothing limits the {_name(column)!r}", quote)
    draft.optimize(
        goal.sense,
        f"sum({' '.join(signed).removeprefix('+ ')} for i in {things})",
        " ".join(gained.terms[0][1].words[:3]) or "total",
    )
    if not draft.constraints:
        draft.doubt(0.6, "nothing holds the goal back")
    if any(_divides(goal, case, column) for column in plain):
        draft.doubt(0.6, "a ratio was not understood", case.quote(goal.line))
    for line in case.lines:
        if any(phrase in line.lower for phrase in _CURVED):
            draft.doubt(0.6, "what is no plain sum was not understood", line.quote)
    return draft


def _divides(goal: Goal, case: Case, column: Column) -> bool:
    """Whether the goal is told per what a column measures: "profit per hour of oven time"."""
    words = [t.stem for t in case.lines[goal.line].tokens if t.is_word]
    starts = [place for place, word in enumerate(words) if word == "per" and place]
    spoken = {word for place in starts for word in words[place + 1 : place + 5]}
    return bool(spoken & set(column.words))


def _name(column: Column) -> str:
    return "_".join(column.words[:3]) or ("price" if column.is_money else "figure")


def gained_by(goal: Goal, columns: Sequence[Column], case: Case) -> Gained | None:
    """The columns that the goal's words speak of."""
    words = set(goal.words)
    told = {t.stem for t in case.lines[goal.line].tokens if t.is_word}
    for cues, signs in ((GAIN, 1), (COST, -1)):
        speaks = words & cues or (not words & (GAIN | COST) and told & cues)
        if (goal.sense is Sense.MAXIMIZE) != (signs > 0) or not speaks:
            continue
        fitting = [c for c in columns if set(c.words) & cues]
        plain = [c for c in fitting if set(c.words) & words] or fitting
        if len(plain) == 1:
            if signs > 0:
                return _profit(goal, plain[0], columns)
            return Gained(((1, plain[0]),))
        money = [c for c in columns if c.is_money]
        if not fitting and len(money) == 1:
            return Gained(((1, money[0]),))
        if len(fitting) > 1 and "profit" in words:
            return _profit(goal, None, columns)
    scores = sorted(((similarity(goal.words, c.words), at) for at, c in enumerate(columns)))
    if scores and scores[-1][0] > 0.0 and (len(scores) == 1 or scores[-2][0] < scores[-1][0]):
        return Gained(((1, columns[scores[-1][1]]),))
    return None


def _profit(goal: Goal, gain: Column | None, columns: Sequence[Column]) -> Gained | None:
    """Profit is told as such, or is what sales bring less what things cost."""
    if gain is not None and (
        "profit" in gain.words or "profit" not in goal.words or not _costs(columns, gain)
    ):
        return Gained(((1, gain),))
    sells = stems("sell sells selling sold revenue sales price")
    prices = [c for c in columns if set(c.words) & sells and not set(c.words) & stems("cost costs")]
    if len(prices) != 1:
        return None
    costs = _costs(columns, prices[0])
    return Gained(((1, prices[0]), *((-1, c) for c in costs))) if len(costs) <= 1 else None


def _costs(columns: Sequence[Column], gain: Column) -> list[Column]:
    return [c for c in columns if c is not gain and set(c.words) & stems("cost costs expense")]


def in_units_of(datum: Datum, column: Column) -> float | None:
    """What one unit of a figure is in the unit of a column; None where that is not clear."""
    own = next((unit for word in datum.after[:2] if (unit := unit_of_stem(stem(word)))), "")
    theirs = {unit_of_stem(word) for word in column.words} - {""}
    alike = {unit for unit in theirs if dimension(unit) == dimension(own)} if own else set()
    if not alike or own in alike:
        return 1.0
    letter = any(len(word) == 1 and unit_of_stem(word) in alike for word in column.words)
    return None if letter or len(alike) > 1 else conversion(own, min(alike))


def _own_bounds(draft: Draft, columns: Sequence[Column], things: str, amount: str) -> None:
    told: list[tuple[Bound, dict[tuple[int, ...], float]]] = []
    for column in columns:
        bound = column.bound or (Bound.AT_LEAST if column.slot is Slot.LOW else Bound.AT_MOST)
        figures = (bound, {key: datum.number.value for key, datum in column.cells.items()})
        if figures in told:
            for datum in column.cells.values():
                draft.explained[datum.number.id] = "says again what is said before"
            draft.covered.update(column.lines)
            continue
        told.append(figures)
        low = bound is Bound.AT_LEAST
        value = draft.values(column, "least" if low else "most")
        draft.constrain(
            "own_least" if low else "own_most",
            f"{amount}[i] {bound.value} {value}[i]",
            f"i in {things}",
            line=column.lines[0],
        )


@dataclass
class Wanted:
    """Turns figures into limits on columns, on single things or on the total."""

    draft: Draft
    goal: Goal
    kind: Kind
    things: str
    amount: str
    names: dict[int, str]
    columns: Sequence[Column]
    resources: Sequence[Column]

    def __post_init__(self) -> None:
        self.limited: set[int] = set()
        self.told: dict[tuple[int, str], float] = {}
        self.singles: set[tuple[int, str, float]] = set()

    def limit(self, datum: Datum) -> None:
        """One figure; what is not understood stays unused."""
        if datum.slot is not Slot.ALONE:
            return
        if datum.things:
            self._single(datum)
            return
        if datum.compound and datum.bound is None:
            self.draft.explained[datum.number.id] = "describes what is counted"
            return
        if self._is_each(datum):
            return
        column = self._column(datum)
        if column is not None:
            self._of_column(datum, column)
        elif self._is_total(datum):
            bound = datum.bound or self._usual(datum)
            again = self.told.get((0, str(bound))) == datum.number.value
            if again:
                self.draft.explained[datum.number.id] = "says again what is said before"
                self.draft.covered.add(datum.line)
            elif bound is not None:
                self.told[0, str(bound)] = datum.number.value
                value = self.draft.scalar(datum, "total_limit")
                self._constrain("total", self.amount + "[i]", bound, value, datum)

    def _is_each(self, datum: Datum) -> bool:
        """Whether a bound holds for every single thing: "at least 20 of each"."""
        nouns = {stem(word) for word in self.kind.name.split()} | {"type", "kind"}
        told = "each" in datum.nearby and nouns & set(datum.nearby)
        if datum.bound is None or not told or datum.is_money:
            return False
        if any(similarity(datum.words, c.words) == 1.0 for c in self.resources):
            return False
        value = self.draft.scalar(datum, "bound_of_each")
        self.draft.constrain(
            "each_bound",
            f"{self.amount}[i] {datum.bound.value} {value}",
            f"i in {self.things}",
            line=datum.line,
        )
        return True

    def _column(self, datum: Datum) -> Column | None:
        """The column that a figure limits, by its words; money limits what things cost."""
        candidates = list(self.resources)
        scores = [(similarity(datum.words, c.words), at) for at, c in enumerate(candidates)]
        scores.sort(key=lambda pair: (-pair[0], pair[1]))
        if scores and scores[0][0] > 0.0:
            tie = len(scores) > 1 and scores[1][0] == scores[0][0]
            if not tie:
                return candidates[scores[0][1]]
            exact = [c for c in candidates if set(c.words) <= set(datum.words)]
            return exact[0] if len(exact) == 1 else None
        if datum.is_money or set(datum.nearby) & stems("budget"):
            costs = [c for c in self.columns if set(c.words) & COST or c.is_money]
            costs = [c for c in costs if not set(c.words) & GAIN] or costs
            return costs[0] if len(costs) == 1 else None
        return None

    def _of_column(self, datum: Datum, column: Column) -> None:
        bound = datum.bound or self._usual(datum)
        if bound is None:
            return
        key = (id(column), bound.value)
        if key in self.told:
            if self.told[key] == datum.number.value:
                self.draft.explained[datum.number.id] = "says again what is said before"
                self.draft.covered.add(datum.line)
            return
        self.told[key] = datum.number.value
        self.limited.add(id(column))
        what = _name(column)
        factor = in_units_of(datum, column)
        if factor is None:
            quote = self.draft.case.quote(datum.line)
            self.draft.doubt(0.6, f"{datum.number.text!r} is told in another unit", quote)
            return
        low = bound is Bound.AT_LEAST
        value = self.draft.scalar(datum, f"{what}_{'least' if low else 'most'}", factor)
        self._constrain(
            what, f"{self.names[id(column)]}[i] * {self.amount}[i]", bound, value, datum
        )

    def _usual(self, datum: Datum) -> Bound | None:
        """What a figure without a comparison bounds: what there is, or what is needed."""
        words = set(datum.nearby) | {
            t.stem for t in self.draft.case.lines[datum.line].tokens if t.is_word
        }
        if self.goal.sense is Sense.MINIMIZE and words & _NEED:
            return Bound.AT_LEAST
        if words & _HAVE and not words & stems("least minimum demand"):
            return Bound.AT_MOST
        if self.goal.sense is Sense.MINIMIZE and self.told:
            return Bound.AT_LEAST
        near = self.draft.case.lines[max(0, datum.line - 1)]
        if self.goal.sense is Sense.MINIMIZE and _NEED & {t.stem for t in near.tokens}:
            return Bound.AT_LEAST
        return None

    def _is_total(self, datum: Datum) -> bool:
        words = set(datum.nearby)
        return bool(words & _TOTAL) and not datum.is_money and not datum.is_percent

    def _single(self, datum: Datum) -> None:
        """A bound on one thing: "at most 4 of them may be chairs"."""
        key = (datum.things[0].place, "", datum.number.value)
        if key in self.singles:
            self.draft.explained[datum.number.id] = "says again what is said before"
            self.draft.covered.add(datum.line)
            return
        things = [t for t in datum.things if t.kind is self.kind]
        if datum.number.kind not in (NumberKind.PLAIN, NumberKind.COUNT_WORD):
            return
        if _RELATION.search(self.draft.case.lines[datum.line].lower):
            return
        if len(things) != 1 or len(datum.things) != 1 or datum.is_money or datum.is_percent:
            return
        words = set(datum.nearby)
        bound = datum.bound
        if bound is None and words & stems("maximum most demand"):
            bound = Bound.AT_MOST
        elif bound is None and words & stems("minimum least"):
            bound = Bound.AT_LEAST
        if bound is None or any(similarity(datum.words, c.words) for c in self.resources):
            return
        self.singles.add(key)
        value = self.draft.scalar(datum, f"bound_of_{things[0].name}")
        self.draft.constrain(
            f"{things[0].name}_bound",
            f'{self.amount}["{things[0].name}"] {bound.value} {value}',
            line=datum.line,
        )

    def _constrain(self, what: str, term: str, bound: Bound, value: str, datum: Datum) -> None:
        self.draft.constrain(
            f"{what}_limit",
            f"sum({term} for i in {self.things}) {bound.value} {value}",
            line=datum.line,
        )


_UNDERSTOOD: Final = rules(
    "meet requirement",
    "meet need",
    "nutritional requirement",
    "nutritional target",
    "dietary requirement",
    "limited budget",
    "within budget",
    "meeting target",
)

FAMILY: Final = Family(
    name="mix of things",
    roles={
        "things": "one kind",
        "gain or cost": "a column that the goal speaks of, or price less cost",
        "figures": "columns, each bounded by at least one figure of the text",
        "bounds": "on sums of columns, on single things, on the total",
    },
    fill=_fill,
    understood=_UNDERSTOOD,
    reads=frozenset(["each", "either"]),
)
SELECTION: Final = Family(
    name="selection of things",
    roles={"things": "one kind, each taken once or not at all", "value, use": "columns"},
    fill=_select,
    understood=(
        *_UNDERSTOOD,
        *rules(
            "whether select",
            "at most once",
            "either or not",
            "taken left behind",
            "taken or left",
            "accepted or rejected",
        ),
    ),
    reads=frozenset(["each", "either"]),
)
