"""Assignment: one task for everybody at the least cost, time, or the greatest score."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import goal, who
from optimoot.benchmarks.synthesis.telling import matrix
from optimoot.benchmarks.synthesis.words import FIRST_NAMES
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("translation agency", "translator", "manuscript", "hours", Sense.MINIMIZE, "working time", "needs",
     ("novel", "cookbook", "manual", "memoir", "atlas", "anthology", "thriller")),
    ("swimming club", "swimmer", "leg", "seconds", Sense.MINIMIZE, "relay time", "swims",
     ("backstroke", "breaststroke", "butterfly", "freestyle", "medley")),
    ("repair service", "technician", "repair", "minutes", Sense.MINIMIZE, "repair time", "needs",
     ("boiler", "elevator", "freezer", "pump", "heater", "turnstile", "conveyor")),
    ("theater", "actor", "part", "points", Sense.MAXIMIZE, "casting score", "is rated",
     ("king", "jester", "ghost", "nurse", "soldier", "prince", "witch")),
    ("consultancy", "consultant", "client", "money", Sense.MINIMIZE, "fee", "charges",
     ("bank", "airline", "grocer", "insurer", "museum", "port", "hospital")),
    ("orchard cooperative", "crew", "orchard", "bushels", Sense.MAXIMIZE, "harvest", "can pick",
     ("apple orchard", "pear orchard", "plum orchard", "cherry orchard", "quince orchard")),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, person, task, unit, sense, quantity, verb, pool = d.pick(*_SCENES)
    d.scene = kind
    tasks = d.members("T", d.some(pool, 3, 5), f"{task}s")
    spare = d.pick(0, 0, 1)
    people = d.members(
        "W", d.some(FIRST_NAMES, len(tasks) + spare, len(tasks) + spare), f"{person}s"
    )
    figures = d.parameter("figure", {(w, t): d.amount(11, 99) for w in people for t in tasks}, "W", "T",
                          meaning=f"{quantity} of each {person} on each {task}", show=Show.MONEY if unit == "money" else Show.PLAIN)  # fmt: skip
    d.variable(
        "assign", "W", "T", meaning=f"whether a {person} gets a {task}", domain=Domain.BINARY
    )
    total = d.pick(f"total {quantity}", f"overall {quantity}")
    d.objective(sense, "sum(figure[w, t] * assign[w, t] for w in W for t in T)", meaning=total)
    d.constraint(
        "done",
        "sum(assign[w, t] for w in W) == 1",
        "t in T",
        meaning=f"every {task} is taken by one {person}",
    )
    d.constraint(
        "busy",
        "sum(assign[w, t] for t in T) <= 1",
        "w in W",
        meaning=f"nobody has more than one {task}",
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} has to assign {d.listed(['the ' + t for t in tasks])} to its {person}s {d.listed(people)}",
            f"at {first}, the {person}s {d.listed(people)} are to take on the following: {d.listed(['the ' + t for t in tasks])}",
            f"{d.listed(people)} are {person}s of {first}; the {task}s to hand out are {d.listed(['the ' + t for t in tasks])}",
        )
    )
    told = "" if unit == "money" else f" {unit}"
    per_row = {
        "needs": lambda w: f"{w} needs", "swims": lambda w: f"{w} swims", "is rated": lambda w: f"{w} is rated",
        "charges": lambda w: f"{w} charges", "can pick": lambda w: f"{w} can pick",
    }  # fmt: skip
    cell = {
        "swims": f"{{}}{told} in the {{}} leg",
        "is rated": f"{{}}{told} as the {{}}",
        "can pick": f"{{}}{told} in the {{}}",
    }
    matrix(d, people, tasks, figures, header=quantity.capitalize(), corner=f"{person.capitalize()} / {task}",
           lead=lambda w: per_row[verb](w), cell=cell.get(verb, f"{{}}{told} for the {{}}"), unit=told.strip(),
           intro=f"the {quantity} of each {person} for each {task}")  # fmt: skip
    d.paragraph()
    rules = [
        (
            d.pick(
                f"each {task} goes to exactly one {person}",
                f"every {task} has to be given to exactly one {person}",
                f"all {task}s must be covered, each by a single {person}",
            ),
            "done",
        ),
        (
            d.pick(
                f"no {person} takes more than one {task}",
                f"a {person} can take at most one {task}",
                f"nobody can be given two {task}s",
            ),
            "busy",
        ),
    ]
    d.in_any_order(*rules)
    goal(
        d,
        sense,
        total,
        d.pick(
            f"who gets which {task}",
            f"which {person} takes which {task}",
            f"how to assign the {task}s",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "assignment", "One task for everybody at the least cost or the greatest score.", _write
)
