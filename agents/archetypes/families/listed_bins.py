"""Bins for a list of sizes in prose: "lengths of 12, 9, 8 and 7 m, lanes of 16 m: how many lanes".

What is counted in the question is what the capacity is said of, so that no word for bins is needed.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.families.questions import counted, doubt_rest, explain_counts
from optimoot.agents.archetypes.series import Series, find_series, line_at, others
from optimoot.agents.archetypes.wording import stem
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_PACKS: Final = re.compile(
    r"\b(?:split|splits|entire|entirely|undivided|whole|fit|fits|pack|packed|packing|loaded|load|"
    r"cut|stored|store|placed|bins?|sawn|stow\w*|divided|broken)\b"
)
"""Words that say that each of the sizes goes somewhere as one piece."""
_WHOLE: Final = re.compile(
    r"\bno \w+ (?:can|may|must) be (?:split|divided|sewn|joined|broken|cut)\b", re.IGNORECASE
)
_OTHER: Final = re.compile(
    r"\b(?:per|each|every|a) (?:day|week|month|hour|night|shift|year)\b|\bapart\b|"
    r"(?<!sewn )(?<!joined )(?<!glued )(?<!put )\btogether\b|"
    r"\bnext to\b|\bsame (?:\w+ )?as\b|\bseparate\w*\b|\bfragile\b|\bincompatible\b|\bshare\b|"
    r"\balone\b|\bcosts?\b|\bprices?\b|\bpartial\w*\b|\bcan be split\b|\bmay be split\b|"
    r"\bno more than\b|\bat most\b|\bkerf\b|\bat the same time\b|\bcopies\b|\btwice\b|\bgaps? of\b"
)
"""Words of other problems about lists of sizes."""
_MOST: Final = 20


def _fill(case: Case) -> Draft | None:
    if _OTHER.search(case.lower) or not _PACKS.search(case.lower):
        return None
    runs = find_series(case)
    asked = counted(case, Sense.MINIMIZE)
    if len(runs) != 1 or asked is None or len(runs[0].numbers) > _MOST:
        return None
    sizes = runs[0]
    line, noun = asked
    rooms = [n for n in others(case, sizes) if not _is_count(n, len(sizes.numbers))]
    if len(rooms) != 1 or not _is_said_of(case, rooms[0], noun):
        return None
    if rooms[0].value < max(number.value for number in sizes.numbers):
        return None
    draft = _template(case, sizes, rooms[0], line)
    explain_counts(draft, len(sizes.numbers))
    doubt_rest(draft)
    return draft


def _is_count(number: Number, size: int) -> bool:
    """Whether a figure counts the sizes, or is a small number in words that only points."""
    return number.value == size or (number.text.isalpha() and number.value <= 3)


def _is_said_of(case: Case, room: Number, noun: str) -> bool:
    """Whether the words before a figure, within its sentence, name what is counted."""
    line = case.lines[line_at(case, room.start)]
    near = [token for token in line.tokens if token.is_word and abs(token.start - room.start) < 60]
    return any(_alike(stem(token.lower), noun) for token in near)


def _alike(one: str, other: str) -> bool:
    """Whether two stems are of one noun: "bus" and "buses" have two."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) > 2 and long in (f"{short}e", f"{short}es"))


def _template(case: Case, sizes: Series, room: Number, line: int) -> Draft:
    draft = Draft(case, "bin packing")
    items = draft.set_with("items", sizes.names, "what is to be packed")
    bins = draft.set_with("bins", tuple(range(1, len(sizes.numbers) + 1)), "as many as items")
    size = draft.given(
        "size", (items,), [((n,), v) for n, v in zip(sizes.names, sizes.numbers, strict=True)]
    )
    capacity = draft.given("capacity", (), [((), room)])
    put = draft.variable("put", (items, bins), Domain.BINARY, meaning="1 if the item is in the bin")
    used = draft.variable("used", (bins,), Domain.BINARY, meaning="1 if the bin is used")
    draft.constrain(
        "each_item_once", f"sum({put}[i, b] for b in {bins}) == 1", f"i in {items}", line=sizes.line
    )
    draft.constrain(
        "room_in_bin",
        f"sum({size}[i] * {put}[i, b] for i in {items}) <= {capacity} * {used}[b]",
        f"b in {bins}",
        line=line_at(case, room.start),
    )
    draft.constrain(
        "bins_in_order",
        f"{used}[b] <= {used}[b - 1]",
        f"b in {bins} if b > 1",
        meaning="bins are alike, so that the first are used",
    )
    draft.covered.add(line)
    draft.optimize(Sense.MINIMIZE, f"sum({used}[b] for b in {bins})", "number of bins")
    return draft


FAMILY: Final = Family(
    name="bin packing",
    roles={"sizes": "a list in prose", "capacity": "of what is counted"},
    fill=_fill,
    means=_WHOLE,
)
