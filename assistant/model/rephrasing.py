"""A follow-up as a question that stands alone; the result is searched for, never shown."""

import re
from collections.abc import Sequence

from assistant.model.chat import Request
from assistant.model.checking import LanguageOf
from assistant.model.desk import Work
from assistant.model.meaning import content
from assistant.model.prompts import as_data, filled, prompts
from assistant.model.quantities import dates, quantities
from assistant.model.standins import StandIns
from corpus import Language, StrictModel

_LONGEST = 300  # characters
_FAMILIAR = 0.5  # of the question's words stand in the conversation
_SCHEMA = {
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}


class _Rephrased(StrictModel):
    question: str


def rephrase(
    work: Work, message: str, earlier: Sequence[str], language: Language, language_of: LanguageOf
) -> str | None:
    """The message so that it can be searched alone; None where the model gave nothing that keeps to the conversation.

    `message` and `earlier` (what was said before, oldest first) are masked.
    """
    tokens, prompt = StandIns(), prompts().rephrase
    material = filled(
        prompt.material,
        language,
        earlier=as_data([tokens.hide(text) for text in earlier]),
        message=as_data(tokens.hide(message)),
    )
    request = Request("rephrase", filled(prompt.instructions, language), material, _SCHEMA, 200)
    found = work.ask(request, _Rephrased)
    if found is None:
        return None
    question = " ".join(found.question.split())
    if not _keeps_to(question, [*earlier, message], language, language_of) or tokens.unknown(question):
        work.refused(request.name, "not of the conversation")
        return None
    work.used(request.name)
    return tokens.show(question)


def _keeps_to(question: str, said: Sequence[str], language: Language, language_of: LanguageOf) -> bool:
    """Whether a question is one, and its figures and most of its words are those of the conversation."""
    if not question or len(question) > _LONGEST or re.search(r"[<>{}\[\]`]", question):
        return False
    if language_of(question) not in (language, None):
        return False
    before = "\n".join(said)
    both = quantities(before, Language.FRENCH) | quantities(before, Language.ENGLISH)
    if {one.value for one in quantities(question, language)} - {one.value for one in both}:
        return False
    if dates(question) - dates(before):
        return False
    words, familiar = content(question, language), content(before, language)
    return bool(words) and len(words & familiar) >= _FAMILIAR * len(words)
