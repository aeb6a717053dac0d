"""What a text may call a thing for short: "the preamps" for the rack of preamps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.wording import STOP, stem

_SHORTEST: Final = 3
_COUNTS: Final = frozenset("one two three four five six seven eight nine ten both all pair".split())


def spelled(name: str) -> str:
    """A name as the tokens of a line are written: in lower case, signs set apart by blanks."""
    return " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]", name.lower()))


def short_names(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each name the words of it that no other name has, longest forms first.

    A word stands for a name only where it is in no other one, in no form: of "green tent" and
    "tents for two" neither is called "the tent".
    """
    words = {name: [w for w in spelled(name).split() if w.isalpha()] for name in names}
    counts = Counter(root for own in words.values() for root in {stem(w) for w in own})
    return {
        name: (
            spelled(name),
            *(
                word
                for word in own
                if len(own) > 1
                and len(word) >= _SHORTEST
                and word not in STOP | _COUNTS
                and counts[stem(word)] == 1
            ),
        )
        for name, own in words.items()
    }
