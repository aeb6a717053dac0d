"""Links between places, told one after the other: "Dock -> Arch 7", "Mill to Ford: 4", or CSV rows.

Places are whatever stands at the ends of links, so that no noun has to announce them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.series import line_at
from optimoot.problem import Number

_NAME: Final = r"[^\W\d_][\w'’]*(?: (?!to\b|from\b|and\b|with\b|of\b)[\w'’]+){0,2}"
_ARROW: Final = re.compile(
    rf"(?:^|[\n;,:(•*]|- |\. )\s*(?:and )?(?:from )?({_NAME})\s*(?:-+>|→|⇒|=>|–>)\s*({_NAME})"
    r"\s*(?:[:=(,]|takes|is|costs|in)?\s*[$€£]?$",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    rf"(?:^|[\n;,:(•*]|- |\. | and (?=from ))\s*(?:and )?(?:from )?({_NAME}) to ({_NAME})"
    r"\s*(?:[:=(,]|takes|is|costs)?\s*[$€£]?$",
    re.IGNORECASE,
)
_ROW: Final = re.compile(rf"\n\s*\|?\s*({_NAME})\s*[,;|\t]\s*({_NAME})\s*[,;|\t]\s*[$€£]?$")
_REACH: Final = 70
_FEWEST: Final = 4


@dataclass(frozen=True)
class Links:
    """Links with one figure each.

    Attributes:
        places: The places in the order of the text.
        figures: The Number of each pair of places, from and to.
        lines: Indices of the lines that tell them.
    """

    places: tuple[str, ...]
    figures: dict[tuple[str, str], Number]
    lines: tuple[int, ...]

    def sources(self) -> list[str]:
        """The places that no link leads to."""
        ends = {end for _, end in self.figures}
        return [place for place in self.places if place not in ends]

    def sinks(self) -> list[str]:
        """The places that no link leads from."""
        starts = {start for start, _ in self.figures}
        return [place for place in self.places if place not in starts]


def find_links(case: Case) -> Links | None:
    """The links of a text; None where there are too few, or two figures for one link."""
    text = case.problem.text
    figures: dict[tuple[str, str], Number] = {}
    names: dict[str, str] = {}
    lines: dict[int, None] = {}
    last = 0
    for number in case.problem.numbers:
        before = text[max(last, number.start - _REACH) : number.start]
        last = number.end
        match = _ARROW.search(before) or _ROW.search(before) or _SPOKEN.search(before)
        if match is None:
            continue
        start, end = (_name(part, names) for part in match.groups())
        if start == end or (start, end) in figures:
            return None
        figures[start, end] = number
        lines[line_at(case, number.start)] = None
    if len(figures) < _FEWEST:
        return None
    return Links(tuple(names.values()), figures, tuple(lines))


def _name(written: str, names: dict[str, str]) -> str:
    written = re.sub(r"^(?:the|a|an) ", "", written.strip(), flags=re.IGNORECASE)
    return names.setdefault(written.lower(), written)


def mentioned(text: str, places: tuple[str, ...]) -> list[str]:
    """The places that a text names, in its order, each once."""
    found = []
    for place in places:
        match = re.search(rf"(?<!\w){re.escape(place.lower())}(?!\w)", text.lower())
        if match is not None:
            found.append((match.start(), place))
    return [place for _, place in sorted(found)]
