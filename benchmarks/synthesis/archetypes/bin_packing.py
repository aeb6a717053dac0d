"""Bin packing: the fewest, or the cheapest, containers that hold everything."""

from __future__ import annotations

import math
from typing import Final

from optimoot.benchmarks.synthesis.draft import Archetype, Draft
from optimoot.benchmarks.synthesis.phrases import at_most, goal, who
from optimoot.benchmarks.synthesis.telling import Column, records
from optimoot.benchmarks.synthesis.words import plural
from optimoot.formulation import Domain, Sense

_SCENES: Final = (
    ("television studio", "clip", "commercial break", "seconds", "lasts {} seconds", "length",
     ("soap", "cola", "bank", "cheese", "sneaker", "shampoo", "cereal", "perfume")),
    ("moving company", "crate", "van", "kilograms", "weighs {} kilograms", "weight",
     ("piano", "library", "kitchen", "garage", "office", "cellar", "attic", "nursery")),
    ("cloud provider", "service", "server", "gigabytes", "needs {} gigabytes of memory", "memory",
     ("mail", "search", "billing", "video", "archive", "chat", "maps", "login")),
    ("woodworker", "strip", "plank", "centimeters", "has a length of {} centimeters", "length",
     ("header", "sill", "trim", "rail", "slat", "brace", "ledge", "batten")),
    ("music label", "track", "record side", "seconds", "runs for {} seconds", "length",
     ("overture", "ballad", "march", "waltz", "tango", "hymn", "lullaby", "finale")),
    ("plumber", "cut", "pipe", "centimeters", "is {} centimeters long", "length",
     ("drain", "riser", "feed", "return", "bypass", "vent", "branch")),
    ("air freighter", "pallet", "plane", "kilograms", "weighs {} kilograms", "weight",
     ("orchid", "engine", "lobster", "laptop", "vaccine", "silk", "tulip")),
    ("archive", "folder", "box", "millimeters", "is {} millimeters thick", "thickness",
     ("tax", "court", "census", "harbor", "church", "school", "guild")),
    ("charter company", "party", "boat", "seats", "needs {} seats", "size",
     ("Almeida", "Berger", "Cheng", "Dubois", "Eriksen", "Fontana", "Gruber")),
    ("conference office", "workshop", "afternoon", "minutes", "takes {} minutes", "duration",
     ("baking", "origami", "coding", "pottery", "dancing", "chess", "botany", "film")),
)  # fmt: skip
_NAMES: Final = ("A", "B", "C", "D", "E", "F")


def _write(d: Draft) -> None:
    kind, thing, bin_name, unit, clause, measure, pool = d.pick(*_SCENES)
    d.scene = kind
    items = d.members("K", d.some(pool, 4, 6), f"{plural(thing)}")
    capacity = d.amount(60, 240, 10)
    sizes = {item: d.amount(capacity * 0.2, capacity * 0.7) for item in items}
    count = min(len(items), math.ceil(sum(sizes.values()) / capacity) + 1)
    d.members("B", _NAMES[:count], f"{plural(bin_name)} that may be used")
    size = d.parameter("size", sizes, "K", meaning=measure, unit=unit)
    room = d.parameter("room", capacity, meaning=f"room in a {bin_name}", unit=unit)
    d.variable("use", "B", meaning=f"whether each {bin_name} is used", domain=Domain.BINARY)
    d.variable(
        "put", "K", "B", meaning=f"whether a {thing} goes into a {bin_name}", domain=Domain.BINARY
    )
    total = d.pick(
        f"number of {plural(bin_name)} used",
        f"number of {plural(bin_name)} needed",
        f"count of {plural(bin_name)} in use",
    )
    d.objective(Sense.MINIMIZE, "sum(use[b] for b in B)", meaning=total)
    d.constraint(
        "placed", "sum(put[k, b] for b in B) == 1", "k in K", meaning=f"every {thing} has its place"
    )
    d.constraint(
        "fits",
        "sum(size[k] * put[k, b] for k in K) <= room * use[b]",
        "b in B",
        meaning=f"no {bin_name} holds more than it can",
    )
    first, actor = who(d, kind)
    article = "an" if bin_name[0] in "aeiou" else "a"
    d.say(
        d.pick(
            f"{first} has to distribute the {plural(thing)} {d.listed(items)} over as few {plural(bin_name)} as possible",
            f"the {plural(thing)} {d.listed(items)} of {first} have to be divided among {plural(bin_name)}",
            f"{d.listed(items)} are the {plural(thing)} that {first} has to fit into {plural(bin_name)}",
            f"{first} wants to get by with few {plural(bin_name)} for the {plural(thing)} {d.listed(items)}",
            f"{first} is packing: the {plural(thing)} {d.listed(items)} have to go into {plural(bin_name)}",
            f"each of the {plural(thing)} {d.listed(items)} of {first} needs a place in one of its {plural(bin_name)}",
        )
    )
    records(d, thing.capitalize(), items, [Column(size, measure.capitalize(), clause, f"the {measure}", unit)],
            subject=lambda k: d.pick(f"the {k} {thing}", f"the {thing} {k}"), named=lambda k: f"the {k} {thing}")  # fmt: skip
    d.in_any_order(
        (d.pick(f"each {bin_name} has room for {room.told()} {unit}", f"{article} {bin_name} holds {at_most(d, room.told())} {unit}", f"no {bin_name} can take more than {room.told()} {unit}", f"the limit of every {bin_name} is {room.told()} {unit}", f"what goes into one {bin_name} must not add up to more than {room.told()} {unit}"), "fits"),
        (d.pick(f"every {thing} goes into exactly one {bin_name}", f"each {thing} has to be put, undivided, into exactly one {bin_name}", f"no {thing} can be split or left out", f"all {plural(thing)} have to be placed, none of them in two parts", f"a {thing} has to stay in one piece, and all of them must find a place"), "placed"),
        (d.pick("there are {} {} that could be used, all of them alike", "{} equal {} stand ready", "at most {} {} are there to be used, and they are all the same").format(d.aside(count, _SPELLED[count]), plural(bin_name)),),
    )  # fmt: skip
    goal(
        d,
        Sense.MINIMIZE,
        total,
        d.pick(
            f"which {thing} goes into which {bin_name}",
            f"how to distribute the {plural(thing)}",
            f"where to put each {thing}",
            f"the contents of every {bin_name}",
        ),
        actor,
    )


_SPELLED: Final = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}

ARCHETYPE = Archetype("bin-packing", "The fewest containers that hold everything.", _write)
