"""Things told one after the other, each with the same few figures.

"drill (3 kg, 40 W, value 9), lamp (1 kg, 25, 4)", "Alder costs 12 million and ties up 5 people,
with a return of 19; Birch 8 million and 3 people for 12.5": the first ones say what each figure is,
the later ones may leave units and words out, or tell them in another order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.series import line_at
from optimoot.agents.archetypes.side_rules import mask_names
from optimoot.agents.archetypes.wording import STOP, stem
from optimoot.agents.builtin.units import unit_of_stem
from optimoot.problem import Number, NumberKind

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_JOINT: Final = re.compile(r"[,;:()]|\b(?:and|for|with|at|to|from|but|while|against)\b")
_HEAD_END: Final = re.compile(
    r"[:(,]|\b(?:would|will|should|could|can|may|must|costs?|takes?|needs?|asks?|requires?|is|are|"
    r"has|have|with|uses?|weighs?|for|at|demands?|comes?|wants?|ties|calls?|brings?|yields?|earns?|"
    r"occupies|consumes?|promises?|offers?|gives?|pays|holds|fills|does|draws|sells|returns?|"
    r"attracts?|adds?|absorbs?|claims?|swallows?|spends?|employs?|keeps?)\b|\s[–—-]\s",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"[:;,.)\n]|\b(?:and|or|are|is|lie|lies|has|have|plus)\b")
_QUOTED: Final = re.compile(
    r"\s*(?:and |or |while |finally,? |then )?[\"“‘«]([^\"”’»]{1,60})[\"”’»]"
)
_LEADING: Final = re.compile(
    r"\s*(?:(?:and|or|while|finally|lastly|then),? )?(?:(?:the|an?) )?", re.I
)
_DETERMINED: Final = re.compile(
    r"^[^.;:\n]{0,80}?(?<! of)(?<! in)(?<! by)(?<! at)(?<! on)(?<! to)(?<! for)(?<! from)(?<! with)"
    r" (?:an?|the) "
)
"""Words before a noun phrase; a determiner behind a preposition stands within a name."""
_SCALE: Final = re.compile(r"\b(thousand|million|billion)\b|(?<=\d)(k|m|bn)\b", re.IGNORECASE)
_SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6, "bn": 1e9}
_FEWEST: Final = 3
_LONGEST_NAME: Final = 5
_WIDEST: Final = 5


@dataclass(frozen=True)
class Record:
    """One thing with its figures in the order of the columns; `copies` is how many there are."""

    name: str
    numbers: tuple[Number, ...]
    copies: Number | None = None


@dataclass(frozen=True)
class Records:
    """Things with figures.

    Attributes:
        words: For each column the stems that describe it, its units among them.
        own: For each column those stems that describe no other one.
        scales: What the face value of a figure is multiplied by, by its id: "25" is 25,000 in a
            column that begins with "40 thousand".
        lines: Indices of the lines that tell them.
    """

    records: tuple[Record, ...]
    words: tuple[frozenset[str], ...]
    own: tuple[frozenset[str], ...]
    scales: dict[str, float]
    lines: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order."""
        return tuple(record.name for record in self.records)

    @property
    def taken(self) -> frozenset[str]:
        """Ids of all Numbers in the records."""
        copies = {r.copies.id for r in self.records if r.copies is not None}
        return frozenset(copies | {n.id for r in self.records for n in r.numbers})

    def column(self, place: int) -> tuple[Number, ...]:
        """The figures of one column in the order of the names."""
        return tuple(record.numbers[place] for record in self.records)

    def magnitude(self, place: int) -> float:
        """What one unit that a column's figures are told in stands for: 1e6 for millions."""
        found = {magnitude(number) for number in self.column(place)} - {1.0}
        return found.pop() if len(found) == 1 else 1.0


@dataclass(frozen=True)
class _Piece:
    name: str
    start: int
    end: int
    numbers: tuple[Number, ...]
    copies: Number | None = None


