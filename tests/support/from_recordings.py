"""Make replayable completions from the folders of runs: `from_recordings.py OUT RUN_FOLDER...`.

What is kept of a run is its text, its answer, and what each role said, in order: no prompts, so
that these may change.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def kept(folder: Path) -> dict[str, Any]:
    """What is kept of one run."""
    request = json.loads((folder / "request.json").read_text())
    answer = json.loads((folder / "answer.json").read_text())
    said: dict[str, dict[str, list[str]]] = {}
    for line in (folder / "completions.jsonl").read_text().splitlines():
        told = json.loads(line)
        if not told.get("failed"):
            roles = said.setdefault(told["team"], {})
            roles.setdefault(told["role"], []).append(told["text"])
    outcome = answer["outcome"] or {}
    return {
        "text": request["problem"]["text"],
        "verdict": answer["verdict"],
        "objective": outcome.get("objective"),
        "said": said,
    }


def main(out: Path, folders: list[Path]) -> None:
    """Write one file for each run."""
    out.mkdir(exist_ok=True)
    for folder in folders:
        found = kept(folder)
        name = "-".join(found["text"].lower().split()[:4]).strip(".,")
        path = out / f"{name}.json"
        path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
