"""Which of the two languages a message is in: function words first, then py3langid.

Every detector tried takes English around a French proper name for French; function words outvote it.
"""

from functools import lru_cache
from typing import Any

from assistant.wording import vocabulary
from corpus import Language
from index import tokens

_SURE = 0.9  # py3langid's probability above which a message without function words is taken to be in that language


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["fr", "en"])
    return identifier


def detect_language(text: str) -> Language | None:
    """French or English, or None when the words do not tell (« PR », "ok", an address).

    >>> detect_language("chu tu obligé"), detect_language("where is the Ministère office"), detect_language("12345")
    (<Language.FRENCH: 'fr'>, <Language.ENGLISH: 'en'>, None)
    """
    words = tokens(text)
    french, english = (
        sum(word in vocabulary().function_words.words(language) for word in words)
        for language in (Language.FRENCH, Language.ENGLISH)
    )
    if french != english:
        return Language.FRENCH if french > english else Language.ENGLISH
    if any(char in text.lower() for char in "éèêàçùœîôû"):
        return Language.FRENCH
    if not any(len(word) > 3 and word.isalpha() for word in words):
        return None
    code, probability = _identifier().classify(text)
    return Language(code) if probability >= _SURE else None
