"""Hazards: wordings that change what a sentence means in ways that a reader may not see.

A reader that knows "at least 20 vans" may still be wrong about "if any vans are hired, at least 20
must be", "at least 20 of each" or "last year at least 20 vans were hired". Each kind of hazard is a
predicate on one sentence or on the text; a reader names the kinds that it reads, and abstains on
the others. The words are those of grammar and of time, never nouns of any one problem.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.asides import ANYWHERE, FIGURED
from optimoot.agents.builtin.curved import curved
from optimoot.agents.builtin.lexicon import GOAL_VERBS, MODALS, PRONOUNS
from optimoot.agents.builtin.measured_shares import measured_shares
from optimoot.agents.builtin.provisos import PROVISOS
from optimoot.agents.builtin.repeats import told_anew
from optimoot.agents.builtin.retractions import RETRACTED
from optimoot.agents.builtin.text import Kind, Sentence
from optimoot.problem import Number, NumberKind

_COMPARE: Final = (
    r"(?:at (?:least|most)|(?:no|not) (?:more|less|fewer|greater) than|(?:more|less|fewer) than"
    r"|exceeds?|up to|minimum of|maximum of)"
)
_PERIOD: Final = r"(?:day|week|month|year|night|shift)"
_LONGEST: Final = 3_000
"""Characters of a sentence beyond which it is no sentence, and the patterns are not tried."""
_N: Final = "⟨n⟩"
"""Stands for a number in a sentence's plain text."""
_ONE: Final = "⟨1⟩"
"""Stands for the word "one"."""
_ANY: Final = "⟨[n1]⟩"
_PART: Final = "⟨p⟩"
"""Stands for a percentage, a fraction or a multiple."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A wording that was found.

    Attributes:
        kind: Which kind it is; a reader that understands the kind may pass it over.
        words: The words, for the message.
        quote: Their sentence.
    """

    kind: str
    words: str
    quote: str


def _pattern(text: str) -> re.Pattern[str]:
    signs = (("{c}", _COMPARE), ("{n}", _ANY), ("{m}", _N), ("{p}", _PERIOD))
    for sign, pattern in signs:
        text = text.replace(sign, pattern)
    return re.compile(text)


