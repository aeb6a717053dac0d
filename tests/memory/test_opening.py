"""Which bank the settings mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_stores import record

from optimoot.errors import InputError
from optimoot.memory.opening import bank_of, close_banks, folder_of, is_server, shared_bank
from optimoot.memory.store import MemoryUnavailable
from optimoot.settings import Settings


@pytest.fixture(autouse=True)
def _closed(monkeypatch):
    monkeypatch.delenv("OPTIMOOT_MEMORY", raising=False)
    close_banks()
    yield
    close_banks()


def settings(tmp_path: Path, **changes: object) -> Settings:
    return Settings.model_validate({"data_folder": tmp_path / "data", **changes})


def test_off_means_no_bank(tmp_path):
    assert bank_of(settings(tmp_path, memory="off")) is None
    assert not (tmp_path / "data").exists()


def test_nothing_is_made_before_the_bank_is_opened(tmp_path):
    opens = bank_of(settings(tmp_path))
    assert not (tmp_path / "data").exists()
    assert opens is not None
    opens().admit([record("s")])
    assert (tmp_path / "data" / "memory").is_dir()


def test_a_process_opens_each_place_once(tmp_path):
    one = shared_bank(settings(tmp_path))
    assert shared_bank(settings(tmp_path)) is one
    assert shared_bank(settings(tmp_path, memory=str(tmp_path / "other"))) is not one
    one.admit([record("s")])
    close_banks()
    again = shared_bank(settings(tmp_path))
    assert again is not one
    assert again.holds("s")


def test_addresses_are_told_from_folders(tmp_path):
    assert is_server("http://memory.example:8000")
    assert is_server("https://memory.example")
    assert not is_server("httpd")
    assert folder_of(settings(tmp_path, memory="~/bank")) == Path("~/bank").expanduser()
    assert folder_of(settings(tmp_path)) == tmp_path / "data" / "memory"


def test_what_cannot_be_a_bank_is_refused_and_tried_again_later(tmp_path):
    place = tmp_path / "bank"
    place.write_text("a file")
    with pytest.raises(MemoryUnavailable):
        shared_bank(settings(tmp_path, memory=str(place)))
    place.unlink()
    assert not shared_bank(settings(tmp_path, memory=str(place))).holds("s")
    with pytest.raises(InputError, match="no embedder 'tarot'"):
        shared_bank(settings(tmp_path, embedder="tarot"))
    with pytest.raises(InputError, match="memory rebuild"):
        shared_bank(settings(tmp_path, memory=str(place), embedder="hashed-2-256"))
