"""Names of variables and constraints as model files allow them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_REFUSED = re.compile(r"[^A-Za-z0-9_.(),~!#$%&]")
_LONGEST = 255
"""Characters that readers of LP and MPS files commonly allow."""
_NUMBER_LIKE = re.compile(r"^[0-9.]|^[eE][0-9.]*$|^[eE][0-9]")
_KEYWORDS = re.compile(
    r"^(st|s\.t\.|subject|to|such|that|max|min|maxi\w*|mini\w*|bounds?|free|inf|infinity|"
    r"gen\w*|int\w*|bin\w*|semi\w*|sos\d?|end)$",
    re.IGNORECASE,
)


def labels_for(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A label per name, unique and readable: `make[chairs]` becomes `make(chairs)`.

    Characters that LP or MPS files do not allow become underscores; what would read as a number
    or a keyword gets one in front; a label that is taken already gets a number behind.

    Args:
        names: Pyomo's names.
        taken: Labels that are already used.
    """
    used = set(taken)
    last: dict[str, int] = {}
    found = []
    for name in names:
        plain = label = _allowed(name)
        # Counting goes on where it stopped: names that become alike would be quadratic otherwise.
        number = last.get(plain, 1)
        while label in used:
            number += 1
            tail = f"~{number}"
            label = plain[: _LONGEST - len(tail)] + tail
        last[plain] = number
        used.add(label)
        found.append(label)
    return found


def _allowed(name: str) -> str:
    plain = name.replace("[", "(").replace("]", ")").replace(", ", ",").replace("'", "")
    label = _REFUSED.sub("_", plain)
    if not label or _NUMBER_LIKE.match(label) or _KEYWORDS.match(label):
        label = f"_{label}"
    return label[:_LONGEST]


def figure(value: float) -> str:
    """The shortest text that reads back as the same number."""
    text = repr(float(value))
    return text.removesuffix(".0")
