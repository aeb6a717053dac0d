"""Several knapsacks: each item into at most one of several holds, each with its own room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.remainder import bare_lines, doubt_remainder, explain_sizes
from optimoot.agents.archetypes.series import find_series
from optimoot.agents.archetypes.surroundings import after, before, left_over
from optimoot.agents.archetypes.tallies import Tally, find_tallies
from optimoot.agents.archetypes.wording import stem
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_WORTH: Final = re.compile(
    r"\b(?:values?|profits?|worth|benefits?|gains?|revenues?|scores?|prices?|returns?|rewards?|"
    r"importance|earnings?|fees?|priority|euros?|dollars?|income|points|rating|utility|pays)\b|"
    r"[$€£]"
)
_SIZE: Final = re.compile(
    r"\b(?:weights?|sizes?|weigh\w*|volumes?|lengths?|hours?|minutes?|durations?|times?|space|kg|"
    r"tonnes?|tons?|litres?|liters?|t|gb|mb|area|memory|m3|m2|lb|pounds?|days?|g|room|cubic)\b"
)
_HOLD: Final = re.compile(
    r"\b(?:capacit\w+|holds?|carr\w+|room|takes?|at most|up to|maximum|max|fits?|fit|available|"
    r"limits?|stores?|loads?|has|have|can|than|and|offers?|of|with|is|are|exceed)\b"
)
_AT_MOST_ONE: Final = re.compile(
    r"\bat most (?:one|once)\b|\bmore than one\b|\b(?:only|not more than|no more than) one\b|\bin "
    r"(?:only )?one\b|"
    r"\bone of the\b|\bone \w+ at most\b|\b(?:cannot|can not|can't|must not|may not) be (?:split|"
    r"divided|in two|cut)\b|"
    r"\bat most a single\b|\binto (?:only )?one\b|\bentirely\b|\bas a whole\b|\bnot be split\b"
)
_PLURAL: Final = re.compile(
    r"\b(?:knapsacks|screens|stages|holds|trucks|vans|containers|boxes|bags|rucksacks|backpacks|"
    r"bins|shelves|"
    r"suitcases|lorries|trailers|barges|boats|wagons|compartments|servers|disks|drives|crates|"
    r"vehicles|days|shifts|chests|tanks|ships|planes|carts|rooms|sledges|sessions|halls|ferries|"
    r"racks|machines|stages|cars|sacks|baskets|hikers|couriers|pallets|lockers|hampers|trunks|"
    r"donkeys|mules)\b"
)
_MUST: Final = re.compile(
    r"\b(?:fewest|as few|number of (?:bins|boxes|trucks)|all items must|every item must)\b"
)
_MEANS: Final = (
    r"\bat most (?:one|once)\b|\bone \w+ at most\b",
    r"\bno \w+ (?:may|can|must) be (?:put|packed|placed|loaded) (?:in|into|on|onto) more than "
    r"one\b",
    r"\b(?:cannot|can not|can't|must not|may not|not) be (?:split|divided|cut|shared)"
    r"(?: (?:between|among|over|across)(?: \w+){1,2})?",
    r"\bor (?:it )?(?:is |are |gets? |stays? |remains? )?(?:refused|rejected|declined|dropped|home|"
    r"left (?:behind|out|at home)|not at all|none|behind|nothing)\b",
    r"\b(?:each|every|any|an?|no|the)?(?: \w+){0,2} ?(?:may|can|could|must|should|goes|go|is|"
    r"will)?(?: only)?"
    r"(?: be)?(?: (?:placed|put|loaded|packed|go|stored|assigned|taken|carried|shown|scheduled))?"
    r"(?: (?:in|into|on|onto|to|by))? ?(?:at most|only|no more than|not more than|more than)"
    r" (?:one|once|a single)(?: of (?:the|them|these))?",
    r"\b(?:cannot|can not|can't|must not|may not|not) be (?:split|divided|cut|broken up|shared|in "
    r"two \w+)\b",
    r"\b(?:either )?(?:completely|entirely|as a whole|whole) or not at all\b",
    r"\b(?:left|stay|remain) behind\b|\bneed not be (?:packed|taken|loaded)\b|\bnot all (?:of "
    r")?(?:the |them )?(?:\w+ )?"
    r"(?:can|will|have to|need to|need)(?: be)?(?: (?:fit|taken|packed|loaded|go|shown))?\b|"
    r"\b(?:do|does) not (?:all )?fit\b",
    r"\b(?:at most|up to|no more than|not more than|a maximum of|maximum of|maximum|at the most|"
    r"most)\b(?= \d)",
    r"\b(?:must|may|can|should|shall|does|do)?\s?not exceed(?: (?:its|the|their))?(?: \w+)?(?: "
    r"(?:capacity|limit))?|"
    r"\bcannot exceed(?: (?:its|the|their))?(?: \w+)?(?: (?:capacity|limit))?|\bwithout "
    r"exceeding\b",
    r"\b(?:total|overall|combined)? ?(?:maximum|highest|greatest|most|largest|maximal)"
    r"(?= (?:possible )?(?:total |overall |combined )?(?:profit|value|benefit|worth|score|revenue|"
    r"income|points|gain|utility))",
    r"\bmost valuable\b|\bmost\b(?= in total)",
    r"\bweight limits?\b|\bcapacity limits?\b|\blimited capacity\b",
    r"\bas \w+ as possible\b|\bmore than (?:its|their|it)\b",
    r"\bthe other\b|\bother\b(?= (?:one )?(?:has|holds|takes|can|up to|at most|carries|\d))",
    r"\bthe (?:first|second|third|fourth|last)\b",
    r"\b(?:has|have) to (?:be chosen|decide|choose|select)\b",
)


@dataclass(frozen=True)
class _Roles:
    worth: Tally
    size: Tally
    rooms: tuple[Number, ...]
    frames: tuple[Frame, ...]


def _fill(case: Case) -> Draft | None:
    text = case.lower
    if case.goal is not None and case.goal.sense is not Sense.MAXIMIZE:
        return None
    if case.problem.tables or _MUST.search(text) or not _PLURAL.search(text):
        return None
    asks = [line for line in case.lines if _ASKS.search(line.lower)]
    if not asks or not _AT_MOST_ONE.search(text):
        return None
    roles = _roles(case)
    if roles is None:
        return None
    draft = _template(case, roles)
    for frame in roles.frames:
        draft.explain(dict.fromkeys(frame.naming, "names an item"))
    explain_sizes(draft, len(roles.worth.names), len(roles.rooms))
    for number in left_over(case, draft.used):
        named = re.search(r"[a-z]{3,} $", before(case, number)) and number.text.isalpha()
        if named and number.value <= len(roles.rooms) and not _SIZE.match(after(case, number)):
            draft.explained.setdefault(number.id, "names a hold")
    rows = (*roles.worth.lines, *roles.size.lines)
    data = bare_lines(draft, rows, roles.worth.names)
    words = re.findall(r"[a-z]{3,}", roles.worth.words)
    known = (*_MEANS, *(rf"\b{re.escape(word)}s?\b" for word in words if _WORTH.search(word)))
    doubt_remainder(draft, known, roles.worth.names, data=data)
    return draft


_ASKS: Final = re.compile(
    r"\b(?:maximi[sz]\w*|greatest|highest|largest|most|maximum|maximal|as (?:high|large|great|much|"
    r"valuable) (?:\w+ )?as possible|best)\b"
)


def names_of_things(case: Case, frames: Sequence[Frame]) -> Iterator[tuple[str, ...]]:
    """The lists of names that figures may belong to: of rows, of columns, of lists, of kinds."""
    seen: set[tuple[str, ...]] = set()
    for frame in frames:
        for names in (frame.labels, frame.heads):
            if names not in seen and len(set(names)) == len(names) > 1:
                seen.add(names)
                yield names
    for kind in case.kinds.kinds:
        own = tuple(kind.members)
        if len(own) > 1 and own not in seen and len(set(own)) == len(own):
            seen.add(own)
            yield own


def _roles(case: Case) -> _Roles | None:
    frames = find_frames(case)
    for names in names_of_things(case, frames):
        if len(names) < _FEWEST:
            continue
        tallies = find_tallies(case, names, frames)
        if len(tallies) != 2:
            continue
        worths = [t for t in tallies if _WORTH.search(t.words) and not _SIZE.search(t.words)]
        worths = worths or [t for t in tallies if _is_wanted(case, t) and not _SIZE.search(t.words)]
        sizes = [t for t in tallies if _SIZE.search(t.words) and t not in worths]
        if len(worths) != 1 or len(sizes) != 1:
            continue
        own = tuple(f for f in frames if set(f.lines) & {*worths[0].lines, *sizes[0].lines})
        taken = {n.id for t in tallies for n in t.numbers} | {k for f in own for k in f.naming}
        rooms = _rooms(case, taken, len(names))
        if rooms:
            return _Roles(worths[0], sizes[0], rooms, own)
    return _in_runs(case)


def _in_runs(case: Case) -> _Roles | None:
    """Items without names: "5 objects with weights 4, 5, 6, 3 and 7 and values 8, 11, …"."""
    runs = find_series(case)
    told = []
    for run in runs:
        numbers = tuple(n for n in run.numbers if not n.text.isalpha())
        names = tuple(str(place) for place in range(1, len(numbers) + 1))
        words = f"{before(case, numbers[0])} {after(case, numbers[-1])[:6]}" if numbers else ""
        told.append(Tally(names, numbers, words, (run.line,)))
    worths = [t for t in told if _WORTH.search(t.words)]
    sizes = [t for t in told if t not in worths and _SIZE.search(t.words)]
    if len(worths) != 1 or len(sizes) != 1 or worths[0].names != sizes[0].names:
        return None
    taken = {n.id for t in (worths[0], sizes[0]) for n in t.numbers}
    rooms = _rooms(case, taken, len(worths[0].names))
    return _Roles(worths[0], sizes[0], rooms, ()) if rooms else None


_FEWEST: Final = 3


def _is_wanted(case: Case, tally: Tally) -> bool:
    """Whether the goal speaks of what a tally tells."""
    asked = [line for line in case.lines if _ASKS.search(line.lower)]
    told = {stem(word) for word in re.findall(r"[a-z]{4,}", tally.words)}
    return any(told & {token.stem for token in line.tokens} for line in asked)


def _rooms(case: Case, taken: set[str], items: int) -> tuple[Number, ...]:
    """The rooms of at least two holds; a count of the holds and of the items may be left."""
    left = left_over(case, taken | set(case.explained))
    for places in range(2, 7):
        counts = [n for n in left if n.value in (places, items) and not _SIZE.match(after(case, n))]
        rooms = [n for n in left if n not in counts]
        if len(rooms) == places and all(_is_room(case, n, n is rooms[0]) for n in rooms):
            return tuple(rooms)
    return ()


def _is_room(case: Case, number: Number, is_first: bool) -> bool:
    """Whether it tells what a hold takes; in a list only the first one has words of its own."""
    words = before(case, number)
    if re.search(r"\b(?:costs?|fees?|price|pays?|takes? (?:an?|one))\b", words):
        return False
    listed = not is_first and re.fullmatch(r"\s?(?:[a-z0-9]{1,6})?\s?,?\s?(?:and\s)?", words)
    return bool(listed or _HOLD.search(words))


def _template(case: Case, roles: _Roles) -> Draft:
    draft = Draft(case, "several knapsacks")
    draft.covered.update({*roles.worth.lines, *roles.size.lines})
    items = draft.set_with("items", roles.worth.names, "what may be packed")
    places = tuple(range(1, len(roles.rooms) + 1))
    holds = draft.set_with("holds", places, "where it may be packed, in the order of the text")
    told = [
        draft.given(
            name, (items,), [((n,), v) for n, v in zip(tally.names, tally.numbers, strict=True)]
        )
        for name, tally in (("worth", roles.worth), ("size", roles.size))
    ]
    worth, size = told
    room = draft.given(
        "room", (holds,), [((k,), n) for k, n in zip(places, roles.rooms, strict=True)]
    )
    put = draft.variable("put", (items, holds), Domain.BINARY, meaning="1 if it is packed there")
    draft.constrain("at_most_once", f"sum({put}[i, k] for k in {holds}) <= 1", f"i in {items}")
    draft.constrain(
        "room_of_each",
        f"sum({size}[i] * {put}[i, k] for i in {items}) <= {room}[k]",
        f"k in {holds}",
    )
    total = f"sum({worth}[i] * {put}[i, k] for i in {items} for k in {holds})"
    draft.optimize(Sense.MAXIMIZE, total, "worth of what is packed")
    return draft


FAMILY: Final = Family(
    name="several knapsacks",
    roles={"worth": "of each item", "size": "of each item", "rooms": "of several holds"},
    fill=_fill,
    means=re.compile(r"\b(?:more than|at most) one\b|\bsplit\b|\bnot at all\b"),
)