_KINDS: Final[dict[str, re.Pattern[str]]] = {
    "condition": _pattern(
        r"\bunless\b|\bonly if\b|\bprovided that\b|\bin case\b"
        r"|\bif (?:any|none|either|neither)\b"
        r"|\bonly (?:when|be \w+ (?:if|when))\b|\botherwise\b"
    ),
    "choice": _pattern(
        r"{n} \w+(?: \w+)? or {n} \w+(?: \w+)? (?:a|an|per|each|every) {p}\b"
        r"|{c} [^,]*\bor {c}|{c} {n}(?: \w+){1,2} or {n}|\bnot both\b|\bone of the two\b"
        r"|{c}.*\bor\b(?!(?: \w+){1,3} (?:combined|together)\b).*\b(?:must|should)\b"
        r"|\beither (?:\w+ ){1,3}or (?:\w+ ){1,3}(?:must|should|needs?|ha(?:s|ve) to)\b.*{c}"
        r"|\bonly (?:{n}|one) of\b|\beither no\b|\bor none\b|\bnone,? or\b"
        r"|\beither (?:⟨1⟩|one) \w+ (?:\w+ )?or (?:⟨1⟩|one)"
        r"|\bwhichever\b|\bat least {n} (?:kinds|types)\b|{c}.*\bmust be \w+ or\b"
    ),
    "each": _pattern(
        r"{c} {n}(?: \w+){0,3} (?:of|from|for) (?:each|every|both)"
        r"(?: (?:and|or|of|kind|type|sort|product|item|one)\b|,|$| \w+ must)"
        r"|{c} {n}(?: \w+){0,3} (?:each|apiece|individually)\b(?! {p})"
    ),
    "either": _pattern(
        r"(?<!at least )(?<!at most ){n}(?!.*\brespectively\b)(?: \w+){0,3} (?:of|from|for) "
        r"(?:each|both)"
        r"(?: (?:and|or|of|(?:kind|type|sort|product|item|one|category)(?! [a-z]\b))\b|,|$)"
        r"|\bneither\b|\bnone of\b|{n}(?: \w+){0,3} (?:of|for|from) either\b"
        r"|{n} \w+ (?:each|apiece) (?:have|has|had)\b|\beach of the {n}"
        r"|{n} \w+, each (?:available|with|having|of|for|can|holding|gun)\b"
        r"|{n} of each kind\b|\bno (?:kind|type|product|item|single)\b"
        r"|\bthe (?:smaller|larger|lesser|greater) of\b"
    ),
    "distance": _pattern(
        r"\bwithin {n} of (?:each other|one another)\b|{n} apart\b|\bapart\b.*{n}"
        r"|\bmore than {n} apart\b|\bexceeds? .* by more than ⟨p⟩"
    ),
    "to every": _pattern(r"{n} \w+(?: \w+)? to (?:every|each) "),
    "conversion": _pattern(
        r"\b(?:pound|kilo\w*|ton\w*|hour|litre|liter|gallon|dozen|box|pack|crate|case) is {n} "
        r"(?:ounce|gram|kilo|pound|minute|litre|liter|ml|piece|unit|pint|quart)\w*"
        r"|\b(?:that is|ie) {n} \w+ (?:a|per|to the) \w+"
    ),
    "horizon": _pattern(
        r"\b(?:over|in|for|during) (?:a|the|{n}|the next {n}) "
        r"(?:quarters?|weeks|months|years|days)\b"
        r"|\bover (?:(?:the|a) (?:quarter|half-year|season)\b|⟨p⟩$)"
    ),
    "differ": _pattern(
        r"\bdiffer(?:s|ed)?\b|\bapart by\b|\bexceeds?\b.* by at (?:least|most)\b.* but\b"
    ),
    "difference": _pattern(r"\bdifference\b|\bgap\b|\bexceeds?\b.* by\b"),
    "for every": _pattern(
        r"\bfor (?:every|each)\b(?! (?:{p}|hour|unit|dollar)\b)[^,]*,? .*(?:{c}|must|should|need)"
        r"|{c} {n} \w+(?: \w+)? .{0,24}\bfor (?:each|every) (?!{p}\b)\w+"
    ),
    "together": _pattern(
        r"\beveryone who\b|\bwhoever\b|\bfree\b \w+$|\baccompanied by\b|\bpaired with\b"
        r"|\b(?:together|shipped|sold|served) with (?:{n}|(?:a|an|two|one)\b)"
    ),
    "per": _pattern(
        r"{c} {n} \w+(?: \w+)? (?:per|for each|for every) (?!{p}\b|hour\b|minute\b|second\b)"
    ),
    "not meant": _pattern(
        r"\bno \w+ (?:can|may|must|will) be\b|\bthough\b.*\bcould\b|\byesterday\b"
        r"|\bpreviously\b|\bformerly\b|\bideally\b|\bprefera\w+\b|\bcompetitor\w*\b"
        r"|\bneighbou?r(?!hood)\w*\b|\blifted\b|\boptional\w*\b"
        r"|\bnot (?:required|necessary|true|binding)\b"
        r"|\b(?:need|do|does) not (?:have to |need to )?(?:be|have|make|use)\b"
        r"|\blast (?:year|month|week|season|time)\b|\bno longer\b|\bused to be\b|\bin the past\b"
        r"|\bhypothetical\w*\b|\bin addition to the {n}|\bbest (?:not|to)\b"
        r"|\b(?:him|her|them|it)sel(?:f|ves)\b"
    ),
    "sign": _pattern(
        r"\breal (?:numbers?|variables?)\b|\bunrestricted\b|\b(?:may|can) be negative\b"
        r"|(?:^|\b(?:to|and|that) |[,:] )- (?:{n} )?[a-z]\b"
    ),
    "negated": _pattern(
        r"\brefus\w+\b(?! to \w+(?: \w+)? (?:more|less|fewer) than {n}).*"
        r"\b(?:more|less|fewer) than\b"
        r"|\bnot \w+(?: \w+)? at (?:least|most)\b|\bnot at (?:least|most)\b"
    ),
    "unreal": _pattern(r"{c} {n}(?: \w+){0,3} would\b"),
    "average": _pattern(r"\baverage\b|\bmedian\b|\bon the mean\b"),
    "time limit": _pattern(r"\bwithin (?:the )?{n} (?:\w+ )?(?:hours?|minutes?|days?|weeks?)\b"),
    "share": _pattern(
        r"\bonly ⟨p⟩ of\b|⟨p⟩ of (?:the |all |its |his |her |their )?"
        r"(?:total |available |working |kitchen |machine )?"
        r"(?:earning|revenue|income|profit|cost|time|hour|expens|turnover)\w*"
    ),
    "frequency": _pattern(
        r"(?:{n} times|once|twice) (?:a|per|each|every) {p}\b|\btimes (?:a|per|each) {p}\b"
        r"|\bevery other {p}\b"
    ),
    "subtraction": _pattern(
        r"\bof the {n} .*{n} (?:have|has|are|is|were)\b|\btakes? up {n} of\b|\bof these hours\b"
        r"|\b(?:of|out of) which (?:{n}|⟨p⟩|a \w+|\w+) (?:go|goes|is|are|has|have)\b|\bdried out\b"
        r"|\bbreaks? (?:of|for)\b|\blunch break\b|\brotten\b|\bdefective\b|\bspoil\w*\b|\bwasted\b"
        r"|\ball but\b|\balready\b|\bset(?:s|ting)? aside\b|\bkeeps? back\b|\bapart from\b"
        r"|\bexcept\b|, (?:less|minus) (?!the |that |those |twice |half )"
    ),
    "fixed charge": _pattern(
        r"\bset-?up (?:cost|fee|charge)\w*\b|\bfixed (?:cost|fee|charge)\w*\b"
        r"|\bflat (?:fee|rate)\b|\bregardless\b"
        r"|\bdiscount\w*\b|\brebate\w*\b|\bpenalt\w+\b|\bovertime\b|\bone-?time\b"
        r"|\b(?:each|every|any) (?:additional|extra|further)\b|\bafter the (?:first|second|third)\b"
        r"|\bbeyond the first\b"
    ),
    "not linear": _pattern(
        r"\bproduct of\b|\bsquared\b|\bsquare of\b|\w \^ |\bsquare root\b"
        r"|\bmultiplied by the\b|\bproportional to\b|\bcubed\b|\broot of\b"
    ),
    "batch": _pattern(
        r"(?:^|, |\band )(?:every |each )?{m} (?!of\b)\w+ "
        r"(?:need|require|take|use|make|yield)s? {n}"
        r"|\b(?:packs?|bundles|rows|sets|multiples|groups|crates) of {n}"
        r"|\bin (?:pairs|dozens|fours|threes|fives|tens)\b"
        r"|\b(?:a|each|every) (?:pair|dozen) of\b|\bevery (?:{n}|⟨p⟩) \w+"
        r"|\bevery (?:second|third|fourth|fifth|sixth|tenth)\b"
        r"|^{n} of \w+ (?:earn|cost|sell|need|require|take|use|make|yield|bring)s?\b"
    ),
    "order": _pattern(r"\bbefore\b.*\bafter\b|\bstarting (?:from|with|at)\b|\bat the end of\b"),
    **{kind: _pattern(words) for kind, words in FIGURED.items()},
}
_QUOTIENT: Final = _pattern(
    r"\b(?:maximi|minimi)[sz]\w+ (?:[a-z'-]+ ){1,6}per (?!{p}\b|hour$|unit$|unit of time\b)\w+"
    r"|\b(?:maximi|minimi)[sz]\w+ (?:[a-z'-]+ ){0,6}(?:ratio\b|divided by\b|rate at which\b)"
)
"""A goal that is one total over another."""
_ANYWHERE: Final = {
    "quotient": _QUOTIENT,
    **{kind: _pattern(words) for kind, words in (ANYWHERE | PROVISOS | RETRACTED).items()},
}
_CONDITION: Final = _pattern(
    r"^(?:\w+ )?(?:if|when|whenever)\b.*|\bif\b(?! each\b).*"
    r"|\b(?:when|whenever)\b(?: [\w⟨⟩]+){0,4} {c}"
    r"|{c} {n}(?: [\w-]+){1,9} (?:when|whenever)\b|^should \b"
)
_TELLS: Final = _pattern(
    r"⟨|^no \w+ (?:can|may|must|will)\b"
    r"|\b(?:if|when|whenever|unless|both|every|everyone|whoever|must|cannot)\b|{c}"
)
"""Signs that a sentence says anything that could bind."""
_BARE: Final = re.compile(
    r"^(?!.*[⟨=<>≤≥])(?=.*\b(?:must(?! (?:give|make|buy|plan|choose|order|hire|use|produce|decide"
    r"|select|determine|split|divide|allocate|assign)\b)|always|never|cannot|wish|wishes|accompanied"
    r"|only (?:be|in|may|can)|in \w+s only)\b).*$"
)
"""A sentence without any figure that binds all the same."""
_BINDS: Final = re.compile(r"\b(?:always|never|cannot|not|no|only|accompanied)\b")
"""Words by which even the first sentence of a text binds, and does not only tell the task."""
_ABOUT: Final = re.compile(
    r"\b(?:integers?|whole|full|goal|demand|fraction\w*|indivisible|constraints?|requirements?|conditions?|divisible"
    r"|limits?|limited|following|negative|minimum|maximum|least|most|how|what|which|determine|decide"
    r"|ensure|meet|satisfy|data|table|maximi\w+|minimi\w+|exceed\w*|outnumber\w*|than|equal\w*|budget|capacity)\b"
)
"""Words of sentences that only speak about the model."""
_ADDING: Final = re.compile(
    r"\b(?:if|when) (?:[^, ]+ ){0,24}(?:added|subtracted|deducted|combined|summed|doubled|tripled"
    r"|halved|multiplied)\b"
)
"""A condition that only tells arithmetic: "when twice X is added to Y, the result must be …"."""
_WHOLLY: Final = re.compile(
    r"\bprovided that (?:\w+ ){0,8}"
    r"(?:whole|integers?|integral|fraction\w*|indivisible|divided|split)\b"
)
"""A condition that only tells what is decided on to be whole."""
_REASON: Final = re.compile(
    r" (?:due to|because of|owing to|in view of|on account of|as a result of|thanks to)"
    r"(?: (?!,|⟨|[.:;()]|(?:unless|if|when|except|until|but|while|which|that|who|must|should"
    r"|shall|cannot|can|may|need|needs|has|have|will|is|are)\b)\S+)+"
    r"(?= ,|$| and\b)"
)
"""A reason within a sentence, up to the comma or joint behind it, with no figure and no clause."""
_GOAL: Final = re.compile(r"\bmaximi[sz]e|\bminimi[sz]e|\bhow (?:many|much)\b|\bwhat\b|\bfind\b")
_MOST: Final = re.compile(r"\bmaximi[sz](?:e|es|ing)\b|\bas (?:much|many|high) as possible\b")
_FEWEST: Final = re.compile(
    r"\bminimi[sz](?:e|es|ing)\b|\bas few (?:\w+ ){0,3}as (?:possible|he can|she can|they can)\b"
    r"|\bas (?:little|low) as possible\b|\b(?:keep|keeps|keeping) (?:\w+ ){1,6}(?:low|small|down)\b"
    r"|\bthe fewest\b"
)
_BEST: Final = re.compile(r"\bthe (?:highest|greatest|largest|biggest|best|most)\b")
_MODEST: Final = re.compile(r"\bas (?:little|low|few|small) (?:\w+ ){0,3}as possible\b")
"""A most and a least that are wished for, where one sentence wishes for both."""
_CURRENCIES: Final = {
    "dollars": re.compile(r"\$\s?\d|\b(?:dollars?|USD|cents?)\b", re.IGNORECASE),
    "euros": re.compile(r"€|\b(?:euros?|EUR)\b", re.IGNORECASE),
    "sterling": re.compile(r"£|\b(?:GBP|pence)\b", re.IGNORECASE),
    "yen": re.compile(r"[¥￥]|\b(?:yen|yuan|JPY|CNY|RMB)\b", re.IGNORECASE),
    "rupees": re.compile(r"₹|\b(?:rupees?|INR)\b", re.IGNORECASE),
    "won": re.compile(r"₩\s?\d|\bKRW\b"),
    "roubles": re.compile(r"₽|\b(?:roubles?|rubles?|RUB)\b", re.IGNORECASE),
    "francs": re.compile(r"\b(?:francs?|CHF)\b", re.IGNORECASE),
    "pesos": re.compile(r"₱|\bpesos?\b", re.IGNORECASE),
    "crowns": re.compile(r"\b(?:kronor|kroner|krona|SEK|NOK|DKK)\b"),
}
_PER_PERIOD: Final = re.compile(
    r"\b(?:per|a|an|each|every|this|one|the) (?:\w+ )?(day|week|month|year)\b"
    r"|\b(dai|week|month|year)ly\b"
)


