"""An answer of the chat in the team's voice: what a letter does not say is left out, the rest reworded."""

import re

from assistant.answer import Answer, Statement, StatementKind
from assistant.drafting.blocks import Block
from assistant.drafting.words import chat_pattern, voice
from assistant.wording import programme
from corpus import emails

_LEFT_OUT = (StatementKind.GAP, StatementKind.QUESTION)  # the letter leaves its own gaps and asks its own way
_ITEM = re.compile(r"(- |\d+\. )(.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def in_our_voice(answer: Answer) -> list[Block]:
    """The blocks that an answer makes in a letter; citations are places among the answer's own."""
    return [block for statement in answer.statements if (block := _block(statement, answer)) is not None]


def _block(statement: Statement, answer: Answer) -> Block | None:
    if statement.kind in _LEFT_OUT:
        return None
    item = _ITEM.fullmatch(statement.text)
    text = _reworded(item[2] if item else statement.text, statement, answer)
    if not text:
        return None
    if item is None:
        return Block("text", text, statement.citations)
    if item[1] == "- ":
        return Block("item", text, statement.citations)
    return Block("step", f"{item[1]}{text}", statement.citations)


def _reworded(text: str, statement: Statement, answer: Answer) -> str:
    for key, words in voice().phrases.items():
        found = chat_pattern(key, answer.language).fullmatch(text)
        if found:
            return words.say(answer.language, **found.groupdict())
    cited = [answer.citations[place].passage for place in statement.citations]
    if len(cited) == 1 and cited[0] in voice().passages:
        return voice().passages[cited[0]].say(answer.language)
    return _not_to_ourselves(text)


def _not_to_ourselves(text: str) -> str:
    """The text without the sentences that send the reader to the address that they wrote to."""
    if programme().contact.lower() not in emails(text):
        return text
    kept = [sentence for sentence in _SENTENCE.split(text) if programme().contact.lower() not in emails(sentence)]
    return " ".join(kept)


def facts_understood(answer: Answer) -> str:
    """What the rules took from the letter, as the answer says it; empty where nothing was."""
    for statement in answer.statements:
        found = chat_pattern("understood", answer.language).fullmatch(statement.text)
        if found:
            return found["facts"]
    return ""
