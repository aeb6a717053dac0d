"""Opens the memory bank of the settings, once in a process for each place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from optimoot.memory.bank import Bank
from optimoot.settings import Settings

OFF = "off"

_open: dict[tuple[str, str, str, str], Bank] = {}
_lock = threading.Lock()


def bank_of(settings: Settings) -> Callable[[], Bank] | None:
    """What opens the bank of the settings; None where memory is off. Opening blocks."""
    return None if settings.memory == OFF else partial(shared_bank, settings)


def shared_bank(settings: Settings) -> Bank:
    """The bank of the settings, which all runs of this process share.

    Raises:
        InputError: The embedder is not known, or another one made the bank.
        MemoryUnavailable: The folder or the server cannot be used.
    """
    place = settings.memory or str(settings.data_folder / "memory")
    key = (place, settings.memory_token, settings.embedder, settings.base_url)
    with _lock:
        if key not in _open:
            _open[key] = _opened(settings)
        return _open[key]


def close_banks() -> None:
    """Let go of all banks of this process."""
    with _lock:
        while _open:
            _open.popitem()[1].close()


def _opened(settings: Settings) -> Bank:
    from optimoot.memory.embedding import embedder_named
    from optimoot.memory.likeness import is_near_duplicate
    from optimoot.memory.stores.held import HeldStore
    from optimoot.memory.structure import structural_similarity

    embedder = embedder_named(settings.embedder, base_url=settings.base_url)
    store = HeldStore(embedder.name)
    return Bank(store, embedder, structural_similarity, is_near_duplicate)
