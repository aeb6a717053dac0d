"""Readable, unique names for the parts of a Formulation."""

from __future__ import annotations

import re
from typing import Final

from optimoot.symbols import name_problem

_OTHER: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 40


class Names:
    """Gives every part a name that nothing else has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, *words: str, component: bool = False) -> str:
        """A free name made of `words`."""
        base = slug("_".join(word for word in words if word))
        if name_problem(base, component=True) and component:
            base = f"{base}_count"
        elif name_problem(base):
            base = f"{base}_value"
        name, number = base, 2
        while name in self._taken or name_problem(name, component=component):
            name, number = f"{base}_{number}", number + 1
        self._taken.add(name)
        return name


def slug(text: str) -> str:
    """`text` as an identifier: lower case, underscores, at most 40 characters."""
    plain = text.lower().encode("ascii", "ignore").decode()
    joined = _OTHER.sub("_", plain).strip("_")[:_LONGEST].strip("_")
    return joined if joined and not joined[0].isdigit() else f"n_{joined}".strip("_")
