"""What a chat model's message says, and what its server reports of the tokens."""

import pytest
from langchain_core.messages import AIMessage

from optimoot.agents.completion import read_completion


def message(sent, received):
    return AIMessage(
        content="a plan",
        usage_metadata={
            "input_tokens": sent,
            "output_tokens": received,
            "total_tokens": sent + received,
        },
    )


def test_reported_tokens_are_taken():
    completion, tokens = read_completion(message(12, 3))
    assert completion.text == "a plan"
    assert tokens is not None
    assert (tokens.input, tokens.output) == (12, 3)


@pytest.mark.parametrize(("sent", "received"), [(-5000, 3), (12, -1)])
def test_fewer_than_no_tokens_count_as_none_reported(sent, received):
    assert read_completion(message(sent, received))[1] is None