def magnitude(number: Number) -> float:
    """What the word within a figure multiplies it by: 1e6 for "18 million"."""
    match = _SCALE.search(number.text)
    return _SCALES[(match.group(1) or match.group(2)).lower()] if match else 1.0


def canonical(word: str) -> str:
    """A stem, or the unit that it is a name of: "watts" and "W" are the same."""
    root = stem("foot" if word.lower() == "feet" else word.lower())
    return unit_of_stem(root) or root


def find_records(case: Case) -> Records | None:
    """The things of a text that come with equally many figures; None where that is not clear."""
    if case.problem.tables or any(line.form is Form.ROW for line in case.lines):
        return None
    told = _bracketed(case) or _in_pieces(case)
    if not told or len({piece.name.lower() for piece in told}) != len(told):
        return None
    found = _records(case, told)
    return found and _with_more(case, found)


# ---------------------------------------------------------------- where things stand


def _figures(case: Case, start: int, end: int) -> list[Number]:
    return [
        n
        for n in case.problem.numbers
        if start <= n.start < end
        and n.kind is not NumberKind.ORDINAL
        and n.text.lower() != "one"
        and not is_title(case, n)
    ]


def is_title(case: Case, number: Number) -> bool:
    """Whether a figure in words begins a name: the three of "Three Sisters"."""
    written = number.text[0].isupper() and number.text.isalpha()
    return (
        written and re.match(r" [A-Z]", case.problem.text[number.end : number.end + 2]) is not None
    )


def _bracketed(case: Case) -> list[_Piece]:
    """Names with their figures in brackets."""
    text = case.problem.text
    found = []
    last = 0
    for match in _BRACKET.finditer(text):
        numbers = tuple(_figures(case, match.start(), match.end()))
        head = _head_before(case, max(last, match.start() - 80), match.start())
        last = match.end()
        if len(numbers) > 1:
            if head is None:
                return []
            found.append(_Piece(head[0], match.start(), match.end(), numbers, head[1]))
    widths = {len(piece.numbers) for piece in found}
    counted = {piece.copies is None for piece in found}
    return found if len(found) >= _FEWEST and len(widths) == len(counted) == 1 else []


def _head_before(case: Case, start: int, end: int) -> tuple[str, Number | None] | None:
    """The name before a bracket, and how many there are of it."""
    text = case.problem.text
    quoted = re.search(r"[\"“«]([^\"“”«»]{1,60})[\"”»]\s*$", text[start:end])
    if quoted is not None:
        return quoted.group(1).strip(), None
    breaks = list(_BREAK.finditer(text, start, end))
    first = breaks[-1].end() if breaks else start
    inside = _figures(case, first, end)
    first = inside[-1].end if inside else first + _lead(text[first:end])
    name = _DETERMINED.sub("", text[first:end]).strip()
    plain = name and len(name.split()) <= _LONGEST_NAME
    return (name, inside[-1] if inside else None) if plain else None


def _lead(text: str) -> int:
    match = _LEADING.match(text)
    return match.end() if match else 0


def _in_pieces(case: Case) -> list[_Piece]:
    """Sentences and their parts that begin with a name and hold equally many figures."""
    text = case.problem.text
    spans = [
        span
        for line in case.lines
        for span in _spans(text.index(line.quote, line.start), line.quote)
    ]
    runs = [run for width in range(2, _WIDEST) if (run := _run(case, spans, width))]
    longest = max((len(run) for run in runs), default=0)
    best = [run for run in runs if len(run) == longest]
    return best[0] if len(best) == 1 else []


def _spans(start: int, quote: str) -> Iterator[tuple[int, int]]:
    place = 0
    for match in re.finditer(";", quote):
        yield start + place, start + match.start()
        place = match.end()
    yield start + place, start + len(quote)


def _run(case: Case, spans: Sequence[tuple[int, int]], width: int) -> list[_Piece]:
    """The longest run of pieces that follow one another, each with `width` figures."""
    best: list[_Piece] = []
    run: list[_Piece] = []
    for start, end in spans:
        pieces = _cut(case, start, end, width)
        run = [*run, *pieces] if pieces else []
        if len(run) > len(best):
            best = run
    return best if len(best) >= _FEWEST else []


