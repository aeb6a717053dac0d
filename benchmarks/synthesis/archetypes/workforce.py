"""Workforce: hiring and letting go, month by month, while the need changes."""

from __future__ import annotations

import itertools
from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import at_most, goal, who, whole_people
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import MONTHS
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("cruise line", "stewards"), ("shipyard", "welders"), ("tax office", "clerks"), ("amusement park", "attendants"),
    ("online shop", "packers"), ("winery", "pickers"), ("construction firm", "masons"), ("delivery company", "drivers"),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, staff = d.pick(*_SCENES)
    d.scene = kind
    person = staff.removesuffix("s")
    count = d.chance.randint(3, 6)
    start = d.chance.randint(0, 12 - count)
    months = d.members("T", MONTHS[start : start + count], "months in their order")
    need = {t: d.amount(10, 60) for t in months}
    needed = d.parameter("needed", need, "T", meaning=f"{staff} needed")
    opening = d.parameter("opening", d.amount(12, 45), meaning=f"{staff} employed at the beginning")
    pay = d.parameter(
        "pay", d.amount(1500, 3600, 100), meaning=f"monthly pay of a {person}", show=Show.MONEY
    )
    hiring = d.parameter(
        "hiring", d.amount(400, 5000, 100), meaning=f"cost of hiring a {person}", show=Show.MONEY
    )
    leaving = d.parameter(
        "leaving",
        d.amount(400, 4000, 100),
        meaning=f"cost of letting a {person} go",
        show=Show.MONEY,
    )
    for name, meaning in (
        ("employ", f"{staff} employed"),
        ("hire", f"{staff} hired"),
        ("dismiss", f"{staff} let go"),
    ):
        d.variable(name, "T", meaning=meaning, domain=Domain.INTEGER)
    total = d.pick("total cost", "cost over the whole time", "sum of all of these costs")
    d.objective(
        Sense.MINIMIZE,
        "sum(pay * employ[t] + hiring * hire[t] + leaving * dismiss[t] for t in T)",
        meaning=total,
    )
    one = months[0]
    d.pairs("Next", itertools.pairwise(months), "a month and the one after")
    d.constraint(
        "first_balance",
        f"employ['{one}'] == opening + hire['{one}'] - dismiss['{one}']",
        meaning=f"the staff in {one}",
    )
    d.constraint(
        "balance",
        "employ[t] == employ[s] + hire[t] - dismiss[t]",
        "(s, t) in Next",
        meaning="who was there, is hired or goes",
    )
    d.constraint(
        "staffed", "employ[t] >= needed[t]", "t in T", meaning=f"enough {staff} every month"
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} plans how many {staff} to employ from {months[0]} to {months[-1]}",
            f"the number of {staff} that {first} needs changes from month to month",
            f"at {first}, the need for {staff} goes up and down between {months[0]} and {months[-1]}",
        )
    )
    records(d, "Month", months, [Column(needed, f"{staff.capitalize()} needed", d.pick(f"at least {{}} {staff} are needed", f"{{}} {staff} or more have to be employed"), f"the least number of {staff}", "", ("staffed",))],
            subject=lambda t: f"in {t},", named=lambda t: t)  # fmt: skip
    d.paragraph()
    facts: list[tuple[str, ...]] = [
        (d.pick(f"before {one}, {opening.told()} {staff} are employed", f"{actor} begins with {opening.told()} {staff}", f"the staff at the outset numbers {opening.told()} {staff}"), "first_balance"),
        (d.pick(f"each {person} employed costs {pay.told()} a month", f"the pay of a {person} is {pay.told()} per month", f"for every {person} on the staff, {pay.told()} a month is paid"),),
        (d.pick(f"hiring a {person} costs {hiring.told()}", f"each new {person} causes a hiring cost of {hiring.told()}", f"it takes {hiring.told()} to recruit and train a {person}"),),
        (d.pick(f"letting a {person} go costs {leaving.told()}", f"a {person} who is let go gets {leaving.told()} as compensation", f"for each dismissal of a {person}, {leaving.told()} has to be paid"),),
        (d.pick("people are hired or let go at the beginning of a month", "changes of staff take place at the start of a month"), "balance"),
        (whole_people(d, staff),),
    ]  # fmt: skip
    if d.maybe(0.5):
        most = d.parameter("most", d.amount(4, 25), meaning=f"most {staff} hired in a month")
        d.constraint(
            "training", "hire[t] <= most", "t in T", meaning="no more are hired than can be trained"
        )
        facts.append(
            (
                d.pick(
                    f"{at_most(d, most.told())} {staff} can be hired in one month",
                    f"in any month, {actor} can hire {at_most(d, most.told())} {staff}",
                ),
                "training",
            )
        )
    d.in_any_order(*facts)
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many {staff} to hire and to let go in each month",
            f"the number of {staff} in each month",
        ),
        actor,
    )


ARCHETYPE = Archetype(
    "workforce", "Hiring and letting go, month by month, while the need changes.", _write
)
