"""What a family's words leave over: a rule that nothing in the model stands for.

A sentence from which a figure was taken may say more than the figure. So all sentences are read
once more without the phrases that the family knows to mean what its template says; where a word of
rules is left (a negation, a condition, an order in time, a comparison, who goes with whom), the
sentence is doubted, and so are figures and named things that nothing took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.evidence import MERE_TASK
from optimoot.agents.archetypes.layout import Form
from optimoot.agents.archetypes.surroundings import after, before, is_count
from optimoot.agents.archetypes.tallies import mention, naming_in_text
from optimoot.problem import NumberKind

RULE: Final = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|nor|neither|cannot|can't|won't|don't|doesn't|isn't|"
    r"aren't|mustn't|without|if|unless|provided|whenever|when|while|until|till|once|otherwise|"
    r"only|alone|except\w*|besides|apart|"
    r"must|shall|should|has to|have to|needs? to|required?|requires|oblig\w+|forbid\w*|forbidden|"
    r"prohibit\w*|allow\w*|permit\w*|exclude\w*|bans?|banned|refus\w+|insist\w*|prefer\w*|"
    r"before|after\w*|earlier|later|earliest|latest|first|last|final|finally|then|next|early|late|"
    r"deadline\w*|windows?|simultaneous\w*|consecutive\w*|row|same|together|jointly|separate\w*|"
    r"different|differently|other|others|another|"
    r"both|either|pair\w*|or|"
    r"least|most|more|less|fewer|than|exceed\w*|exactly|precisely|equal\w*|between|within|up to|"
    r"minimum|maximum|min|max|limit\w*|restrict\w*|cap|capped|half|halves|twice|double\w*|"
    r"third|quarter of|thrice|percent|per cent|rest|remaining|"
    r"plus|extra|additional\w*|moreover|already|currently|previous\w*|reserved?|reserve|unused|"
    r"broken|closed|unavailable|blocked|damaged|discount\w*|bonus\w*|penalt\w+|fines?|fees?|tax\w*|"
    r"instead|directly|straight|even|odd|fairly|fairness|as fair|balanc\w+|average|ratio|"
    r"proportion\w*|break|"
    r"breaks|split|shared?|return\w*|mandatory|optional\w*|voluntar\w+|urgent\w*|priorit\w+|"
    r"every second|one (?:hour|day|minute|week|period|month)(?! to\b)|decrease\w*|increase\w*|"
    r"reduc\w+|lost|spoil\w*|expire\w*)\b"
)
_ASKS: Final = re.compile(
    r"\b(?:what|which|how(?: many| much)?|where|who)(?: \w+){0,7}? (?:should|must|shall|can|could|"
    r"has to|have to|"
    r"needs? to)\b"
)
"""What a question asks for is no rule: "where should the depots be?"."""
_PERIODS: Final = (
    r"(?:periods?|hours?|days?|weeks?|months?|quarters?|shifts?|years?|blocks?|seasons?)"
)
_RULE_COST: Final = 0.45
_ASIDE: Final = 0.08
"""Cost of a sentence that says nothing of rules, figures or named things."""
_NAMED: Final = 0.3


def doubt_remainder(
    draft: Draft,
    known: Sequence[str],
    names: Sequence[str] = (),
    *,
    data: Sequence[int] = (),
    groups: Sequence[Sequence[str]] = (),
) -> None:
    """Doubt every line whose words say more than the phrases `known` and the figures taken.

    Args:
        draft: Finished but for this.
        known: Patterns, in lower case with blanks between all words and signs, that a line may
            hold because the template means them.
        names: The things of the model; a sentence about one of them that gave no figure is doubted.
        data: Lines that hold nothing but data.
        groups: Some of the things that may well be named alone: all sites, all customers.
    """
    case, draft.accounted = draft.case, True
    draft.explain(dict.fromkeys(naming_in_text(case, names) - draft.used, "names a thing"))
    pattern = re.compile("|".join(f"(?:{phrase})" for phrase in known)) if known else None
    for line in case.lines:
        if line.form is Form.ROW or line.index in data:
            draft.covered.add(line.index)
            continue
        text = MERE_TASK.sub(" ", line.lower)
        rest = pattern.sub(" ", text) if pattern is not None else text
        if line.quote.rstrip().endswith("?"):
            rest = _ASKS.sub(" ", rest)
        rule = RULE.search(rest)
        if rule is not None:
            draft.doubt(_RULE_COST, f"{rule.group()!r} was not understood", line.quote)
            continue
        own = [token.number for token in line.tokens if token.number is not None]
        taken = [n for n in own if n.id in draft.used]
        known_ids = draft.used | set(draft.explained)
        left = [n for n in own if n.id not in known_ids and n.text.lower() != "one"]
        left = [n for n in left if n.kind is not NumberKind.ORDINAL]
        if left:
            draft.doubt(_RULE_COST, f"{left[0].text!r} was not understood", line.quote)
            continue
        said = pattern is not None and pattern.search(text) is not None
        if not taken and line.index not in draft.covered and (line.index or said):
            told = [name for name in names if mention(name, line.quote)]
            whole = any(set(told) == set(group) for group in groups)
            if told and len(told) < len(names) and not whole and not _is_range(line.quote, told):
                draft.doubt(_NAMED, "what is said of some of them was not understood", line.quote)
            elif line.index and not line.quote.rstrip().endswith((":", "?")):
                draft.doubt(_ASIDE, "a sentence was not used", line.quote)
        draft.covered.add(line.index)


def _is_range(text: str, told: Sequence[str]) -> bool:
    """Whether names stand for all between them: "M1 to M6"."""
    ends = "|".join(re.escape(name) for name in told)
    return bool(re.search(rf"(?:{ends}) ?(?:to|through|-|–|\.\.\.?|…) ?(?:{ends})", text))


def bare_lines(draft: Draft, lines: Iterable[int], names: Sequence[str]) -> list[int]:
    """Those of the lines that hold nothing but names, figures and a word or two, a unit perhaps."""
    bare = []
    for index in dict.fromkeys(lines):
        line = draft.case.lines[index]
        if line.form is Form.ROW:
            bare.append(index)
            continue
        rest = line.lower
        for name in sorted(names, key=len, reverse=True):
            rest = re.sub(rf"(?<!\w){re.escape(name.lower())}(?!\w)", " ", rest)
        words = re.findall(r"[^\W\d_]+", rest)
        figures = sum(token.number is not None for token in line.tokens)
        if len(words) <= _UNIT_WORDS * max(1, figures) and not RULE.search(rest):
            bare.append(index)
    return bare


_UNIT_WORDS: Final = 3


def explain_sizes(draft: Draft, *sizes: int) -> None:
    """Explain whole numbers that only count what the text lists."""
    for number in draft.case.problem.numbers:
        if number.id not in draft.used and is_count(draft.case, number, *sizes):
            draft.explained.setdefault(number.id, "counts what is listed")


def explain_horizon(draft: Draft, periods: int) -> None:
    """Explain whole numbers that tell how many periods there are: "the next four hours"."""
    for number in draft.case.problem.numbers:
        noun = re.match(rf"(?:\w+ )?{_PERIODS}\b", after(draft.case, number))
        told = re.search(rf"\b{_PERIODS} ?[:=] ?$", before(draft.case, number))
        if number.id not in draft.used and number.value == periods and (noun or told):
            draft.explained.setdefault(number.id, "counts the periods")