def _cut(case: Case, start: int, end: int, width: int) -> list[_Piece]:
    """A span as pieces of `width` figures, cut before the first word of the next name."""
    numbers = _figures(case, start, end)
    if not numbers or len(numbers) % width:
        return []
    text = case.problem.text
    cuts = [start]
    for place in range(width, len(numbers), width):
        gap = re.compile(r",(?: and\b)?|\band\b").search(
            text, numbers[place - 1].end, numbers[place].start
        )
        if gap is None:
            return []
        cuts.append(gap.end())
    pieces = []
    for place, (first, last) in enumerate(pairwise([*cuts, end])):
        own = tuple(numbers[place * width : (place + 1) * width])
        first += _announced(text[first : own[0].start])
        head = _head(text[first : own[0].start])
        if head is None:
            return []
        name, length = head
        pieces.append(_Piece(name, first + length, last, own))
    return pieces


def _announced(written: str) -> int:
    """Where the first name begins behind words that announce a list: "Plans, each with hours:"."""
    colon = written.rfind(":")
    long = len(written[:colon].split()) > _LONGEST_NAME
    return colon + 1 if colon > 0 and long and written[colon + 1 :].strip(" $€£") else 0


def _head(written: str) -> tuple[str, int] | None:
    """The name that a piece begins with and where it ends; None where it begins with none."""
    quoted = _QUOTED.match(written)
    if quoted is not None:
        return quoted.group(1).strip(), quoted.end()
    lead = _lead(written)
    stop = _HEAD_END.search(written, lead)
    end = stop.start() if stop else len(written)
    name = written[lead:end].strip(' "“”$€£')
    words = name.split()
    if not words or len(words) > _LONGEST_NAME or words[0].lower() in STOP - {"it", "a"}:
        return None
    return (name, end) if words[0].lower() != "it" else None


def _with_more(case: Case, records: Records) -> Records:
    """The records with the figures that a later sentence tells of every one of the things."""
    for line in case.lines:
        if line.index in records.lines or len(records.words) >= _WIDEST:
            continue
        column = _column_in(line, records.names)
        if column is None:
            continue
        numbers, words = column
        joined = tuple(
            Record(r.name, (*r.numbers, n), r.copies)
            for r, n in zip(records.records, numbers, strict=True)
        )
        own = words - frozenset().union(*records.words)
        scales = _scales(case, [Record(r.name, r.numbers[-1:]) for r in joined])
        if scales is None:
            continue
        records = Records(
            joined,
            (*records.words, words),
            (*(o - words for o in records.own), own),
            records.scales | scales,
            (*records.lines, line.index),
        )
    return records


def _column_in(line: Line, names: Sequence[str]) -> tuple[list[Number], frozenset[str]] | None:
    """One figure behind each name of a sentence, and the words between; None where that fails."""
    written, told = mask_names(line, names)
    if sorted(told) != list(range(len(names))):
        return None
    pieces = re.split(r"⟨\d+⟩", written)[1:]
    figures = [t.number for t in line.tokens if t.number is not None]
    first = sum(1 for _ in re.finditer(_DIGITS, re.split(r"⟨\d+⟩", written)[0]))
    figures = figures[first:]
    if len(figures) != len(names) or any(len(re.findall(_DIGITS, p)) != 1 for p in pieces):
        return None
    words = frozenset(
        canonical(w) for p in pieces for w in re.findall(r"[^\W\d_]+", p) if w not in STOP
    )
    by = dict(zip(told, figures, strict=True))
    return [by[k] for k in range(len(names))], words


_DIGITS: Final = r"(?<![\w.,])\d[\d.,]*"


# ---------------------------------------------------------------- what the figures are