def find_hazards(sentences: Sequence[Sentence], reads: Collection[str] = ()) -> tuple[Hazard, ...]:
    """The hazards of a text.

    Args:
        sentences: The text.
        reads: Kinds that the caller understands; they are passed over.
    """
    found = [hazard for sentence in sentences for hazard in _in_sentence(sentence)]
    found.extend(_in_text(sentences))
    return tuple(hazard for hazard in found if hazard.kind not in reads)


def tells_of_model(sentence: Sentence) -> bool:
    """Whether a sentence without any figure only speaks about the model: "the following limits"."""
    return _ABOUT.search(_plain(sentence)) is not None


def _in_sentence(sentence: Sentence) -> Iterator[Hazard]:
    text = _plain(sentence)
    opens = text.endswith(":") or (sentence.index == 0 and not _BINDS.search(text))
    told = _BARE.search(text) and not _ABOUT.search(text)
    if told and not sentence.question and not opens:
        yield Hazard("bare", _shown(_BARE.search(text)[0]), sentence.quote)  # type: ignore[index]
    if len(text) > _LONGEST:
        if _TELLS.search(text):
            words = f"a sentence of {len(text):,} characters"
            yield Hazard("endless", words, sentence.quote[:60])
        return
    for kind, pattern in _ANYWHERE.items():
        match = pattern.search(text)
        if match is not None:
            yield Hazard(kind, _shown(match.group()), sentence.quote)
    if not _TELLS.search(text):
        return
    for kind, pattern in _KINDS.items():
        match = pattern.search(text)
        if match is not None and kind == "condition" and _WHOLLY.search(text):
            continue
        if match is not None and not (kind in ("each", "either", "each one") and _GOAL.match(text)):
            yield Hazard(kind, _shown(match.group()), sentence.quote)
    if not sentence.question and not _GOAL.search(text):
        match = _CONDITION.search(text)
        if match is not None and not _ADDING.search(text):
            yield Hazard("condition", _shown(match.group()), sentence.quote)


