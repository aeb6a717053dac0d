"""Fair shares: the one who is worst off gets as much as possible."""

from __future__ import annotations

from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft
from optimoot.benchmarks.synthesis.phrases import at_most, divisible, goal, who
from optimoot.benchmarks.synthesis.telling import Column, matrix, records
from optimoot.benchmarks.synthesis.words import plural
from optimoot.formulation import Sense

_SCENES: Final = (
    ("telecom operator", "town", "band", "megahertz", "megabits per second", ("Brook", "Cliff", "Dell", "Fell", "Glen", "Haven"), ("low band", "middle band", "high band")),
    ("irrigation board", "field", "channel", "liters per second", "millimeters a day", ("Upper", "Lower", "Outer", "Inner", "Western", "Eastern"), ("main channel", "side channel", "well")),
    ("relief mission", "camp", "convoy", "trucks", "meals per person", ("Acacia", "Baobab", "Cedar", "Date Palm", "Ebony", "Fig Tree"), ("air convoy", "road convoy", "sea convoy")),
    ("cable company", "suburb", "fiber", "strands", "gigabits", ("Ashwood", "Brookside", "Crestview", "Dalehead", "Elmgrove", "Fairhill"), ("red fiber", "blue fiber", "green fiber")),
    ("festival kitchen", "stage", "canteen", "cooks", "meals an hour", ("Jazz", "Folk", "Rock", "Opera", "Dance", "Choir"), ("main canteen", "hill canteen", "lake canteen")),
    ("forest service", "reserve", "ranger post", "rangers", "patrols a week", ("Otter", "Badger", "Heron", "Lynx", "Marten", "Osprey"), ("north post", "south post", "river post")),
    ("tutoring charity", "school", "campus", "tutors", "lessons a week", ("Curie", "Euler", "Gauss", "Noether", "Planck", "Turing"), ("law campus", "arts campus", "science campus")),
    ("snow service", "village", "garage", "plows", "kilometers an hour", ("Hochfeld", "Brunn", "Steg", "Matt", "Egg", "Ried"), ("upper garage", "lower garage", "valley garage")),
    ("blood bank", "clinic", "depot", "donors", "units a day", ("Mercy", "Trinity", "Grace", "Hope", "Providence", "Charity"), ("city depot", "county depot", "mobile depot")),
    ("lighting designer", "square", "store", "lamps", "lux", ("Market", "Church", "Station", "Castle", "Theater", "Garden"), ("city store", "harbor store", "old store")),
)  # fmt: skip


def _write(d: Draft) -> None:
    kind, place, source, unit, effect, place_names, source_names = d.pick(*_SCENES)
    d.scene = kind
    places = d.members("P", d.some(place_names, 2, 4), f"{plural(place)}")
    sources = d.members("S", d.some(source_names, 2, 3), f"{plural(source)}")
    worth = d.parameter(
        "worth",
        {(s, p): d.amount(2, 15) for s in sources for p in places},
        "S",
        "P",
        meaning=f"{effect} per unit",
    )
    supply = d.parameter(
        "supply", {s: d.amount(10, 90, 5) for s in sources}, "S", meaning="supply", unit=unit
    )
    d.variable("give", "S", "P", meaning=f"{unit} given", unit=unit)
    d.variable("least", meaning=f"{effect} of the {place} that is worst off")
    total = d.pick(
        f"level of the {place} that is worst off",
        f"level of the {place} that is served least",
        f"level that every {place} is sure to reach",
    )
    d.objective(Sense.MAXIMIZE, "least", meaning=total)
    d.constraint(
        "reached",
        "sum(worth[s, p] * give[s, p] for s in S) >= least",
        "p in P",
        meaning=f"no {place} is worse off than the least",
    )
    d.constraint(
        "supplied",
        "sum(give[s, p] for p in P) <= supply[s]",
        "s in S",
        meaning=f"no {source} gives more than it has",
    )
    first, actor = who(d, kind)
    d.say(
        d.pick(
            f"{first} shares the {plural(source)} among the {plural(place)} {d.listed(places)}",
            f"the {plural(place)} {d.listed(places)} depend on the {plural(source)} of {first}",
            f"{first} wants to be fair to the {plural(place)} {d.listed(places)}",
            f"{d.listed(places)} are {plural(place)} that look to {first} for help",
            f"none of the {plural(place)} {d.listed(places)} should fall behind when {first} hands out what it has",
            f"{first} has several {plural(source)} at its disposal and serves the {plural(place)} {d.listed(places)}",
            f"the supplies of the {plural(source)} of {first} are to be divided among the {plural(place)} {d.listed(places)}",
        )
    )
    single = unit.split(" ")[0].removesuffix("s")
    single = {"megahertz": "megahertz", "liter": "liter per second"}.get(single, single)

    def tell_worth() -> None:
        matrix(d, sources, places, worth, header="Gain", corner=f"{source.capitalize()} / {place}",
               lead=lambda s: d.pick(f"one {single} of the {s} adds", f"each {single} from the {s} raises the level by", f"every {single} that comes from the {s} is worth", f"with one {single} of the {s}, the gain is"), cell=f"{{}} {effect} in {{}}",
               intro=f"the gain of each {place} (in {effect}) from one {single} of each {source}")  # fmt: skip

    def tell_supply() -> None:
        records(d, source.capitalize(), sources, [Column(supply, "Available", d.pick(f"offers {at_most(d, '{}')} {unit}", f"has {{}} {unit} to give", f"can spare {{}} {unit}", f"is limited to {{}} {unit}", f"provides {{}} {unit} and no more"), "the quantity available", unit, ("supplied",))],
                subject=lambda s: f"the {s}", named=lambda s: f"the {s}")  # fmt: skip

    parts = [tell_worth, tell_supply]
    d.chance.shuffle(parts)
    for part in parts:
        part()
    d.paragraph()
    d.say(
        d.pick(
            f"the level of a {place} is the sum of what it gains from all {plural(source)}",
            f"gains from several {plural(source)} add up to the level of a {place}",
            f"for every {place}, add up the gains from all {plural(source)}: this is its level",
            f"a {place} may draw on several {plural(source)}, and its level is the total of the gains",
            f"the level that a {place} reaches equals the sum of the gains that it draws from the {plural(source)}",
        )
    )
    d.say(
        d.pick(
            f"what counts is the {place} with the lowest level",
            f"a plan is judged by the lowest level that any {place} has",
            f"only the {place} at the bottom matters, whichever that turns out to be",
            f"a plan is as good as its worst {place}",
            f"success is measured by the poorest {place}, not by the average",
        ),
        "reached",
    )
    d.say(divisible(d, "shares"))
    goal(
        d,
        Sense.MAXIMIZE,
        total,
        d.pick(
            f"how much of each {source} each {place} gets",
            f"how to share the {plural(source)} out",
            f"what each {place} receives from each {source}",
            f"the {unit} from every {source} to every {place}",
        ),
        actor,
    )


ARCHETYPE = Archetype("fair-shares", "The one who is worst off gets as much as possible.", _write)
