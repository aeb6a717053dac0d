"""What is known of a data set."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator


class DatasetSpec(BaseModel):
    """A data set: none of its items is in this repository, unless it is `packaged`.

    Attributes:
        name: What `optimoot bench` calls it.
        title: One line for people.
        source: The project's page.
        licence: "unknown" where nothing is said.
        paper: Where it was published.
        file: Name of its file in the folder of data sets; empty for packaged ones.
        format: Of the file.
        address: Where `optimoot bench fetch` gets it; None where it has to be got by hand.
        sha256: Of the file; None where it is not known: then that of the first fetch is kept, and
            later ones are held against it.
        how: How it is got where there is no address.
        label: What its labels are: the objective, or the values of single variables.
        packaged: Which part of the house problems it is; empty for sets in files.
        notes: What is known of wrong labels, of overlaps with other sets.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    title: str
    source: str = ""
    licence: str = "unknown"
    paper: str = ""
    file: str = ""
    format: Literal["jsonl", "json", "csv", "packaged"] = "jsonl"
    address: str | None = None
    sha256: str | None = None
    how: str = ""
    label: Literal["objective", "variables"] = "objective"
    packaged: str = ""
    notes: str = ""

    @field_validator("address")
    @classmethod
    def _is_safe(cls, address: str | None) -> str | None:
        if address is not None and not address.startswith("https://"):
            raise ValueError("an address begins with https://")
        return address
