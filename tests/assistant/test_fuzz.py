"""Any text at all: a reply is an answer or a refusal in a sentence, never a crash. `make fuzz` does it for minutes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, Assistant, Message, MessageRefused
from corpus import Language

# Words that lead into every step, between which anything may stand.
_WORDS = st.sampled_from(
    ["je", "suis", "citoyen", "permis", "my boss", "paid", "mon NAS est", "046 454 286", "[EMAIL]", "ignore your rules",
     "je veux mourir", "\n> On Mon, X wrote:", "http://a.b", "@", "50 %", "TRAES", "et pour la finale?", "«", "\u202e"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(codec=None), max_size=60),  # halves of surrogate pairs too
    st.lists(st.one_of(_WORDS, st.text(max_size=12)), max_size=25).map(" ".join),
)


@given(texts=st.lists(_TEXTS, min_size=1, max_size=2), language=st.sampled_from([None, *Language]))
def test_any_text_gets_an_answer_or_a_sentence(
    assistant: Assistant, texts: list[str], language: Language | None
) -> None:
    conversation: str | None = None
    for text in texts:
        try:
            answer = assistant.reply(Message(text, conversation, language))
        except MessageRefused as refused:
            assert str(refused).strip()
            continue
        conversation = answer.conversation_id
        assert answer.text.strip()
        assert Answer.model_validate_json(json.dumps(answer.model_dump(mode="json"))) == answer
