"""`results.jsonl`: each record with its label and its score, one line an item, as it comes.

The file follows from the log and can be made again from it at any time; it is there for scripts
that want to read one flat line an item.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.running.folder import EvaluationFolder, write_whole
from optimoot.benchmarks.running.record import Ending, ItemRecord
from optimoot.benchmarks.scoring import USUAL_RULE, Score, score_of

RESULTS: Final = "results.jsonl"


class ResultLine(BaseModel):
    """One line of `results.jsonl`.

    Attributes:
        status: The Answer's verdict, or how the attempt ended where there is no Answer.
        objective: What was found; None where nothing was.
        answer: The label.
        right: Whether objective and label agree, at a relative 1e-4.
        seconds: Wall time of the item.
        confidence: The certificate's; empty where there is none.
        team: The team that stands behind the result; empty where there is none.
        reason: Why there is no result, for people.
        excluded: Records of the memory bank that were not recalled, as they are nearly the item.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    set: str
    repeat: int
    preset: str
    status: str
    objective: float | None = None
    answer: float | str
    right: bool
    score: Score
    seconds: float
    confidence: str = ""
    team: str = ""
    reason: str = ""
    excluded: tuple[str, ...] = ()


def result_line(item: Item, record: ItemRecord) -> ResultLine:
    """The line of a record."""
    abstained = "; ".join(reason for _, reason in record.abstentions)
    return ResultLine(
        id=record.id,
        set=record.set,
        repeat=record.repeat,
        preset=record.preset,
        status=record.verdict if record.ending is Ending.ANSWERED else record.ending,
        objective=record.objective,
        answer=item.answer,
        right=USUAL_RULE.is_right(item, record),
        score=score_of(item, record),
        seconds=record.seconds,
        confidence=record.confidence,
        team=record.team,
        reason=record.error or abstained[:500],
        excluded=record.excluded,
    )


class ResultsFile:
    """The file, written anew from the log at the first record of a session and at its end.

    Args:
        folder: The evaluation's folder.
        items: By set and id.
    """

    def __init__(self, folder: EvaluationFolder, items: Mapping[tuple[str, str], Item]) -> None:
        self._folder = folder
        self._path = folder.path / RESULTS
        self._items = items
        self._begun = False

    def add(self, record: ItemRecord) -> None:
        """Add a record that is in the log."""
        if not self._begun:
            self.write()
            self._begun = True
            return
        with self._path.open("ab") as file:
            file.write(self._line(record))

    def write(self) -> None:
        """Write a line for each record that stands."""
        standing = self._folder.standing().values()
        known = [one for one in standing if (one.set, one.id) in self._items]
        write_whole(self._path, b"".join(map(self._line, known)))

    def _line(self, record: ItemRecord) -> bytes:
        item = self._items[record.set, record.id]
        return result_line(item, record).model_dump_json().encode() + b"\n"
