"""Limits: a comparison with the words around it, repeated for its indices and its subjects."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from optimoot.agents.algebra.comparisons import ORDER, Run
from optimoot.agents.algebra.lexing import Token
from optimoot.agents.algebra.meanings import mean
from optimoot.agents.algebra.terms import NotAlgebra
from optimoot.agents.algebra.told import Told
from optimoot.agents.algebra.wording import KINDS, LIMITING, SPANS, UNIT

_MOST_COPIES: Final = 500
_BEING: Final = frozenset(
    "be is are denote denotes represent represents say says tell tells mean means".split()
)
_TWISTING: Final = frozenset({"of", "times", "percent", "per"})


def compare(
    told: Told,
    tokens: Sequence[Token],
    compared: list[Run],
    bare: list[Token],
    rest: list[Run],
    kinds: set[str],
    loops: list[str],
) -> None:
    """Add the comparison of a piece, for each index and subject; raises `NotAlgebra`."""
    quote = told.quote(tokens)
    first = compared[0][0].start
    if rest or len(compared) > 1 or any(token.start > first for token in bare):
        raise NotAlgebra(quote)
    run = compared[0]
    after = [t for t in tokens if t.start >= run[-1].end and t.kind == "word"]
    defines = bool(after) and after[0].text.lower() in _BEING
    if not defines:
        _ends_plainly(after, quote)
    subjects = [] if bare else list(told.pending)
    alone = next(place for place, token in enumerate(run) if token.kind in ORDER) == 1
    told.pending = []
    if subjects and not (alone and run[0].kind in ("name", "word")):
        raise NotAlgebra(quote)
    letters = told.letters([*subjects, *run], loops)
    group: list[str] = []
    copies = list(product(*(told.terms.members(letter) for letter in letters)))
    if len(copies) > _MOST_COPIES:
        raise NotAlgebra(quote)
    for members in copies:
        for subject in [*([s] for s in subjects), None]:
            told.terms.index = dict(zip(letters, members, strict=True))
            copy = run if subject is None else (*subject, *run[1:])
            group += told.comparisons.add(copy, quote)
    told.terms.index = {}
    told.group = list(dict.fromkeys(group))
    if defines:
        mean(told, told.group, [word.text.lower() for word in after], quote)
    told_kinds = kinds | told.carried
    if kinds and first > next(t.start for t in tokens if t.text.lower() in kinds):
        told.carried = set(kinds)
    if told_kinds:
        if kinds and not told.group:
            raise NotAlgebra(quote)
        told.model.tell(told_kinds, told.group)
    if not told.group:
        told.carried = set()


def _ends_plainly(after: Sequence[Token], quote: str) -> None:
    """Raises where the words after a comparison go on with its arithmetic."""
    words = [token.text.lower() for token in after]
    if not words:
        return
    joined = [
        w for place, w in enumerate(words) if w in UNIT and not (set(words[place + 1 :]) & SPANS)
    ]
    if words[0] in _TWISTING or joined or {"times", "percent"} & set(words):
        raise NotAlgebra(quote)
    if set(words) & (LIMITING - KINDS - {"all", "both", "together", "must", "requires", "shares"}):
        raise NotAlgebra(quote)
