"""How words stand together in the text as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from optimoot.agents.builtin.lexicon import AUXILIARIES
from optimoot.agents.builtin.phrases import is_content, is_verb
from optimoot.agents.builtin.text import Kind, Sentence, Token

_LONGEST_SYMBOL: Final = 2
_COUNTING: Final = frozenset("number type types kind kinds sort sorts".split())


class Wording:
    """Counts of words and of pairs of words, by stem."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._counted: set[str] = set()
        self._measured: set[str] = set()
        self._spread: set[str] = set()
        self._numbered: set[tuple[str, float]] = set()
        self._alone: dict[str, set[str]] = defaultdict(set)
        self.occurrences = Counter(
            token.stem for sentence in sentences for token in sentence.tokens
        )
        self.mentions = Counter(
            stem
            for sentence in sentences
            for stem in {token.stem for token in sentence.tokens if token.kind is Kind.WORD}
        )
        self._rows = {length for sentence in sentences for length in _rows(sentence.tokens)}
        for sentence in sentences:
            stems = [token.stem for token in sentence.tokens]
            texts = [token.text for token in sentence.tokens]
            self._pairs.update(pairwise(stems))
            self._note_uses(sentence.tokens)
            for place in range(len(stems) - 1):
                if texts[place] == "many" and texts[place - 1] == "how":
                    self._counted.add(stems[place + 1])
                if texts[place] in ("each", "every"):
                    self._spread.add(stems[place + 1])
                if texts[place] == "of" and texts[place - 1] in _COUNTING:
                    self._counted.add(stems[place + 1])

    def _note_uses(self, tokens: Sequence[Token]) -> None:
        """What is measured ("5 kg of hay"), and what words are heads of or subjects by."""
        for place, token in enumerate(tokens):
            if token.number is not None:
                self._numbered |= {
                    (t.stem, token.number.value) for t in tokens[place + 1 : place + 4]
                }
            if token.kind is not Kind.WORD or not is_content(tokens, place):
                continue
            before = tokens[max(0, place - 4) : place]
            if len(before) > 1 and before[-1].text == "of" and _has_number(before):
                end = place
                while end < len(tokens) and is_content(tokens, end):
                    self._measured.add(tokens[end].stem)
                    end += 1
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            if after is not None and is_content(tokens, place + 1):
                self._alone[token.stem].add(after.stem)
            elif _is_subject(tokens, place):
                self._alone[token.stem].add("")

    def recurs(self, stem: str) -> float:
        """In how many sentences a stem stands; 1.5 for a word more than once in just one."""
        many = self.mentions[stem]
        again = many == 1 and self.occurrences[stem] > 1 and len(stem) > _LONGEST_SYMBOL
        return 1.5 if again else float(many)

    def has_row(self, many: int) -> bool:
        """Whether somewhere so many figures follow each other: "420, 380 and 150 euros"."""
        return many in self._rows

    def is_measured(self, stem: str) -> bool:
        """Whether the text measures it: "hay" in "10 kg of hay"."""
        return stem in self._measured

    def stands_alone(self, stem: str, phrase: tuple[str, ...]) -> bool:
        """Whether a word of a name means something else elsewhere in the text."""
        return stem in self._measured or bool(self._alone[stem] - set(phrase))

    def stand_together(self, first: str, second: str) -> bool:
        """Whether the text has the two stems side by side."""
        return (first, second) in self._pairs

    def together(self, first: str, second: str) -> int:
        """How often the text has the two stems side by side."""
        return self._pairs[(first, second)]

    def is_numbered(self, stem: str, many: int) -> bool:
        """Whether the text says that there are so many of these: "two bouquets"."""
        return (stem, float(many)) in self._numbered

    def is_spread(self, stem: str) -> bool:
        """Whether the text says something of each of these: "every *flour*"."""
        return stem in self._spread

    def is_counted(self, stem: str) -> bool:
        """Whether the text asks for a number of these: "how many *bottles*"."""
        return stem in self._counted

    def family(self, stems: Sequence[tuple[str, ...]]) -> frozenset[str]:
        """Heads of the names that stand for any of the items: "tests" for spit tests and swabs."""
        told = [phrase for phrase in stems if len(phrase) > 1 and self._recurs(phrase)]
        heads = {phrase[-1] for phrase in told}
        whole = {phrase[0] for phrase in stems if len(phrase) == 1}
        return frozenset(head for head in heads if self.is_counted(head) and head not in whole)

    def _recurs(self, phrase: tuple[str, ...]) -> bool:
        """Whether what stands before a head comes again: no "new" of "new novels" does."""
        return any(self.occurrences[word] > 1 for word in phrase[:-1])

    def completed(self, stems: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """The last name's head added to the others where the text does so: "glass (bottle)"."""
        head = stems[-1][-1]
        if len(stems[-1]) < 2:
            return stems
        return [
            (*phrase, head)
            if phrase[-1] != head and self.stand_together(phrase[-1], head)
            else phrase
            for phrase in stems
        ]


def _rows(tokens: Sequence[Token]) -> Iterator[int]:
    """Lengths of the runs of three or more figures with nothing but commas and "and" between."""
    length = 0
    for token in tokens:
        if token.kind is Kind.NUMBER:
            length += 1
        elif token.text not in (",", "and"):
            if length > 2:
                yield length
            length = 0
    if length > 2:
        yield length


def _is_subject(tokens: Sequence[Token], place: int) -> bool:
    """Whether "the" or "a" stands before a word and a verb behind it."""
    if not place or place + 1 >= len(tokens) or tokens[place - 1].text not in ("a", "an", "the"):
        return False
    return is_verb(tokens, place + 1) or tokens[place + 1].text in AUXILIARIES


def _has_number(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.NUMBER for token in tokens)
