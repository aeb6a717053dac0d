"""A fingerprint of items: whether a set is still the one that records were made with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from optimoot.benchmarks.items import Item


def fingerprint(items: Iterable[Item]) -> str:
    """SHA-256 over the items as JSON, in the order of their ids; the set's name does not count."""
    digest = hashlib.sha256()
    for item in sorted(items, key=lambda one: one.id):
        digest.update(item.model_dump_json(exclude={"set"}).encode() + b"\n")
    return digest.hexdigest()
