"""Step: what no reply may say, looked for in every statement before it leaves, whoever worded it.

It is the last of several guards and should never find anything: what it finds is a fault of ours, and is logged.
"""

import logging
import re
from functools import lru_cache

from assistant.answer import Answer, Outcome, Statement, join_statements
from assistant.wording import TEXTS
from corpus import Examples, Language, read_list

_log = logging.getLogger(__name__)
# A sentence that only supposes something does not say it.
_SUPPOSES = re.compile(
    r"\b(?:si|s'|lorsque|quand|une fois que|que|if|whether|when|once|unless|that|until)\b[^.?!;:]{0,60}$"
)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”")


def faults(text: str, language: Language) -> tuple[str, ...]:
    """The reasons (by their ids) for which a text may not be said; words that it quotes are another's.

    >>> faults("You are eligible.", Language.ENGLISH), faults("If you are eligible, ask.", Language.ENGLISH)
    (('eligible',), ())
    """
    said = _QUOTED.sub("", text.lower().replace("’", "'"))
    return tuple(
        id
        for id, pattern in _patterns(language)
        if any(not _SUPPOSES.search(said[: found.start()]) for found in pattern.finditer(said))
    )


def lint(answer: Answer) -> Answer:
    """The answer without the statements that may not be said; each one dropped is logged by its reason."""
    kept: list[Statement] = []
    for statement in answer.statements:
        found = faults(statement.text, answer.language)
        if found:
            _log.error("a statement may not be said (%s): it is left out", ", ".join(found))
        else:
            kept.append(statement)
    if len(kept) == len(answer.statements):
        return answer
    outcome = answer.outcome if kept else Outcome.UNANSWERED
    statements = tuple(kept)
    return answer.model_copy(update={"statements": statements, "text": join_statements(statements), "outcome": outcome})


@lru_cache(maxsize=2)
def _patterns(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of `never_said.yaml` in a language, by id; raises CorpusError when the file is broken."""
    entries = read_list(TEXTS / "never_said.yaml", Examples)
    return tuple(
        (entry.id, re.compile("|".join(text for spoken, text in entry.pairs() if spoken is language)))
        for entry in entries
    )
