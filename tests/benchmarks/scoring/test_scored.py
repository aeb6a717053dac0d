"""The records of a folder with their items, clusters and disputes."""

import pytest
from made_scores import evaluation, item, record

from optimoot.benchmarks.running.header import session
from optimoot.benchmarks.scoring.disputes import Dispute, read_disputes, write_disputes
from optimoot.benchmarks.scoring.rules.registry import USUAL_RULE
from optimoot.benchmarks.scoring.score import Score
from optimoot.benchmarks.scoring.scored import attempts_left, scored
from optimoot.errors import InputError

TEXT = "A kiln fires {} cups and bowls, and a cup sells for {} coins more than a bowl does."


@pytest.fixture
def folder(tmp_path):
    items = [
        item(100.0, "a", text=TEXT.format(3, 9)),
        item(100.0, "b", text="How many lorries cross the strait?"),
        item(100.0, "c", text=TEXT.format(8, 4)),
    ]
    records = [record(100.0, "a"), record(7.0, "b"), record(None, "c")]
    return evaluation(tmp_path / "run", items, records, repeats=2)


def test_records_items_scores_and_clusters(folder):
    found = scored(folder, USUAL_RULE)
    assert [one.item.id for one in found] == ["a", "b", "c"]
    assert [one.score for one in found] == [Score.RIGHT, Score.WRONG, Score.ABSTAINED]
    assert [one.stated_right for one in found] == [True, False, False]
    assert found[0].cluster == found[2].cluster != found[1].cluster


def test_attempts_that_were_asked_for_and_not_made(folder):
    assert attempts_left(folder) == {"p": 3}


def test_what_later_sessions_ask_for_is_asked_for_too(folder):
    with folder.adding() as adding:
        sets, presets = {"s": "fingerprint"}, {"p": "Teams.", "q": "Others."}
        adding.session(session(repeats=1, sets=sets, presets=presets, limit=2))
    assert attempts_left(folder) == {"p": 3, "q": 2}


def test_of_several_tries_the_last_counts(folder):
    with folder.adding() as adding:
        adding.record(record(7.0, "a"))
    assert scored(folder, USUAL_RULE)[0].score is Score.WRONG


def test_a_record_without_its_item_is_refused(folder):
    with folder.adding() as adding:
        adding.record(record(7.0, "gone"))
    with pytest.raises(InputError, match="'gone'"):
        scored(folder, USUAL_RULE)


def test_disputes_by_set_and_id_or_by_id_alone(folder):
    disputes = [Dispute(set="s", id="a"), Dispute(id="b"), Dispute(set="other", id="c")]
    found = scored(folder, USUAL_RULE, disputes)
    assert [one.disputed for one in found] == [True, True, False]


class TestFiles:
    disputes = (
        Dispute(set="s", id="a", reason='It says "7" and means seven.\nSo there.'),
        Dispute(id="b"),
    )

    def test_what_is_written_is_read(self, tmp_path):
        path = tmp_path / "disputes.toml"
        write_disputes(path, self.disputes)
        assert read_disputes(path) == self.disputes

    def test_none_are_a_file_too(self, tmp_path):
        path = tmp_path / "disputes.toml"
        write_disputes(path, ())
        assert read_disputes(path) == ()

    def test_json_lines(self, tmp_path):
        path = tmp_path / "disputes.jsonl"
        lines = [one.model_dump_json() for one in self.disputes]
        path.write_text("\n\n".join(lines), encoding="utf-8")
        assert read_disputes(path) == self.disputes

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("d.toml", "[[dispute]\n", "is not TOML"),
            ("d.toml", 'dispute = "a"', "holds no list"),
            ("d.toml", '[[dispute]]\nset = "s"', "Entry 1 .* id"),
            ("d.toml", '[[dispute]]\nid = "a"\nwhy = "b"', "Entry 1 .* why"),
            ("d.jsonl", '{"id": "a"}\n{"id"', "Line 2 .* not JSON"),
            ("d.jsonl", '{"id": "a"}\n["a"]', "Line 2 .* no dispute"),
            ("d.jsonl", '{"id": ""}', "Line 1 .* id"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path, name, text, told):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=told):
            read_disputes(path)

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_disputes(tmp_path / "none.toml")
        with pytest.raises(InputError, match="Cannot write"):
            write_disputes(tmp_path / "none" / "d.toml", ())
