"""Works on a memory bank under a limit, and tells as JSON what came of it.

python memory_bank_at_work.py FOLDER fill BYTES   put records until no file may grow further
python memory_bank_at_work.py FOLDER unprivileged read and write as a user who owns nothing
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path

from made_stores import EMBEDDER, entry, vector

from optimoot.memory.records import Kind
from optimoot.memory.store import Entry, MemoryUnavailable
from optimoot.memory.stores.local import LocalStore

NOBODY = 65534


def main() -> None:
    folder, what = Path(sys.argv[1]), sys.argv[2]
    if what == "fill":
        told = filled(folder, int(sys.argv[3]))
    else:
        new = entry("new", 1)  # whoever owns nothing may not be able to import anything more
        if os.getuid() == 0:
            os.setuid(NOBODY)
        told = tried(folder, new)
    print(json.dumps(told))


def filled(folder: Path, limit: int) -> dict[str, object]:
    """Put records while no file may be longer than the limit: what was acknowledged and refused."""
    store = LocalStore(folder, EMBEDDER, index_from=1)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    acknowledged: list[str] = []
    refusals: list[str] = []
    number = 0
    while len(refusals) < 3:
        try:
            store.put([entry(f"r{number}", number)])
            acknowledged.append(f"r{number}")
        except MemoryUnavailable as error:
            refusals.append(str(error))
        number += 1
    found = [name for name, _ in store.nearest(vector(3), kind=Kind.SOLUTION, limit=1)]
    try:
        store.close()
    except MemoryUnavailable as error:
        refusals.append(str(error))
    return {"acknowledged": acknowledged, "refusals": refusals, "found": found}


def tried(folder: Path, new: Entry) -> dict[str, object]:
    """Read, search and write: what was found, and why writing was refused."""
    try:
        store = LocalStore(folder, EMBEDDER, index_from=1)
    except MemoryUnavailable as error:
        return {"opening": str(error)}
    kept = [record.id for record in store.records()]
    found = [name for name, _ in store.nearest(vector(3), kind=Kind.SOLUTION, limit=1)]
    try:
        store.put([new])
        refusal = ""
    except MemoryUnavailable as error:
        refusal = str(error)
    index = store.state().index
    store.close()
    return {"kept": kept, "found": found, "refusal": refusal, "index": index}


if __name__ == "__main__":
    main()
