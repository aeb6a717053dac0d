"""Names that archetypes share: towns, businesses, people's first names, days and months."""

from __future__ import annotations

from typing import Final

TOWNS: Final = (
    "Alderby", "Birchfield", "Caldmoor", "Dunmore", "Eastwick", "Fenbridge", "Garrowdale",
    "Hollinford", "Inchcombe", "Junipera", "Kestrelton", "Larchmont", "Marlowe", "Norwell",
    "Oakhurst", "Pembrook", "Quarrington", "Rowanby", "Selwick", "Tarnside", "Upfield",
    "Veritas", "Wexcombe", "Yarrowby", "Zephyr Bay", "Ashcroft", "Brackwater", "Coldstream",
    "Drayford", "Elmstead", "Foxhollow", "Glenmore", "Harrowgate", "Ivybridge", "Kirkdale",
    "Longmere", "Millbrook", "Netherby", "Orwell", "Penrose", "Redcliff", "Stonebury",
    "Thornwick", "Underhill", "Westhaven", "Winterton",
)  # fmt: skip
PEOPLE: Final = (
    "Arbor", "Bluebell", "Corvus", "Delphi", "Ember", "Fjord", "Galena", "Harbinger", "Indigo",
    "Jasper", "Kelpie", "Lantern", "Meridian", "Nimbus", "Octave", "Pinnacle", "Quill", "Riverbend",
    "Sable", "Tandem", "Umber", "Vantage", "Willow", "Xylo", "Yonder", "Zenith", "Copperleaf",
    "Driftwood", "Everglow", "Foxglove", "Granite", "Hearthstone", "Ironbark", "Kingfisher",
)  # fmt: skip
"""Names of businesses."""
FIRST_NAMES: Final = (
    "Ada", "Bruno", "Chen", "Dalia", "Emil", "Farida", "Goran", "Hana", "Imani", "Jonas", "Keiko",
    "Liam", "Mona", "Nadia", "Omar", "Petra", "Quentin", "Rosa", "Sven", "Tariq", "Uma", "Viktor",
    "Wanda", "Yusuf", "Zora", "Amara", "Bela", "Carmen", "Dimitri", "Elena",
)  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_HISSES: Final = ("s", "x", "ch", "sh", "z")


def plural(noun: str) -> str:
    """The plural of a regular noun: `berries`, `boxes`, `chairs`."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_HISSES) else f"{noun}s"


def with_article(noun: str) -> str:
    """`a chair`, `an oak table`."""
    vowel = noun[0].lower() in "aeiou" and not noun.startswith(("uni", "use", "eu", "one"))
    return f"{'an' if vowel else 'a'} {noun}"