def _records(case: Case, told: Sequence[_Piece]) -> Records | None:
    width = len(told[0].numbers)
    counts = [Counter[str]() for _ in range(width)]
    records = []
    for piece in told:
        bags = _bags(case, piece)
        order = _order(bags, counts)
        if order is None:
            return None
        for column, place in zip(counts, order, strict=True):
            column.update(bags[place])
        numbers = tuple(piece.numbers[place] for place in order)
        records.append(Record(_own_name(case, piece.name), numbers, piece.copies))
    scales = _scales(case, records)
    if scales is None:
        return None
    homes = _homes(counts)
    words = tuple(frozenset(c) for c in counts)
    own = tuple(
        frozenset(s for s, home in homes.items() if home == place) for place in range(width)
    )
    lines = tuple(dict.fromkeys(line_at(case, n.start) for r in records for n in r.numbers))
    return Records(tuple(records), words, own, scales, lines)


def _own_name(case: Case, name: str) -> str:
    """A name without the kind of thing that the text calls all of them: "project Elm" is Elm."""
    kind, _, rest = name.partition(" ")
    own = rest[:1].isupper() and any(
        token.stem == stem(kind.lower()) and token.lower != kind.lower()
        for line in case.lines
        for token in line.tokens
    )
    return rest if own else name


def _bags(case: Case, piece: _Piece) -> list[frozenset[str]]:
    """The stems around each figure: what leads to it, and what follows up to a joint."""
    text = case.problem.text
    ends = [*(n.start for n in piece.numbers[1:]), piece.end]
    bags = []
    leading = text[piece.start : piece.numbers[0].start]
    for number, end in zip(piece.numbers, ends, strict=True):
        gap = text[number.end : end]
        joint = _JOINT.search(gap)
        following = gap[: joint.start()] if joint else gap
        said = f"{leading} {following}"
        if number.kind is NumberKind.MONEY:
            said += " money"
        words = re.findall(r"[^\W\d_]+", said)
        bags.append(frozenset(canonical(w) for w in words if w.lower() not in STOP))
        leading = gap[joint.end() :] if joint else ""
    return bags


_MOSTLY: Final = 0.75


def _homes(counts: Sequence[Counter[str]]) -> dict[str, int]:
    """The column of each stem that (nearly) only one column has."""
    homes = {}
    for word in {word for counter in counts for word in counter}:
        shares = [counter[word] for counter in counts]
        most = max(shares)
        if most >= _MOSTLY * sum(shares) and (most > 1 or sum(shares) == 1):
            homes[word] = shares.index(most)
    return homes


def _order(bags: Sequence[frozenset[str]], counts: Sequence[Counter[str]]) -> list[int] | None:
    """For each column the place of its figure; None where the words fit no order, or several.

    The order of the first things holds where the words don't tell, and where they fit it as well.
    """
    told = list(range(len(bags)))
    fits = {
        order: sum(_fit(bags[place], counts, k) for k, place in enumerate(order))
        for order in permutations(told)
    }
    best = max(fits.values())
    if fits[tuple(told)] == best:
        return told
    orders = [order for order, fit in fits.items() if fit == best]
    clear = all(_fit(bags[place], counts, k) > 0 for k, place in enumerate(orders[0]))
    return list(orders[0]) if len(orders) == 1 and clear else None


def _fit(bag: frozenset[str], counts: Sequence[Counter[str]], column: int) -> int:
    """How many words of a figure this column has had, and no other one as often."""
    return sum(
        counts[column][word] > max(c[word] for k, c in enumerate(counts) if k != column)
        for word in bag
    )


def _scales(case: Case, records: Sequence[Record]) -> dict[str, float] | None:
    """Factors of figures that leave "thousand" out after it was told; None where that is open."""
    text = case.problem.text
    found: dict[str, float] = {}
    for place in range(len(records[0].numbers)):
        told = magnitude(records[0].numbers[place])
        for record in records:
            number = record.numbers[place]
            if magnitude(number) == told:
                continue
            bare = re.match(r"\s*(?:[,;.)]|and\b|for\b|$)", text[number.end : number.end + 6])
            if told == 1.0 or magnitude(number) != 1.0 or not bare:
                if number.value < told or told == 1.0:
                    return None
                continue
            found[number.id] = told
    return found
