"""What holds what, told in prose: "smoke = {R1, R2}", "gym {b, c}", "P sees sections 1, 2 and 3".

A group is a name with the things that it holds; things may be named by numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.series import line_at
from optimoot.problem import Number

_BRACED: Final = re.compile(r"([^\n{},;:.]{1,40}?)\s{0,3}[=:(]?\s{0,3}\{([^{}\n]{1,300})\}")
_LISTED: Final = re.compile(
    r"^[ \t]{0,8}(?:[-*•][ \t]+)?([^\n:]{1,40}):[ \t]{0,8}([^\n]{1,300})$", re.MULTILINE
)
_SPOKEN: Final = re.compile(
    r"(?:^|[.;,(]\s|\n)\s{0,4}(?:and )?(?:(?:(?:an?|the) )?[a-z]+ )?(?:at |site |in )?"
    r"([A-Z][\w-]{0,20}(?: [A-Z0-9]\w{0,12})?),?(?: it)? "
    r"(?:sees|covers|reaches|serves|watches|contains|includes|holds|hears|"
    r"lights|supplies|handles),? "
    r"([^.;:\n]{1,200}?)(?=[.;\n]|, and [A-Z]\w*,? (?:sees|covers|reaches|serves)|$)"
)
_VERB: Final = re.compile(r"\b(?:sees|covers|reaches|serves|watches)\b")
_ELIDED: Final = re.compile(
    r"(?:[.;]\s|\b)(?:at|from|in) (?:site )?([A-Z]\w{0,20})"
    r"(?:,| it| sees| covers| reaches| serves| watches)+"
    r" ([^.;:\n]{1,120})(?=[.;\n]|$)"
)
"""The verb is told once: "at Q it sees 2, 4 and 5; at R, 3, 5 and 6"."""
_WORTH: Final = re.compile(r"\(([^()]*)\)")
_JOINTS: Final = re.compile(r"\s*(?:,\s*and\b|,|;|&|\band\b)\s*")
_LEADING: Final = re.compile(r"^(?:.*\b(?:and|are|reach|is|of)\s+)?(?:the |a |an )?", re.IGNORECASE)
_MEMBER: Final = re.compile(r"[\w'’-]+(?: [\w'’-]+){0,2}")
_FEWEST: Final = 3


@dataclass(frozen=True)
class Groups:
    """Groups of things.

    Attributes:
        members: The things that each group holds, by its name.
        things: All things in the order of the text.
        worths: The figure in brackets after a thing, where there is one.
        names: Ids of the Numbers that only name a thing or a group.
        lines: Indices of the lines that tell them.
    """

    members: dict[str, tuple[str, ...]]
    things: tuple[str, ...]
    worths: dict[str, tuple[Number, ...]]
    names: frozenset[str]
    lines: tuple[int, ...]


def find_groups(case: Case) -> Groups | None:
    """The groups that a text tells in one way; None where there are fewer than three."""
    text = case.problem.text
    for pattern in (_BRACED, _LISTED, _SPOKEN, _ELIDED):
        if pattern is _ELIDED and not _VERB.search(text):
            break
        found = [(match, _members(match.group(2))) for match in pattern.finditer(text)]
        found = [(match, members) for match, members in found if members]
        if len(found) >= _FEWEST:
            return _groups(case, found)
    return None


def _members(written: str) -> list[str]:
    plain = _WORTH.sub("", written).strip().rstrip(".")
    noun = re.match(r"[a-z]+s (?=[\dA-Z])", plain)
    if noun is not None:
        plain = plain[noun.end() :]
    parts = [re.sub(r"^the ", "", part.strip()) for part in _JOINTS.split(plain)]
    if not parts or not all(_MEMBER.fullmatch(part) for part in parts):
        return []
    return parts if len(set(parts)) == len(parts) else []


def _groups(case: Case, found: list[tuple[re.Match[str], list[str]]]) -> Groups | None:
    members: dict[str, tuple[str, ...]] = {}
    worths: dict[str, dict[str, Number]] = {}
    names: set[str] = set()
    lines: dict[int, None] = {}
    for match, own in found:
        head = _LEADING.sub("", match.group(1).strip(), count=1).strip(" =")
        if not head or head in members:
            return None
        members[head] = tuple(own)
        lines[line_at(case, match.start(2))] = None
        for number in _within(case, match.start(1), match.end(2)):
            thing = _named_before(case, match.start(2), number)
            if thing:
                worths.setdefault(thing, {})[number.id] = number
            else:
                names.add(number.id)
    things = tuple(dict.fromkeys(thing for own in members.values() for thing in own))
    if not set(worths) <= set(things):
        return None
    told = {thing: tuple(numbers.values()) for thing, numbers in worths.items()}
    return Groups(members, things, told, frozenset(names), tuple(lines))


def _within(case: Case, start: int, end: int) -> Iterator[Number]:
    return (n for n in case.problem.numbers if start <= n.start and n.end <= end)


def _named_before(case: Case, start: int, number: Number) -> str:
    """The thing before the bracket in which a figure stands; empty where it stands in none."""
    before = case.problem.text[start : number.start]
    opened = before.rfind("(")
    if opened < 0 or ")" in before[opened:]:
        return ""
    return re.sub(r"^the ", "", _JOINTS.split(before[:opened].strip())[-1].strip())
