"""Slack's markup, whatever the text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bots.slack.markup import clip, escape, heard, mrkdwn, pieces, quoted, unescape

ANY = st.text(st.characters(codec="utf-8"), max_size=400)
MARKED = st.lists(st.sampled_from(["<!channel>", "<@U1>", "<#C1|x>", "<http://a.ca|b>", "&lt;", "&", " ", "a", "\n"]))


@given(ANY)
def test_an_escaped_text_reads_as_it_was(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not re.search(r"[<>]", escape(text))


@given(MARKED.map("".join))
def test_nothing_that_slack_would_act_on_comes_back_out(text: str) -> None:
    shown = mrkdwn(heard(text, "U1"))
    assert not re.search(r"<(?!https?://)", shown)
    assert not re.search(r"<[!@#]", quoted(heard(text)))


@given(ANY, st.integers(20, 200))
def test_pieces_fit_and_hold_every_letter(text: str, limit: int) -> None:
    found = pieces(escape(text), limit)
    assert all(len(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(escape(text).split())


@given(ANY, st.integers(20, 200))
def test_a_clipped_text_fits_and_cuts_no_escaped_character(text: str, limit: int) -> None:
    found = clip(escape(text), limit)
    assert len(found) <= limit
    assert not re.search(r"&(?!amp;|lt;|gt;)", found)


def test_people_are_left_unnamed_and_addresses_read_as_written() -> None:
    assert heard("<@UBOT> <mailto:a@b.ca|a@b.ca> <tel:+15145550199|514 555-0199> <!subteam^S1|@equipe>", "UBOT") == (
        "a@b.ca 514 555-0199 @equipe"
    )
