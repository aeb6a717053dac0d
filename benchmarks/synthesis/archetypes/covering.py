"""Covering: the cheapest choice that serves every need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.benchmarks.synthesis.demonstration import Style
from optimoot.benchmarks.synthesis.draft import Archetype, Draft, Show, Values
from optimoot.benchmarks.synthesis.phrases import goal, who
from optimoot.benchmarks.synthesis.telling import Column, records, table
from optimoot.benchmarks.synthesis.words import FIRST_NAMES, PEOPLE, TOWNS, plural
from optimoot.formulation import Domain, Sense


@dataclass(frozen=True)
class _Scene:
    """Who chooses what so that which needs are served."""

    kind: str
    option: str
    named: str
    """An option within a sentence."""
    names: tuple[str, ...]
    decide: str
    need: str
    needs: tuple[str, ...]
    verb: str
    cost: str


_SCENES: Final = (
    _Scene("fire brigade", "fire station", "the fire station in {}", TOWNS, "build", "district",
           ("Harbor", "Old Town", "Riverside", "Hillcrest", "Stadium", "Airport", "Campus"),
           "reaches", "construction cost"),
    _Scene("mobile network", "mast", "the mast at {}", TOWNS, "put up", "valley",
           ("Ashdale", "Bearfork", "Clearwater", "Deerfield", "Eaglerock", "Ferncliff", "Goosepond"),
           "covers", "yearly rent"),
    _Scene("news service", "reporter", "{}", FIRST_NAMES, "hire", "language",
           ("Arabic", "Bengali", "Croatian", "Danish", "Estonian", "Finnish", "Greek", "Hindi"),
           "speaks", "weekly pay"),
    _Scene("software firm", "scanner", "the scanner {}", PEOPLE, "license", "weakness",
           ("injection", "overflow", "deadlock", "leak", "race", "spoofing", "replay"),
           "detects", "license fee"),
    _Scene("spice shop", "supplier", "the supplier {}", PEOPLE, "sign up", "spice",
           ("saffron", "cardamom", "sumac", "turmeric", "nutmeg", "cloves", "paprika", "fennel"),
           "delivers", "contract fee"),
    _Scene("orchestra", "musician", "{}", FIRST_NAMES, "engage", "instrument",
           ("oboe", "harp", "celesta", "timpani", "piccolo", "tuba", "viola", "bassoon"),
           "plays", "concert fee"),
    _Scene("ferry company", "line", "the line from {}", TOWNS, "run", "island",
           ("Arran", "Barra", "Coll", "Egilsay", "Fetlar", "Gigha", "Hoy"),
           "calls at", "yearly cost"),
    _Scene("translation bureau", "dictionary", "the dictionary by {}", PEOPLE, "buy", "field",
           ("law", "medicine", "banking", "shipping", "chemistry", "farming", "aviation"),
           "treats", "price"),
)  # fmt: skip


def _write(d: Draft) -> None:
    scene = d.pick(*_SCENES)
    d.scene = scene.kind
    needs = d.members("E", d.some(scene.needs, 4, 7), plural(scene.need))
    options = d.members("O", d.some(scene.names, 5, 8), plural(scene.option))
    served = _served(d, options, needs)
    cost = d.parameter(
        "cost",
        {one: d.amount(10, 30) * (2 + len(served[one])) for one in options},
        "O",
        meaning=scene.cost,
        show=Show.MONEY,
    )
    able = [(one, need) for one in options for need in served[one]]
    d.pairs("Able", able, f"which {scene.option} {scene.verb} which {scene.need}")
    meaning = f"whether to {scene.decide} each {scene.option}"
    d.variable("choose", "O", meaning=meaning, domain=Domain.BINARY)
    total = d.pick(f"total {scene.cost}", f"overall {scene.cost}", f"{scene.cost} in total")
    d.objective(Sense.MINIMIZE, "sum(cost[o] * choose[o] for o in O)", meaning=total)
    d.constraint(
        "covered",
        "sum(choose[o] for o in O if (o, e) in Able) >= 1",
        "e in E",
        meaning=f"every {scene.need} is served",
    )
    first, actor = who(d, scene.kind)
    many, all_needs = plural(scene.option), d.listed(needs)
    d.say(
        d.pick(
            f"{first} is going to {scene.decide} some {many} to serve {all_needs}",
            f"{first} may {scene.decide} any of several {many}",
            f"the {plural(scene.need)} that matter to {first} are {all_needs}",
            f"{all_needs} are the {plural(scene.need)} for which {first} needs {many}",
            f"which {many} to {scene.decide} is a question that {first} has to settle",
        )
    )
    _tell_options(d, scene, options, served, cost)
    d.paragraph()
    d.say(
        d.pick(
            f"for each {scene.need}, there has to be at least one chosen {scene.option} that {scene.verb} it",
            f"every {scene.need} must have one or more chosen {many} that serve it",
            f"no {scene.need} may be left without a chosen {scene.option} that {scene.verb} it",
            f"together, the {many} chosen have to take care of {all_needs}; one {scene.option} for each is enough",
        ),
        "covered",
    )
    doing = d.pick(
        f"which {many} to {scene.decide}",
        f"the {many} to {scene.decide}",
        f"which of the {many} it should {scene.decide}",
    )
    goal(d, Sense.MINIMIZE, total, doing, actor)


def _served(d: Draft, options: tuple[str, ...], needs: tuple[str, ...]) -> dict[str, list[str]]:
    """What each option serves: every need has two that do, and no option serves nothing."""
    served = {one: [need for need in needs if d.maybe(0.4)] for one in options}
    for place, need in enumerate(needs):
        for offset in (0, 1 + place % (len(options) - 1)):
            one = options[(place + offset) % len(options)]
            if need not in served[one]:
                served[one].append(need)
    for one in options:
        if not served[one]:
            served[one].append(d.chance.choice(needs))
        served[one].sort(key=needs.index)
    return served


def _tell_options(
    d: Draft,
    scene: _Scene,
    options: tuple[str, ...],
    served: dict[str, list[str]],
    cost: Values,
) -> None:
    if d.style is Style.TABLE:
        d.say(
            d.pick(
                f"the table shows the {scene.cost} of each {scene.option} and what it {scene.verb}",
                f"for every {scene.option}, here are its {scene.cost} and what it {scene.verb}",
                f"the {scene.cost} and the {plural(scene.need)} are as follows",
            )
        )
        header = [
            scene.option.capitalize(),
            f"{scene.cost.capitalize()} ({d.money})",
            scene.verb.capitalize(),
        ]
        table(d, header, [[one, cost.cell(one), " / ".join(served[one])] for one in options])
        return
    clause = d.pick(f"has a {scene.cost} of {{}}", f"comes at a {scene.cost} of {{}}")
    column = Column(cost, scene.cost.capitalize(), clause, f"the {scene.cost}")
    records(d, "", options, [column], subject=scene.named.format, named=scene.named.format)
    for one in options:
        d.say(f"{scene.named.format(one)} {scene.verb} {d.listed(served[one])}")


ARCHETYPE = Archetype("covering", "The cheapest choice that serves every need.", _write)
