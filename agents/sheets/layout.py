"""What layouts have in common: things with figures, and what of the text they took."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from optimoot.agents.archetypes.wording import Token
from optimoot.agents.builtin.text import stem as base_form
from optimoot.agents.sheets.figures import Figure, phrases, read_figure
from optimoot.agents.sheets.words import VERBS


@dataclass
class Thing:
    """Something to decide on, as laid out, with the figures beside it.

    Attributes:
        name: Its name as written.
        stems: Stems of the words of its name.
        quote: Where its figures stand.
        remarks: Phrases without a figure beside its figures.
        stock: How many of it there are, where that is told before its name: "4 sofas (60 kg)".
    """

    name: str
    stems: tuple[str, ...]
    figures: list[Figure]
    quote: str
    remarks: list[tuple[Token, ...]] = field(default_factory=list)
    stock: Figure | None = None


@dataclass
class Layout:
    """Things in one layout.

    Attributes:
        taken: Places of the tokens that it read.
        limits: Figures of a row of totals, with the words of its label.
        blanks: Labels of cells that hold no figure, with their thing.
        formal: Whether it is written as a list, a table or data, and not as sentences.
    """

    things: list[Thing]
    taken: set[int]
    limits: list[tuple[Figure, tuple[str, ...]]] = field(default_factory=list)
    blanks: list[tuple[str, str, str]] = field(default_factory=list)
    formal: bool = True


def thing_of(name: Sequence[Token], body: Sequence[Token], quote: str) -> Thing | None:
    """A thing with the figures of its phrases; None where a phrase holds more than one."""
    figures: list[Figure] = []
    remarks: list[tuple[Token, ...]] = []
    for phrase in phrases(body):
        if not any(token.number is not None for token in phrase):
            remarks.append(phrase)
            continue
        figure = read_figure(phrase)
        if figure is None:
            return None
        figures.append(figure)
    written = " ".join(token.text for token in name)
    return Thing(written, name_stems(name), figures, quote, remarks)


def name_stems(name: Iterable[Token]) -> tuple[str, ...]:
    """By what a thing is known where the text speaks of it again."""
    return tuple(known_by(t) for t in name if t.text.isalnum() or t.label or t.text == "-")


def known_by(token: Token) -> str:
    """The stem of a word, the same for "loaf" and "loaves"; other tokens as written."""
    if not token.is_word:
        return token.lower
    if len(token.text) == 1:
        return token.text
    form = base_form(token.lower)
    return f"{form[:-1]}f" if form.endswith(("av", "lv", "rv")) else form


def places(tokens: Iterable[Token]) -> set[int]:
    """The places of tokens, by which they are told apart."""
    return {token.start for token in tokens}


def mention_in(
    thing: Thing, things: Sequence[Thing], tokens: Sequence[Token]
) -> tuple[int, int] | None:
    """Where words name a thing, by its whole name or by a word that no other thing has.

    Returns:
        The places of the first word and after the last; None where they do not name it.
    """
    own = [known_by(t) for t in tokens]
    size = len(thing.stems)
    for at in range(len(own) - size + 1):
        if tuple(own[at : at + size]) == thing.stems:
            return at, at + size
    others = {word for other in things if other is not thing for word in other.stems}
    whole = [other for other in things if other is not thing and other.stems]
    for at, word in enumerate(own):
        if word not in thing.stems or word in others or not _tells(tokens, at):
            continue
        if any(mentioned_whole(other, own) for other in whole) and len(word) < 2:
            continue
        end = at + 1
        while end < len(own) and (own[end] in thing.stems or tokens[end].lower in ("one", "ones")):
            end += 1
        return at, end
    return None


def mentioned_whole(thing: Thing, words: Sequence[str]) -> bool:
    """Whether the whole name of a thing stands among words."""
    size = len(thing.stems)
    return any(tuple(words[i : i + size]) == thing.stems for i in range(len(words) - size + 1))


def _tells(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is enough to name a thing: no short word, and letters only as labels."""
    token = tokens[at]
    if len(token.text) == 1:
        verb = at + 1 < len(tokens) and tokens[at + 1].stem in VERBS
        return token.text.isupper() and (at > 0 or token.text != "A" or verb)
    return len(token.text) > 2 or bool(token.label)
