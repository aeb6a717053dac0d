"""Packing: as few bins as possible for items of given size.

The number of bins is at most that of the items, so that a set of that many bins is enough.
"""

from __future__ import annotations

from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Domain, Sense

_SIZE: Final = stems("size sizes weight weights width widths length lengths volume")
_BIN: Final = stems("bin bins truck trucks container containers box boxes bag bags pallet pallets")
_ROOM: Final = stems("capacity capacities hold holds carry maximum limit")
_MOST: Final = 15


def _bins(case: Case) -> Draft | None:
    goal = case.goal
    if goal is None or goal.sense is not Sense.MINIMIZE or not _BIN & case.stems:
        return None
    if len(case.columns) != 1 or len(case.columns[0].kinds) != 1 or not _BIN & set(goal.words):
        return None
    size = case.columns[0]
    rooms = [d for d in case.loose if _ROOM & set(d.nearby) and not d.things]
    if len(rooms) != 1 or not _SIZE & {*size.words, *size.heading} or len(size.cells) > _MOST:
        return None
    draft = Draft(case, "bin packing")
    items = draft.set_of(size.kinds[0], "items")
    bins = draft.set_with("bins", tuple(range(1, len(size.cells) + 1)), "as many as items")
    weight = draft.values(size, "size")
    room = draft.scalar(rooms[0], "capacity")
    put = draft.variable("put", (items, bins), Domain.BINARY, meaning="1 if the item is in the bin")
    used = draft.variable("used", (bins,), Domain.BINARY, meaning="1 if the bin is used")
    draft.constrain(
        "each_item_once",
        f"sum({put}[i, b] for b in {bins}) == 1",
        f"i in {items}",
        line=size.lines[0],
    )
    draft.constrain(
        "room_in_bin",
        f"sum({weight}[i] * {put}[i, b] for i in {items}) <= {room} * {used}[b]",
        f"b in {bins}",
        line=rooms[0].line,
    )
    draft.constrain(
        "bins_in_order",
        f"{used}[b] <= {used}[b - 1]",
        f"b in {bins} if b > 1",
        line=rooms[0].line,
        meaning="bins are alike, so that the first are used",
    )
    draft.optimize(Sense.MINIMIZE, f"sum({used}[b] for b in {bins})", "number of bins")
    return draft


BINS: Final = Family(
    name="bin packing",
    roles={"items": "one kind", "size": "of each item", "capacity": "of a bin"},
    fill=_bins,
    understood=rules("not exceed capacity", "exactly one bin", "each item one"),
)
