"""What must survive a translation or a rewording: numbers, e-mail addresses, links, names, negations.

One definition, used to check the renderings and plain wordings here and the words of a reply elsewhere.
"""

import re
import unicodedata

from corpus.language import Language

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"https?://[^\s)\]>»]+")
_SPACES = " \u00a0\u202f"
_NUMBER = {
    Language.FRENCH: re.compile(rf"(?<![A-Za-zÀ-ÿ\d])(\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?)"),
    Language.ENGLISH: re.compile(r"(?<![A-Za-zÀ-ÿ\d])(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"),
}
_SCALES = (
    (re.compile(rf"^[{_SPACES}](?:milliards?|billion)\b"), 1_000_000_000),
    (re.compile(rf"^[{_SPACES}]millions?\b"), 1_000_000),
)
# Words that deny. Those that only look like it (« non officiel », "not-for-profit", « sans date ») are taken out first.
_NO_DENIAL = re.compile(
    r"\bnon[-\u2011 \u00a0\u202f](?:officiel(?:le)?|lucratif|partisan|seulement|autochtones?|techniques?|exhausti\w+)\b"
    r"|\bnot[- ](?:for[- ]profit|only)\b|\bsans frais\b|\bwhether or not\b|\bou non\b(?!-)|\bor (?:will )?not\b"
    r"|\bsans date\b|\bn['’]hésitez pas\b|\bdo(?:n['’]t| not) hesitate\b",
    re.IGNORECASE,
)
_DENIAL = {
    Language.FRENCH: re.compile(
        r"\b(?:pas|aucune?s?|jamais|ni|rien|nul(?:le)?|sans|non)\b|\bn(?:e |['’])\w+ plus\b", re.IGNORECASE
    ),
    Language.ENGLISH: re.compile(
        r"\b(?:not|no|never|neither|nothing|nobody|nor|without|none|cannot)\b|n['’]t\b", re.IGNORECASE
    ),
}
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*", re.UNICODE)


def fold(text: str) -> str:
    """Lower case, without accents and with plain apostrophes: for comparing, never for showing.

    >>> fold("L’Évaluation")
    "l'evaluation"
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def emails(text: str) -> set[str]:
    """The e-mail addresses in a text, in lower case."""
    return {found.rstrip(".").lower() for found in _EMAIL.findall(text)}


def links(text: str) -> set[str]:
    """The web addresses in a text, without the full stop that may follow one."""
    return {found.rstrip(".,;") for found in _LINK.findall(text)}


def numbers(text: str, language: Language) -> list[float]:
    """The numbers in a text, sorted, as that language writes them; 1,1 milliard is 1100000000.

    >>> numbers("1,1 milliard sur 5 ans, 39 948 occasions", Language.FRENCH)
    [5.0, 39948.0, 1100000000.0]
    >>> numbers("1.1 billion over 5 years, 39,948 opportunities", Language.ENGLISH)
    [5.0, 39948.0, 1100000000.0]
    """
    text = _EMAIL.sub(" ", _LINK.sub(" ", text))
    found = []
    for match in _NUMBER[language].finditer(text):
        digits = re.sub(rf"[{_SPACES}]", "", match[1])
        digits = digits.replace(",", ".") if language is Language.FRENCH else digits.replace(",", "")
        scale = next((scale for pattern, scale in _SCALES if pattern.match(text[match.end() :])), 1)
        found.append(round(float(digits) * scale, 6))
    return sorted(found)


def denies(text: str, language: Language) -> bool:
    """Whether a text holds a word of negation.

    >>> denies("un relevé non officiel", Language.FRENCH), denies("Ces avis ne sont pas communiqués", Language.FRENCH)
    (False, True)
    """
    return bool(_DENIAL[language].search(_NO_DENIAL.sub(" ", text)))


def names(text: str) -> set[str]:
    """Capitalised words that do not open a sentence: names of people, bodies and programmes, folded.

    >>> sorted(names("The team of Blue Door met LiUNA."))
    ['blue', 'door', 'liuna']
    """
    text = _EMAIL.sub(" ", _LINK.sub(" ", text))
    found = set()
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip("«“\"'( " + _SPACES)
        opens_sentence = not before or before[-1] in ".!?…:•\n"
        word = re.sub(r"^(?:[dlnsjmtcDLNSJMTC]|qu|Qu)['’]", "", match[0]).rstrip(".'’-")
        if word[:1].isupper() and not opens_sentence:
            found.add(re.sub(r"'s$", "", fold(word)))
    return found
