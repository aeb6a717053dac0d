"""Dispatch: the load of generators whose cost grows with the square of their output."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_least, at_most, divisible, goal, no_less, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import TOWNS
from optimoot.formulation import Sense

_SCENES: Final = (
    ("power company", "generator", "megawatts", "electricity"), ("water works", "pump", "liters per second", "water"),
    ("district heating firm", "boiler", "megawatts", "heat"), ("compressed-air supplier", "compressor", "cubic meters per minute", "air"),
    ("cooling plant", "chiller", "kilowatts", "cold"), ("paper mill", "grinder", "tons per hour", "pulp"),
    ("steam supplier", "burner", "tons per hour", "steam"), ("desalination plant", "filter bank", "cubic meters per hour", "fresh water"),
    ("data grid", "server hall", "petaflops", "computing power"), ("cement works", "crusher", "tons per hour", "crushed rock"),
    ("oxygen maker", "separator", "tons per hour", "oxygen"), ("microgrid", "turbine", "kilowatts", "power"),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, machine, unit, ware = d.pick(*_SCENES)
    d.scene = kind
    machines = d.members("G", d.some(TOWNS, 2, 5), f"{machine}s")
    slope = d.parameter(
        "slope",
        {g: d.amount(3, 30) for g in machines},
        "G",
        meaning="cost of the output",
        show=Show.MONEY,
    )
    bend = d.parameter(
        "bend",
        {g: d.amount(0.05, 1.5, 0.05) for g in machines},
        "G",
        meaning="cost of the square of the output",
        show=Show.MONEY,
    )
    tops = {g: d.amount(30, 120, 5) for g in machines}
    load = d.parameter(
        "load",
        d.amount(sum(tops.values()) * 0.45, sum(tops.values()) * 0.8, 5),
        meaning="output needed",
        unit=unit,
    )
    d.variable("run", "G", meaning=f"output of each {machine}", unit=unit)
    total = d.pick("total cost", "cost per hour", "running cost per hour")
    d.objective(
        Sense.MINIMIZE, "sum(slope[g] * run[g] + bend[g] * run[g] ** 2 for g in G)", meaning=total
    )
    d.constraint("supplied", "sum(run[g] for g in G) >= load", meaning="enough is produced")
    top = d.parameter("top", tops, "G", meaning="greatest output", unit=unit)
    d.constraint(
        "rated", "run[g] <= top[g]", "g in G", meaning=f"no {machine} runs beyond its limit"
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} runs {machine}s in {d.listed(machines)}",
            f"{ware} comes from the {machine}s of {first} in {d.listed(machines)}",
            f"to produce {ware}, {first} can use {machine}s in {d.listed(machines)}",
            f"{first} meets the need for {ware} with {machine}s in {d.listed(machines)}",
            f"in {d.listed(machines)}, {first} has {machine}s that make {ware}",
            f"every hour, {first} decides how to share the load among its {machine}s in {d.listed(machines)}",
        )
    )
    d.say(d.pick(
        f"a {machine} that runs at some output (in {unit}) costs its linear rate times the output plus its quadratic rate times the square of the output, per hour",
        f"per hour, the cost of each {machine} is the linear rate times its output in {unit}, plus the quadratic rate times the output squared",
        f"costs rise faster than output: a {machine} costs, per hour, the linear rate for each of the {unit} and, on top, the quadratic rate times the output squared",
        f"to get the hourly cost of a {machine}, multiply its output (in {unit}) by the linear rate, and the square of its output by the quadratic rate, and add the two",
        f"an output of so many {unit} costs the linear rate times this number and the quadratic rate times its square, every hour",
    ))  # fmt: skip
    records(d, machine.capitalize(), machines, [
        Column(slope, "Linear rate", d.pick("has a linear rate of {}", "works at a linear rate of {}", "comes with a linear rate of {}"), "the linear rate"),
        Column(bend, "Quadratic rate", d.pick("has a quadratic rate of {}", "adds a quadratic rate of {}", "shows a quadratic rate of {}"), "the quadratic rate"),
        Column(top, "Greatest output", d.pick(f"can deliver {at_most(d, '{}')} {unit}", f"is limited to {{}} {unit}", f"cannot go beyond {{}} {unit}", f"is built for {{}} {unit} at most"), "the greatest possible output", unit, ("rated",)),
    ], subject=lambda g: f"the {machine} in {g}", named=lambda g: g)  # fmt: skip
    limits: list[tuple[str, ...]] = [
        (
            d.pick(
                f"together they have to deliver {no_less(d, load.told())} {unit}",
                f"{no_less(d, load.told())} {unit} are needed in total",
                f"the demand, {load.told()} {unit} or more in total, must be covered",
                f"customers draw {load.told()} {unit}, and at least this much has to be produced",
                f"the sum of the outputs must be {no_less(d, load.told())} {unit}",
            ),
            "supplied",
        )
    ]
    if d.maybe(0.5):
        costly = max(machines, key=lambda g: slope[g] + bend[g] * 40)
        least = d.parameter(
            "least",
            d.amount(10, tops[costly] * 0.6, 5),
            meaning=f"least output in {costly}",
            unit=unit,
        )
        d.constraint("kept_warm", f"run['{costly}'] >= least", meaning=f"{costly} is kept running")
        limits.append(
            (
                d.pick(
                    f"the {machine} in {costly} must deliver {no_less(d, least.told())} {unit}",
                    f"for technical reasons, the {machine} in {costly} cannot run below {least.told()} {unit}",
                    f"{at_least(d, least.told())} {unit} have to come from {costly}",
                ),
                "kept_warm",
            )
        )
    limits.append((divisible(d, "outputs"),))
    d.in_any_order(*limits)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"the output of each {machine}",
            f"at which output each {machine} should run",
            f"how to split the load between the {machine}s",
            f"the load of every {machine}",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "dispatch",
    "The load of machines whose cost grows with the square of their output.",
    _write,
    quadratic=True,
)
