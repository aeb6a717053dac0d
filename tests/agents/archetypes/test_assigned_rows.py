"""A row of figures for each person."""

import pytest

from optimoot.agents.archetypes.families.assigned_rows import find_rows


def told(case, text):
    return {row.name: {t: n.value for t, n in row.cells.items()} for row in find_rows(case(text))}


def test_rows_stand_on_lines_of_their_own(case):
    text = (
        "Minutes:\n- Old mill: flour 4, bran 7\n- New mill: flour 3, bran 9\n- Hut: flour 5, bran 6"
    )
    assert told(case, text) == {
        "Old mill": {"flour": 4, "bran": 7},
        "New mill": {"flour": 3, "bran": 9},
        "Hut": {"flour": 5, "bran": 6},
    }


def test_rows_in_sentences_take_the_order_of_the_first_one(case):
    text = (
        "These are the marks: Vera gets 9 for the song, 7 for the dance and 4 for the joke. Will "
        "gets 6, 8 and 5 for the same acts; Xenia gets 5, 5 and 9."
    )
    assert told(case, text) == {
        "Vera": {"song": 9, "dance": 7, "joke": 4},
        "Will": {"song": 6, "dance": 8, "joke": 5},
        "Xenia": {"song": 5, "dance": 5, "joke": 9},
    }


@pytest.mark.parametrize(
    "text",
    [
        "Vera gets 9, 7 and 4. Will gets 6, 8 and 5. Xenia gets 5, 5 and 9.",
        "Vera gets 9 for the song, 7 for the dance and 4 for the joke. Will gets 6, 8 and 5 extra "
        "beyond the song. Xenia gets 5, 5 and 9.",
        "Nobody gets anything.",
    ],
)
def test_there_are_no_rows_where_tasks_are_not_told_or_words_are_left(case, text):
    assert find_rows(case(text)) is None


def test_rows_may_stand_behind_names_and_colons_in_running_text(case):
    text = (
        "Costs: Vera: mill 12, pit 9, yard 7. Will: mill 8, pit 11, yard 6. Xenia: mill 5, pit 4, "
        "yard 3."
    )
    assert told(case, text)["Will"] == {"mill": 8, "pit": 11, "yard": 6}
