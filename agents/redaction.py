"""Keys taken out of text that comes from servers and exceptions, before it is kept or shown."""

from __future__ import annotations

import os
import re
from typing import Final

HIDDEN: Final = "[key]"
_NAMES: Final = re.compile(r"(?:KEY|TOKEN|SECRET|PASSWORD)$", re.IGNORECASE)
_SHORTEST: Final = 6
"""Characters below which a value is taken for no secret: it would be found everywhere."""
_LOOKS_SECRET: Final = re.compile(
    r"(?i:bearer)\s+[^\s\"',}]+|\b(?:sk|pk|rk)-[A-Za-z0-9_-]{8,}|\bAIza[A-Za-z0-9_-]{20,}"
)
_USER_OF_URL: Final = re.compile(r"(?<=://)[^/@\s]+@")


def redact(text: str) -> str:
    """The text without the values of the environment's keys, and without what looks like one."""
    secrets = {
        value.strip()
        for name, value in os.environ.items()
        if _NAMES.search(name) and len(value.strip()) >= _SHORTEST
    }
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return _USER_OF_URL.sub("", _LOOKS_SECRET.sub(HIDDEN, text))
