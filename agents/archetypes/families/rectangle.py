"""A rectangle to be fenced: the greatest area for a fence, or the least fence for an area.

Where a wall, a river or a building bounds one side, that side needs no fence.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.datum import Bound, Datum
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Sense

_FENCE: Final = stems("fence fencing perimeter wire hedge material border netting rope boundary")
_AREA: Final = stems("area square acre acres")
_OPEN_SIDE: Final = re.compile(
    r"\b(along(?:side)?|against|next to|beside|bounded by|bordering|adjacent to|uses?|using) "
    r"(?:(?:the|a|an|one|existing|straight|side|of) )*(wall|river|house|barn|building|cliff|canal|"
    r"stream|creek|lake)\b|\bbounds one side\b|\bone side (?:needs|requires) no\b"
)
_DIVIDED: Final = re.compile(
    r"\b(divid\w+|partition\w*|adjacent pens|two pens|triangle|circle|"
    r"semicircle|window|margin\w*|box|cylinder|volume|cost\w*|price)\b"
)


def _fill(case: Case) -> Draft | None:
    goal = case.goal
    if goal is None or case.columns or not case.mentions("rectangle", "rectangular"):
        return None
    if not _FENCE & case.stems or _DIVIDED.search(case.lower) or len(case.loose) != 1:
        return None
    figure = case.loose[0]
    around = {t.stem for t in case.lines[figure.line].tokens if t.is_word}
    open_side = _OPEN_SIDE.search(case.lower)
    draft = Draft(case, "a fenced rectangle")
    width = draft.variable("width", meaning="side away from the wall, or one side")
    length = draft.variable("length", meaning="side along the wall, or the other side")
    fence = (
        f"{width} + {length} + {width}" if open_side else f"{width} + {length} + {width} + {length}"
    )
    if open_side:
        draft.assumptions.append(f"The side {open_side.group()!r} needs no fence.")
        draft.covered.update(line.index for line in case.lines if _OPEN_SIDE.search(line.lower))
    area = f"{width} * {length}"
    if goal.sense is Sense.MAXIMIZE and around & _FENCE and not figure.is_money:
        _limit(draft, figure, fence, "fence_at_hand", Bound.AT_MOST)
        draft.optimize(Sense.MAXIMIZE, area, "area")
    elif goal.sense is Sense.MINIMIZE and around & _AREA and not figure.is_money:
        _limit(draft, figure, area, "area_wanted", Bound.AT_LEAST)
        draft.optimize(Sense.MINIMIZE, fence, "length of the fence")
    else:
        return None
    return draft


def _limit(draft: Draft, figure: Datum, left: str, name: str, usual: Bound) -> None:
    if figure.bound not in (None, usual, Bound.EQUAL):
        draft.doubt(0.6, "the figure bounds the other way", draft.case.quote(figure.line))
    value = draft.scalar(figure, name)
    draft.constrain(f"{name}_kept", f"{left} {usual.value} {value}", line=figure.line)


FAMILY: Final = Family(
    name="a fenced rectangle",
    roles={"figure": "the area wanted, or the fence at hand", "open side": "optional"},
    fill=_fill,
    understood=rules("rectangle area", "rectangular area"),
)
