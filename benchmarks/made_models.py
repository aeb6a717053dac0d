"""Problems made with their right Formulation: text and algebra come from one pen.

Each family writes sentences with figures and, beside them, the parameters that cite these figures,
so that text and model agree by construction. They serve to measure what the certificate notices.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

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
from optimoot.intake import make_problem
from optimoot.problem import Problem

_GOODS = ("rye", "wheat", "spelt", "oat", "maize", "barley")
_PLACES = ("Harbor", "Meadow", "Quarry", "Summit", "Valley")


@dataclass(frozen=True)
class MadeModel:
    """A Problem and the Formulation that it was written with."""

    family: str
    problem: Problem
    formulation: Formulation


@dataclass
class _Pen:
    """Writes the text, and remembers which figure stands where."""

    chance: random.Random
    text: str = ""
    _places: dict[int, tuple[str, tuple[Member, ...], float]] = field(default_factory=dict)
    _sentences: list[str] = field(default_factory=list)

    def say(self, *parts: str | tuple[float, str, tuple[Member, ...]], factor: float = 1.0) -> str:
        """Add a sentence; a tuple is a figure with the parameter and the index that it fills."""
        start = len(self.text) + bool(self.text)
        sentence = ""
        for part in parts:
            if isinstance(part, str):
                sentence += part
                continue
            value, name, index = part
            self._places[start + len(sentence)] = (name, index, factor)
            sentence += f"{value:g}"
        self.text = f"{self.text} {sentence}" if self.text else sentence
        return sentence

    def figure(self, low: int, high: int) -> float:
        return float(self.chance.randint(low, high))

    def problem(self) -> Problem:
        return make_problem(self.text)

    def parameters(self, problem: Problem, **indexes: tuple[str, ...]) -> tuple[Parameter, ...]:
        """The parameters, in the order of `indexes`, each value citing its figure."""
        entries: dict[str, list[Entry]] = {name: [] for name in indexes}
        for number in problem.numbers:
            place = next((p for p in range(number.start, number.end) if p in self._places), None)
            if place is None:
                continue
            name, index, factor = self._places[place]
            value = factor * number.value
            entries[name].append(
                Entry(index=index, value=value, numbers=(number.id,), factor=factor)
            )
        return tuple(
            Parameter(name=name, index=index, entries=tuple(entries[name]))
            for name, index in indexes.items()
        )


def _mix(chance: random.Random) -> MadeModel:
    pen, goods = _Pen(chance), _GOODS[: chance.randint(2, 4)]
    whole = chance.random() < 0.5
    pen.say(f"A bakery makes loaves: {', '.join(goods)}.")
    for good in goods:
        pen.say(
            f"A loaf of {good} earns $", (pen.figure(3, 19), "profit", (good,)), ", takes ",
            (pen.figure(2, 9), "minutes", (good,)), " minutes of oven time and ",
            (pen.figure(1, 7), "flour", (good,)), " cups of flour.",
        )  # fmt: skip
    oven = pen.say("The oven runs for at most ", (pen.figure(200, 480), "oven", ()), " minutes.")
    store = pen.say("There are ", (pen.figure(150, 400), "store", ()), " cups of flour in store.")
    cap = pen.say(
        "Customers take up to ", (pen.figure(20, 60), "sales", ()), f" {goods[0]} loaves."
    )
    least = pen.say("Bake at least ", (pen.figure(2, 5), "orders", ()), f" {goods[1]} loaves.")
    pen.say("Maximize the profit.")
    problem = pen.problem()
    total = "sum({0}[g] * bake[g] for g in G) <= {1}"
    return MadeModel(
        "product mix",
        problem,
        Formulation(
            sets=(IndexSet(name="G", members=goods, meaning="loaves"),),
            parameters=pen.parameters(
                problem, profit=("G",), minutes=("G",), flour=("G",), oven=(), store=(),
                sales=(), orders=(),
            ),
            variables=(
                Variable(name="bake", index=("G",),
                         domain=Domain.INTEGER if whole else Domain.CONTINUOUS),
            ),
            objective=Objective(
                sense=Sense.MAXIMIZE, expression="sum(profit[g] * bake[g] for g in G)"
            ),
            constraints=(
                Constraint(name="oven_time", expression=total.format("minutes", "oven"),
                           sentence=oven),
                Constraint(name="flour_use", expression=total.format("flour", "store"),
                           sentence=store),
                Constraint(name="most", expression=f"bake['{goods[0]}'] <= sales", sentence=cap),
                Constraint(name="least", expression=f"bake['{goods[1]}'] >= orders",
                           sentence=least),
            ),
        ),
    )  # fmt: skip


def _diet(chance: random.Random) -> MadeModel:
    pen, foods = _Pen(chance), _GOODS[: chance.randint(2, 4)]
    pen.say(f"A feed is blended from {', '.join(foods)}.")
    for food in foods:
        pen.say(
            f"A sack of {food} costs ", (pen.figure(4, 25), "cost", (food,)), " dollars and holds ",
            (pen.figure(2, 9), "protein", (food,)), " units of protein and ",
            (pen.figure(1, 8), "fat", (food,)), " units of fat.",
        )  # fmt: skip
    protein = pen.say("It needs at least ", (pen.figure(40, 90), "need", ()), " units of protein.")
    fat = pen.say("Fat must not exceed ", (pen.figure(95, 240), "limit", ()), " units.")
    share = pen.say(
        "At least ", (pen.figure(10, 30), "share", ()), f"% of the sacks are {foods[0]}.",
        factor=0.01,
    )  # fmt: skip
    pen.say("Minimize the cost.")
    problem = pen.problem()
    total = "sum({0}[f] * sacks[f] for f in F) {1}"
    return MadeModel(
        "blending",
        problem,
        Formulation(
            sets=(IndexSet(name="F", members=foods, meaning="feeds"),),
            parameters=pen.parameters(
                problem, cost=("F",), protein=("F",), fat=("F",), need=(), limit=(), share=()
            ),
            variables=(Variable(name="sacks", index=("F",)),),
            objective=Objective(
                sense=Sense.MINIMIZE, expression="sum(cost[f] * sacks[f] for f in F)"
            ),
            constraints=(
                Constraint(name="protein_need", expression=total.format("protein", ">= need"),
                           sentence=protein),
                Constraint(name="fat_limit", expression=total.format("fat", "<= limit"),
                           sentence=fat),
                Constraint(
                    name="first_share",
                    expression=f"sacks['{foods[0]}'] >= share * sum(sacks[f] for f in F)",
                    sentence=share,
                ),
            ),
        ),
    )  # fmt: skip


def _transport(chance: random.Random) -> MadeModel:
    pen = _Pen(chance)
    sources, targets = _PLACES[:2], _GOODS[: chance.randint(2, 3)]
    pen.say(f"Depots at {' and '.join(sources)} serve the mills {', '.join(targets)}.")
    supplies, demands = [], []
    for source in sources:
        supplies.append(
            pen.say(f"Depot {source} ships at most ", (pen.figure(60, 90), "supply", (source,)),
                    " tons.")
        )  # fmt: skip
    for target in targets:
        demands.append(
            pen.say(f"Mill {target} needs at least ", (pen.figure(20, 38), "demand", (target,)),
                    " tons.")
        )  # fmt: skip
    for source in sources:
        for target in targets:
            pen.say(
                f"A ton from {source} to {target} costs $",
                (pen.figure(3, 29), "cost", (source, target)), ".",
            )  # fmt: skip
    pen.say("Minimize the total cost.")
    problem = pen.problem()
    return MadeModel(
        "transportation",
        problem,
        Formulation(
            sets=(
                IndexSet(name="S", members=sources, meaning="depots"),
                IndexSet(name="T", members=targets, meaning="mills"),
            ),
            parameters=pen.parameters(problem, supply=("S",), demand=("T",), cost=("S", "T")),
            variables=(Variable(name="ship", index=("S", "T")),),
            objective=Objective(
                sense=Sense.MINIMIZE,
                expression="sum(cost[s, t] * ship[s, t] for s in S for t in T)",
            ),
            constraints=(
                Constraint(name="supplied", expression="sum(ship[s, t] for t in T) <= supply[s]",
                           for_each="s in S", sentence=supplies[0]),
                Constraint(name="demanded", expression="sum(ship[s, t] for s in S) >= demand[t]",
                           for_each="t in T", sentence=demands[0]),
            ),
        ),
    )  # fmt: skip


def _knapsack(chance: random.Random) -> MadeModel:
    pen, things = _Pen(chance), _GOODS[: chance.randint(4, 6)]
    pen.say(f"A carrier may take samples: {', '.join(things)}.")
    for thing in things:
        pen.say(
            f"The {thing} sample is worth ", (pen.figure(10, 60), "worth", (thing,)),
            " points and weighs ", (pen.figure(5, 20), "weight", (thing,)), " kg.",
        )  # fmt: skip
    load = pen.say("The load must not exceed ", (pen.figure(25, 45), "capacity", ()), " kg.")
    pen.say("Each sample is taken whole or left; maximize the points.")
    problem = pen.problem()
    return MadeModel(
        "knapsack",
        problem,
        Formulation(
            sets=(IndexSet(name="K", members=things, meaning="samples"),),
            parameters=pen.parameters(problem, worth=("K",), weight=("K",), capacity=()),
            variables=(Variable(name="take", index=("K",), domain=Domain.BINARY),),
            objective=Objective(
                sense=Sense.MAXIMIZE, expression="sum(worth[k] * take[k] for k in K)"
            ),
            constraints=(
                Constraint(name="load_limit", sentence=load,
                           expression="sum(weight[k] * take[k] for k in K) <= capacity"),
            ),
        ),
    )  # fmt: skip


def _storage(chance: random.Random) -> MadeModel:
    pen, months = _Pen(chance), tuple(range(1, chance.randint(3, 5)))
    needs = []
    for month in months:
        needs.append(
            pen.say(f"In month {month}, ", (pen.figure(25, 70), "demand", (month,)),
                    " pumps are due, and making one costs $",
                    (pen.figure(20, 60), "cost", (month,)), ".")
        )  # fmt: skip
    line = pen.say("The line makes at most ", (pen.figure(72, 95), "capacity", ()),
                   " pumps a month.")  # fmt: skip
    pen.say("Keeping a pump for a month costs $", (pen.figure(2, 9), "holding", ()), ".")
    pen.say("Minimize the total cost; nothing is in store before.")
    problem = pen.problem()
    return MadeModel(
        "lot sizing",
        problem,
        Formulation(
            sets=(IndexSet(name="M", members=months, meaning="months"),),
            parameters=pen.parameters(problem, demand=("M",), cost=("M",), capacity=(), holding=()),
            variables=(
                Variable(name="make", index=("M",), domain=Domain.INTEGER),
                Variable(name="keep", index=("M",), domain=Domain.INTEGER),
            ),
            objective=Objective(
                sense=Sense.MINIMIZE,
                expression="sum(cost[m] * make[m] + holding * keep[m] for m in M)",
            ),
            constraints=(
                Constraint(name="start", expression="make[1] == demand[1] + keep[1]",
                           sentence=needs[0]),
                Constraint(name="balance", for_each="m in M if m > 1", sentence=needs[1],
                           expression="keep[m - 1] + make[m] == demand[m] + keep[m]"),
                Constraint(name="line", expression="make[m] <= capacity", for_each="m in M",
                           sentence=line),
            ),
        ),
    )  # fmt: skip


def _portfolio(chance: random.Random) -> MadeModel:
    pen, funds = _Pen(chance), _PLACES[: chance.randint(2, 4)]
    pen.say(f"Money goes into the funds {', '.join(funds)}.")
    for fund in funds:
        pen.say(
            f"A unit in {fund} returns ", (pen.figure(2, 9), "gain", (fund,)),
            " and its risk is ", (pen.figure(1, 12), "risk", (fund,)), " times its square.",
        )  # fmt: skip
    budget = pen.say("Exactly ", (pen.figure(10, 40), "budget", ()), " units are placed.")
    wanted = pen.say("The return must be at least ", (pen.figure(15, 20), "wanted", ()), ".")
    pen.say("Minimize the risk.")
    problem = pen.problem()
    return MadeModel(
        "portfolio",
        problem,
        Formulation(
            sets=(IndexSet(name="U", members=funds, meaning="funds"),),
            parameters=pen.parameters(problem, gain=("U",), risk=("U",), budget=(), wanted=()),
            variables=(Variable(name="place", index=("U",)),),
            objective=Objective(
                sense=Sense.MINIMIZE, expression="sum(risk[u] * place[u] ** 2 for u in U)"
            ),
            constraints=(
                Constraint(name="placed", expression="sum(place[u] for u in U) == budget",
                           sentence=budget),
                Constraint(name="returned", sentence=wanted,
                           expression="sum(gain[u] * place[u] for u in U) >= wanted"),
            ),
        ),
    )  # fmt: skip


def _staffing(chance: random.Random) -> MadeModel:
    """Scalars only, as people write small models by hand."""
    pen = _Pen(chance)
    pen.say(
        "A clinic hires nurses and doctors: a nurse costs $",
        (pen.figure(20, 40), "nurse_cost", ()), " an hour and a doctor $",
        (pen.figure(60, 110), "doctor_cost", ()), ".",
    )  # fmt: skip
    seen = pen.say(
        "Nurses see ", (pen.figure(2, 4), "nurse_rate", ()), " patients an hour and doctors ",
        (pen.figure(5, 9), "doctor_rate", ()), "; at least ", (pen.figure(40, 80), "patients", ()),
        " patients must be seen.",
    )  # fmt: skip
    ratio = pen.say("There must be at least ", (pen.figure(2, 4), "ratio", ()),
                    " times as many nurses as doctors.")  # fmt: skip
    rooms = pen.say("No more than ", (pen.figure(26, 40), "rooms", ()), " people fit.")
    pen.say("Minimize the cost of an hour.")
    problem = pen.problem()
    names = ("nurse_cost", "doctor_cost", "nurse_rate", "doctor_rate", "patients", "ratio", "rooms")
    return MadeModel(
        "staffing",
        problem,
        Formulation(
            parameters=pen.parameters(problem, **dict.fromkeys(names, ())),
            variables=(
                Variable(name="nurses", domain=Domain.INTEGER),
                Variable(name="doctors", domain=Domain.INTEGER),
            ),
            objective=Objective(
                sense=Sense.MINIMIZE, expression="nurse_cost * nurses + doctor_cost * doctors"
            ),
            constraints=(
                Constraint(name="seen", sentence=seen,
                           expression="nurse_rate * nurses + doctor_rate * doctors >= patients"),
                Constraint(name="mix", expression="nurses >= ratio * doctors", sentence=ratio),
                Constraint(name="room", expression="nurses + doctors <= rooms", sentence=rooms),
            ),
        ),
    )  # fmt: skip


FAMILIES: tuple[Callable[[random.Random], MadeModel], ...] = (
    _mix, _diet, _transport, _knapsack, _storage, _portfolio, _staffing,
)  # fmt: skip


def made_models(count: int, seed: int = 0) -> tuple[MadeModel, ...]:
    """Models of all families in turn, the same ones for the same seed.

    Args:
        count: How many.
        seed: Of the figures.
    """
    chance = random.Random(seed)  # noqa: S311 - the same for everyone, not secret
    return tuple(FAMILIES[place % len(FAMILIES)](chance) for place in range(count))
