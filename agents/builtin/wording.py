"""How words stand together in the text as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from optimoot.agents.builtin.text import Kind, Sentence


class Wording:
    """Counts of words and of pairs of words, by stem."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._counted: set[str] = set()
        self.occurrences = Counter(
            token.stem for sentence in sentences for token in sentence.tokens
        )
        self.mentions = Counter(
            stem
            for sentence in sentences
            for stem in {token.stem for token in sentence.tokens if token.kind is Kind.WORD}
        )
        for sentence in sentences:
            stems = [token.stem for token in sentence.tokens]
            texts = [token.text for token in sentence.tokens]
            self._pairs.update(pairwise(stems))
            for place in range(len(stems) - 1):
                if texts[place] == "many" and texts[place - 1] == "how":
                    self._counted.add(stems[place + 1])
                if texts[place] == "of" and texts[place - 1] == "number":
                    self._counted.add(stems[place + 1])

    def stand_together(self, first: str, second: str) -> bool:
        """Whether the text has the two stems side by side."""
        return (first, second) in self._pairs

    def together(self, first: str, second: str) -> int:
        """How often the text has the two stems side by side."""
        return self._pairs[(first, second)]

    def is_counted(self, stem: str) -> bool:
        """Whether the text asks for a number of these: "how many *bottles*"."""
        return stem in self._counted

    def family(self, stems: Sequence[tuple[str, ...]]) -> frozenset[str]:
        """Heads of the names that stand for any of the items: "tests" for spit tests and swabs."""
        heads = {phrase[-1] for phrase in stems if len(phrase) > 1}
        whole = {phrase[0] for phrase in stems if len(phrase) == 1}
        return frozenset(head for head in heads if self.is_counted(head) and head not in whole)

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