def _in_text(sentences: Sequence[Sentence]) -> Iterator[Hazard]:
    """Amounts for different periods, which only a conversion brings together; two goals."""
    periods: dict[str, Sentence] = {}
    for sentence in sentences:
        text = _plain(sentence)
        if not any(sign in text for sign in (_N, _ONE, _PART)):
            continue
        for match in _PER_PERIOD.finditer(text):
            periods.setdefault(match.group(1) or _ADVERBS[match.group(2)], sentence)
        if re.search(r"\bmorning\b.*\bafternoon\b", text):
            yield Hazard("periods", "morning and afternoon", sentence.quote)
    plain = [(_plain(sentence), sentence) for sentence in sentences]
    most = any(
        _MOST.search(text) or (_BEST.search(text) and _MODEST.search(text)) for text, _ in plain
    )
    least = [sentence for text, sentence in plain if _FEWEST.search(text)]
    if most and least:
        yield Hazard("goals", "both a most and a least are wished for", least[0].quote)
    currencies = {
        name for name, sign in _CURRENCIES.items() for s in sentences if sign.search(s.quote)
    }
    if len(currencies) > 1:
        yield Hazard("currencies", " and ".join(sorted(currencies)), sentences[0].quote)
    if words := curved(" ".join(sentence.quote for sentence in sentences)):
        yield Hazard("curved", words, sentences[0].quote)
    for place, words in measured_shares([text for text, _ in plain]):
        yield Hazard("measured share", _shown(words), sentences[place].quote)
    yield from _lone_letters(sentences)
    yield from _broken_off(sentences)
    for token, anew in told_anew(sentences):
        yield Hazard("told anew", token.text, anew.quote)
    if len(periods) > 1:
        last = list(periods.values())[-1]
        yield Hazard("periods", " and ".join(periods), last.quote)


