"""Generalized assignment: every job to one machine, within the machines' capacities."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import goal, who
from optimoot.benchmarks.synthesis.telling import Column, matrix, records
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("machine shop", "lathe", "order", ("North", "South", "East", "West"), ("gears", "shafts", "flanges", "bolts", "rotors", "sleeves"), "hours"),
    ("video studio", "workstation", "film", ("Alpha", "Beta", "Gamma", "Delta"), ("trailer", "documentary", "short", "commercial", "pilot", "montage"), "hours"),
    ("laundry", "washer", "load", ("Blue", "Red", "Green", "Yellow"), ("towels", "linen", "uniforms", "curtains", "aprons", "rugs"), "minutes"),
    ("data lab", "cluster", "job", ("Orion", "Lyra", "Vega", "Draco"), ("genome", "climate", "traffic", "fraud", "speech", "galaxy"), "hours"),
    ("print shop", "press", "title", ("Mercury", "Saturn", "Neptune", "Pluto"), ("poster", "brochure", "calendar", "yearbook", "menu", "program"), "hours"),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, machine, job, machine_names, job_names, unit = d.pick(*_SCENES)
    d.scene = kind
    machines = d.members("M", d.some(machine_names, 2, 3), f"{machine}s")
    jobs = d.members("J", d.some(job_names, 4, 6), f"{job}s")
    plural_machine = f"{machine}es" if machine == "press" else f"{machine}s"
    plural_job = f"{job}s"
    times = {(j, m): d.amount(3, 18) for j in jobs for m in machines}
    time = d.parameter("time", times, "J", "M", meaning=f"{unit} that a {job} takes", unit=unit)
    cost = d.parameter(
        "cost",
        {(j, m): d.amount(10, 80) for j in jobs for m in machines},
        "J",
        "M",
        meaning=f"cost of a {job}",
        show=Show.MONEY,
    )
    mean = sum(times.values()) / len(machines)
    limit = d.parameter(
        "limit",
        {m: d.amount(mean / len(machines) * 0.9, mean / len(machines) * 1.3) for m in machines},
        "M",
        meaning=f"{unit} at hand",
        unit=unit,
    )
    d.variable(
        "assign", "J", "M", meaning=f"whether a {job} goes to a {machine}", domain=Domain.BINARY
    )
    total = d.pick("total cost", "cost of all of the work", f"total cost of the {plural_job}")
    d.objective(
        Sense.MINIMIZE, "sum(cost[j, m] * assign[j, m] for j in J for m in M)", meaning=total
    )
    d.constraint(
        "done", "sum(assign[j, m] for m in M) == 1", "j in J", meaning=f"every {job} is done once"
    )
    d.constraint(
        "within",
        "sum(time[j, m] * assign[j, m] for j in J) <= limit[m]",
        "m in M",
        meaning=f"no {machine} works longer than it can",
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} has {plural_machine} called {d.listed(machines)} for the {plural_job} {d.listed(jobs)}",
            f"the {plural_job} {d.listed(jobs)} have to be divided among the {plural_machine} {d.listed(machines)} of {first}".rstrip(
                ","
            ),
            f"{first} distributes its {plural_job} ({d.listed(jobs)}) over the {plural_machine} {d.listed(machines)}",
        )
    )

    def tell_time() -> None:
        matrix(d, jobs, machines, time, header=unit.capitalize(), corner=f"{job.capitalize()} / {machine}",
               lead=lambda j: d.pick(f"the {job} {j} takes", f"for {j}, the time needed is"), cell=f"{{}} {unit} on {{}}", unit="" , intro=f"the time in {unit} that each {job} takes on each {machine}")  # fmt: skip

    def tell_cost() -> None:
        matrix(d, jobs, machines, cost, header="Cost", corner=f"{job.capitalize()} / {machine}",
               lead=lambda j: d.pick(f"the cost of {j} is", f"the {job} {j} costs", f"for {j}, one pays"), cell="{} on {}", intro=f"the cost of each {job} on each {machine}")  # fmt: skip

    def tell_limit() -> None:
        records(d, machine.capitalize(), machines, [Column(limit, "Time available", d.pick(f"can work for at most {{}} {unit}", f"is free for {{}} {unit}"), "the time available", unit, ("within",))],
                subject=lambda m: f"{machine} {m}", named=lambda m: f"{machine} {m}")  # fmt: skip

    parts = [tell_time, tell_cost, tell_limit]
    d.chance.shuffle(parts)
    for part in parts:
        part()
    d.paragraph()
    d.in_any_order(
        (d.pick(f"each {job} has to be done by exactly one {machine}", f"every {job} goes to exactly one {machine} and cannot be split", f"no {job} may be left out, or divided between {plural_machine}"), "done"),
        (d.pick(f"the {plural_job} on a {machine} must fit into its available time, one after the other", f"a {machine} works on one {job} at a time and cannot exceed its available time"),),
    )  # fmt: skip
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"which {job} goes to which {machine}",
            f"how to assign the {plural_job} to the {plural_machine}",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "generalized-assignment", "Every job to one machine, within the machines' capacities.", _write
)
