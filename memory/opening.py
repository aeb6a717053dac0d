"""Opens the memory bank of the settings, once in a process for each place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from optimoot.errors import InputError
from optimoot.memory.bank import Bank
from optimoot.memory.embedding import Embedder
from optimoot.memory.store import Store
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


def new_store(settings: Settings, embedder: str) -> Store:
    """The store of the settings, made if it is not there.

    Args:
        settings: Where it is.
        embedder: Recorded as the one that makes the vectors, if there is no bank yet.

    Raises:
        MemoryUnavailable: The folder or the server cannot be used.
    """
    if is_server(settings.memory):
        from optimoot.memory.stores.server import ServerStore

        return ServerStore(settings.memory, embedder, token=settings.memory_token)
    from optimoot.memory.stores.local import LocalStore

    return LocalStore(folder_of(settings), embedder)


def is_server(memory: str) -> bool:
    """Whether the setting `memory` is the address of a server."""
    return memory.startswith(("http://", "https://"))


def is_there(settings: Settings) -> bool:
    """Whether the bank is known to exist; of one on a server nobody knows before it is opened."""
    from optimoot.memory.stores.ledger import FILE

    return not is_server(settings.memory) and (folder_of(settings) / FILE).is_file()


def folder_of(settings: Settings) -> Path:
    """The folder of a bank that is not on a server."""
    named = settings.memory
    return Path(named).expanduser() if named else settings.data_folder / "memory"


def embedder_of(settings: Settings) -> Embedder:
    """The embedder of the settings.

    Raises:
        InputError: There is none of that name, or its extra is not installed.
    """
    from optimoot.memory.embedding import embedder_named

    return embedder_named(settings.embedder, base_url=settings.base_url)


def bank_on(store: Store, embedder: Embedder) -> Bank:
    """The bank on a store.

    Raises:
        InputError: Another embedder made the store's vectors.
    """
    from optimoot.memory.likeness import is_near_duplicate
    from optimoot.memory.structure import structural_similarity

    return Bank(store, embedder, structural_similarity, is_near_duplicate)


def _opened(settings: Settings) -> Bank:
    embedder = embedder_of(settings)
    store = new_store(settings, embedder.name)
    try:
        return bank_on(store, embedder)
    except InputError:
        store.close()
        raise
