"""Words and signs of money, and whether the pounds of a text are money."""

from __future__ import annotations

import re
from typing import Final

SIGNS: Final = frozenset("$€£¥₹")
MAGNITUDES: Final = {"m": 1e6, "M": 1e6, "b": 1e9, "B": 1e9}
"""Letters right behind an amount of money: $3M."""
_WORDS: Final = frozenset(
    "dollar dollars buck bucks quid euro euros yuan usd eur gbp chf cad aud rupee rupees rmb yen "
    "franc francs peso pesos krone kroner kronor krona zloty zlotys baht ringgit guilder guilders "
    "lira lire shekel shekels ruble rubles rouble roubles forint forints dinar dinars dirham "
    "dirhams rand rial rials riyal riyals rupiah taka naira shilling shillings florin florins "
    "thaler thalers".split()
)
_POUNDS: Final = frozenset(["pound", "pounds"])
_AMOUNT: Final = r"\d[\d,]*(?:\.\d+)? pounds?\b(?! of\b)"
_PAID: Final = re.compile(
    r"£|\bpence\b|\bpounds? (?:put|invested|spent) (?:in|into|on)\b"
    r"|\b(?:sell|sells|sold|costs?|costing|pays?|paid|earns?|priced?|profits?|revenue|"
    rf"wages?|rent|fee|charges?|charged|budget)(?: [a-z]{{1,8}}){{0,2}} {_AMOUNT}",
    re.IGNORECASE,
)
_WEIGHED: Final = re.compile(
    r"\b(?:lbs?|ounces?|oz|kg|kilos?|kilograms?|grams?|dollars?|euros?|cents?)\b|[$€]"
    rf"|\d pounds? of\b|\bper pound\b|\bweigh\w*(?: [a-z]{{1,8}}){{0,2}} {_AMOUNT}",
    re.IGNORECASE,
)


def money_words(text: str) -> frozenset[str]:
    """Words that make the figure before them an amount of money, lower case.

    Pounds are among them where something is paid in them and nothing is weighed in them.
    """
    sterling = _PAID.search(text) is not None and _WEIGHED.search(text) is None
    return _WORDS | _POUNDS if sterling else _WORDS
