"""Makespan: jobs on machines of different speed, all done as early as possible."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft
from optimoot.benchmarks.synthesis.phrases import goal, who
from optimoot.benchmarks.synthesis.telling import matrix
from optimoot.benchmarks.synthesis.words import FIRST_NAMES
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("catering team", "cook", "dish", "dishes", "minutes", ("goulash", "paella", "ratatouille", "risotto", "moussaka", "chowder", "curry")),
    ("archive", "conservator", "document", "documents", "hours", ("codex", "charter", "map", "diary", "ledger", "score", "letter")),
    ("garage", "mechanic", "car", "cars", "hours", ("taxi", "pickup", "hatchback", "roadster", "van", "sedan", "jeep")),
    ("survey office", "surveyor", "plot", "plots", "hours", ("meadow", "quarry", "vineyard", "marsh", "orchard", "dune", "ridge")),
    ("tailor shop", "tailor", "garment", "garments", "hours", ("tuxedo", "sari", "cape", "kilt", "blazer", "kimono", "frock")),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, person, job, jobs_word, unit, pool = d.pick(*_SCENES)
    d.scene = kind
    people = d.members("W", d.some(FIRST_NAMES, 2, 3), f"{person}s")
    jobs = d.members("J", d.some(pool, 4, 6), jobs_word)
    time = d.parameter(
        "time",
        {(w, j): d.amount(4, 30) for w in people for j in jobs},
        "W",
        "J",
        meaning=f"{unit} that a {person} needs for a {job}",
        unit=unit,
    )
    d.variable("assign", "W", "J", meaning=f"whether a {person} gets a {job}", domain=Domain.BINARY)
    d.variable("end", meaning=f"when the last {job} is done", unit=unit)
    total = d.pick(
        f"time until the last {job} is finished", f"time after which all {jobs_word} are done"
    )
    d.objective(Sense.MINIMIZE, "end", meaning=total)
    d.constraint(
        "done",
        "sum(assign[w, j] for w in W) == 1",
        "j in J",
        meaning=f"every {job} is done by one {person}",
    )
    d.constraint(
        "span",
        "sum(time[w, j] * assign[w, j] for j in J) <= end",
        "w in W",
        meaning="nobody is still at work after the end",
    )
    first, actor = who(d, kind)
    listed = d.listed([f"the {j}" for j in jobs])
    d.say(
        d.pick(
            f"at {first}, {d.listed(people)} share the work on these {jobs_word}: {listed}",
            f"{first} has to get {listed} done; its {person}s are {d.listed(people)}",
            f"{d.listed(people)}, the {person}s of {first}, work side by side on {listed}",
        )
    )
    matrix(d, people, jobs, time, header=f"Time ({unit})", corner=f"{person.capitalize()} / {job}",
           lead=lambda w: d.pick(f"{w} needs", f"{w} takes", f"for {w}, it takes"), cell=f"{{}} {unit} for the {{}}",
           intro=f"the time in {unit} that each {person} needs for each {job}")  # fmt: skip
    d.paragraph()
    d.in_any_order(
        (d.pick(f"each {job} is given to exactly one {person} and not split", f"every {job} has to be done from beginning to end by a single {person}", f"no {job} can be shared or left undone"), "done"),
        (d.pick(f"a {person} works on one {job} after the other, without breaks", f"everybody starts at once and does the {jobs_word} assigned one after the other"), "span"),
    )  # fmt: skip
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(f"who does which {job}", f"how to divide the {jobs_word}"),
        actor,
    )


ARCHETYPE = Archetype(
    "makespan", "Jobs for people of different speed, all done as early as possible.", _write
)