def _lone_letters(sentences: Sequence[Sentence]) -> Iterator[Hazard]:
    """A letter that is compared with something and stands for nothing in the whole text."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    times = Counter(token.text for token in tokens if token.kind is Kind.WORD)
    for sentence in sentences:
        for first, second in itertools.pairwise(sentence.tokens):
            for letter, sign in ((first, second), (second, first)):
                lone = len(letter.text) == 1 and times[letter.text] == 1 and letter.text.isalpha()
                if lone and sign.text in _COMPARING:
                    yield Hazard("letter", f"{letter.text} {sign.text}", sentence.quote)


def _broken_off(sentences: Sequence[Sentence]) -> Iterator[Hazard]:
    """The text ends with a word that something has to follow."""
    if not sentences or not sentences[-1].tokens:
        return
    *_, before, last = (None, *sentences[-1].tokens)
    as_far = before is not None and before.text in PRONOUNS and last.text in MODALS
    each = sentences[-1].question or (before is not None and before.text == "of")
    of_each = last.text == "each" and each  # "how many trips with each?"
    asked = sentences[-1].question and last.text == "be"  # "What would the cost be?"
    if last.text in _FOLLOWED and not as_far and not of_each and not asked:  # "as much as I can"
        yield Hazard("broken off", sentences[-1].tokens[-1].text, sentences[-1].quote)
    closed = sentences[-1].quote.endswith((".", "!", "?", ")"))
    led = before is not None and before.text == "to"
    if last.stem in GOAL_VERBS and led and not closed:  # "the firm wants to minimize"
        yield Hazard("broken off", last.text, sentences[-1].quote)


_COMPARING: Final = frozenset(["<", ">", "<=", ">="])
_FOLLOWED: Final = frozenset(
    ("a an the of to for from by with per at than and or but if which is are was have has must "
     "should can may will be into its his their each every").split()
)  # fmt: skip
_ADVERBS: Final = {"dai": "day", "week": "week", "month": "month", "year": "year"}


def _plain(sentence: Sentence) -> str:
    """The sentence in lower case, numbers as one sign, parts and multiples as another.

    Reasons are left out: what a bound is for changes nothing of it.
    """
    text = " ".join(
        _sign(token.number) if token.number is not None else token.text for token in sentence.tokens
    )
    return _REASON.sub("", text).replace(" ,", ",")


def _sign(number: Number) -> str:
    parts = (NumberKind.PERCENT, NumberKind.FRACTION, NumberKind.MULTIPLE)
    if number.text.lower() == "one":
        return _ONE
    return _PART if number.kind in parts else _N


def _shown(words: str) -> str:
    for sign in (_N, _ONE, _PART):
        words = words.replace(sign, "…")
    return words.strip(" ,")


def beyond(hazards: Sequence[Hazard]) -> str:
    """Why a reader abstains, for people, quoting at most three of the wordings."""
    told = "; ".join(f"{hazard.words!r} in {hazard.quote!r}" for hazard in hazards[:3])
    return f"Some wordings are beyond this reader: {told}."
