"""Shift scheduling: how many people begin on each day and work a stretch of days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show
from optimoot.benchmarks.synthesis.phrases import goal, who, whole_people
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import DAYS
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("hospital ward", "nurses"), ("call center", "agents"), ("airport", "security officers"),
    ("ski resort", "lift attendants"), ("hotel", "housekeepers"), ("newsroom", "editors"),
    ("ferry line", "deckhands"), ("data center", "technicians"), ("museum", "guides"),
    ("bus depot", "mechanics"), ("casino", "dealers"), ("prison", "wardens"), ("bakery", "bakers"),
    ("observatory", "operators"), ("toll road", "collectors"), ("swimming hall", "lifeguards"),
    ("dairy", "milkers"), ("harbor", "pilots"), ("post office", "sorters"), ("zoo", "keepers"),
)  # fmt: skip
_WORDS: Final = {2: "two", 3: "three", 4: "four", 5: "five"}


def _write(d: Draft) -> None:
    kind, staff = d.pick(*_SCENES)
    d.scene = kind
    person = staff.removesuffix("s")
    stretch = d.pick(3, 4, 5, 5)
    days = d.members("D", DAYS, "days of the week")
    works = [
        (begin, DAYS[(place + offset) % 7])
        for place, begin in enumerate(DAYS)
        for offset in range(stretch)
    ]
    d.pairs("Works", works, "a day on which work begins, and a day that is worked then")
    need = {day: d.amount(4, 24) for day in days}
    needed = d.parameter("needed", need, "D", meaning=f"{staff} needed")
    paid = d.maybe(0.6)
    d.variable(
        "begin", "D", meaning=f"{staff} whose week begins on each day", domain=Domain.INTEGER
    )
    if paid:
        wage = {day: d.amount(40, 90, 5) + (30 if day in DAYS[3:6] else 0) for day in days}
        cost = d.parameter("wage", wage, "D", meaning=f"weekly pay of a {person}", show=Show.MONEY)
        total = d.pick("weekly payroll", "total weekly pay")
        d.objective(Sense.MINIMIZE, "sum(wage[d] * begin[d] for d in D)", meaning=total)
    else:
        total = f"number of {staff}"
        d.objective(Sense.MINIMIZE, "sum(begin[d] for d in D)", meaning=total)
    d.constraint(
        "staffed",
        "sum(begin[b] for b in D if (b, d) in Works) >= needed[d]",
        "d in D",
        meaning=f"enough {staff} every day",
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} draws up a weekly roster for its {staff}",
            f"the {staff} of {first} work in weekly shifts",
            f"a new rota for the {staff} is needed at {first}",
            f"{first} wants to know how its {staff} should be spread over the week",
            f"the need for {staff} at {first} differs from day to day, but repeats every week",
            f"{first} employs {staff} and is about to set up their working weeks",
            f"how to staff the seven days of the week with {staff} is the question at {first}".replace(
                "seven", d.aside(7, "seven")
            ),
            f"until now, {first} has planned the work of its {staff} by hand",
        )
    )
    word = d.aside(stretch, _WORDS[stretch])
    later, off = (
        d.aside(stretch - 1, _WORDS[stretch - 1]),
        d.aside(7 - stretch, _WORDS[7 - stretch]),
    )
    d.say(d.pick(
        f"each {person} works {word} days in a row and then has {off} days off; the same pattern is repeated every week",
        f"whoever begins on some day works on that day and the {later} days after it, and is off for the rest of the week; the roster is the same each week",
        f"{word} consecutive days of work are followed by {off} days of rest, week after week",
        f"under the labor agreement, a {person} is on duty for {word} days without a break and then rests for {off} days, in the same rhythm every week",
        f"everyone has a fixed starting day, stays on duty for {word} days in succession, and has the other {off} days of each week free",
        f"the agreed pattern is {word} days on and {off} days off, always beginning on the same day of the week for a given {person}",
    ))  # fmt: skip
    columns = [
        Column(
            needed,
            f"{staff.capitalize()} needed",
            d.pick(
                f"at least {{}} {staff} are needed",
                f"{{}} {staff} or more have to be on duty",
                "a crew of at least {} is required",
                f"there must be no fewer than {{}} {staff}",
                f"the number of {staff} must not drop below {{}}",
                "{} or more are called for",
            ),
            d.pick(
                f"the least number of {staff} on duty",
                f"the minimum number of {staff}",
                f"the number of {staff} required at least",
                f"the smallest crew of {staff} that will do",
            ),
            "",
            ("staffed",),
        )
    ]
    if paid:
        columns.append(
            Column(
                cost,
                "Weekly pay when starting",
                d.pick(
                    f"a {person} whose working week starts then is paid {{}} for the week",
                    f"a {person} who starts then earns {{}} for the week",
                    "beginning one's week then is paid {} weekly",
                    f"the weekly pay is {{}} for each {person} who starts that day",
                ),
                f"the weekly pay of a {person} by the day on which the working week starts",
            )
        )
    records(d, "Day", days, columns, subject=_subject(d), named=lambda day: day)
    d.paragraph()
    d.say(
        d.pick(
            "the working days of a stretch may run over the end of the week",
            "a stretch of work may go on into the next week, so Sunday is followed by Monday",
            "it does not matter if working days fall into two calendar weeks",
            "a run of working days may begin late in one week and end in the next",
            "weeks follow each other without a gap, so those who begin on Sunday go on working on Monday",
        )
    )
    if d.maybe(0.6):
        d.say(whole_people(d, staff))
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"how many {staff} should start their working week on each day",
            f"the number of {staff} that begin on each day",
            f"how many {staff} have their starting day on each day of the week",
            f"the starting days of the {staff}",
        ),
        actor,
    )


def _subject(d: Draft) -> Callable[[str], str]:
    """How the sentences about days begin."""
    lead = d.pick("on {},", "for {},", "every {},", "on a {},")
    return lead.format


ARCHETYPE = Archetype(
    "shift-scheduling", "How many people begin on each day and work a stretch of days.", _write
)
