"""Where a message asks: its sentences, and the parts of it that could each be a question."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.wording import folded, vocabulary
from corpus import Language, fold

_SENTENCE = re.compile(r"(?<=[?!.;\n])\s+|\n+")
_CLAUSE = re.compile(r"(?<=[?!.;:…\n])\s+|\s+[–—-]+\s+|\n+")
_INVERSION = re.compile(r"\w-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous)\b", re.IGNORECASE)
_CLEFT = re.compile(
    r"\bc'est (?:qui|quoi|quand|ou|combien|quel\w*)\b|\bqui est-ce\b|\b(?:a|de|pour|avec|chez) (?:qui|quoi|quel\w*)\b"
)
_CONTRACTED = re.compile(r"'(?:s|re|d|ll|ve|m)$")
_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?(?:[1-9]|[a-e])\)\s*", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_MARK = re.compile(r"[?!.;\n]")
_WORD = re.compile(r"[a-z0-9'-]+")
_ANNOUNCEMENT = 7  # words before a colon that only announce questions
_OPENING = 9  # words of a part in which its inversion must stand
_BEGINNING = 4  # words in which a question turns verb and subject around
_SHORTEST_PART = 3  # words; a shorter part is no question of its own


def sentences(text: str) -> list[str]:
    """The sentences of a message that hold at least three words; a colon or a dash parts them too."""
    found = [sentence.strip() for sentence in _CLAUSE.split(text)]
    return [sentence for sentence in found if len(sentence.split()) >= _SHORTEST_PART]


def question_parts(text: str, language: Language) -> list[str]:
    """The parts of a message that could each be a question: what it numbers or announces, else what asks in it.

    Where somebody marks their questions, a sentence without the mark is one only if it opens as one.

    >>> question_parts("Who fills it in, and when is it due?", Language.ENGLISH)
    ['Who fills it in', 'when is it due?']
    >>> question_parts("My plan says what I learn. Who signs it? And when?", Language.ENGLISH)
    ['Who signs it?', 'And when?']
    >>> question_parts("Final form: who asks for it? who reads it?", Language.ENGLISH)
    ['Final form: who asks for it?', 'Final form: who reads it?']
    >>> question_parts("2 pépins : mon mot de passe est perdu, et mon plan est en retard", Language.FRENCH)
    ['mon mot de passe est perdu', 'mon plan est en retard']
    """
    topic, rest = _topic(text, language)
    if topic:
        return [f"{topic}: {part}" for part in question_parts(rest, language)]
    listed = _numbered(text) or _announced(text, language)
    if listed:
        return listed
    said = [sentence.strip() for sentence in _SENTENCE.split(text)]
    marked = any(sentence.endswith("?") for sentence in said)
    asking = [one for one in said if not marked or one.endswith("?") or _opens_as_question(one, language)]
    parts = [part for sentence in asking for part in _clauses(sentence, language)]
    asked = [
        part
        for place, part in enumerate(parts)
        if _asks(part, language, anywhere=part != text.strip()) or place and _asks_in_short(part, language)
    ]
    return [_behind_colon(part).strip() for part in asked]


def _topic(text: str, language: Language) -> tuple[str, str]:
    """What stands before a message's colon and is what all of it asks about, with the rest; two empty texts if none."""
    head, _, rest = (piece.strip() for piece in text.partition(": "))
    words, known = fold(head).split(), vocabulary()
    announces = known.counts.words(language) | folded(known.announcements)
    is_topic = 0 < len(words) <= _ANNOUNCEMENT and not announces & set(words) and not _MARK.search(head)
    return (head, rest) if is_topic and len(rest.split()) >= _SHORTEST_PART else ("", "")


def _numbered(text: str) -> list[str]:
    """What a message numbers ("(1) … (2) …", « a) … b) … »), without the numbers; nothing where it numbers none."""
    return _if_several([part.strip(" ,;") for part in _NUMBERED.split(text)[1:]])


def _announced(text: str, language: Language) -> list[str]:
    """What is told behind an announced number (« 2 pépins : … »), clause by clause; nothing where nothing asks it."""
    head, colon, rest = text.partition(":")
    words = fold(head).split()
    counted = vocabulary().counts.words(language) & set(words)
    if not colon or "?" in rest or len(words) > _ANNOUNCEMENT or not counted:
        return []
    parts = [part.strip() for part in _connector(language).split(rest)[::2]]
    by_commas = [piece.strip() for part in parts for piece in _COMMA.split(part)]
    return _if_several(by_commas if str(len(by_commas)) in words else parts)  # « 3 affaires : … »


def _if_several(parts: list[str]) -> list[str]:
    """The parts, where there are several and each is long enough for a question; else nothing."""
    return parts if len(parts) > 1 and all(len(part.split()) >= _SHORTEST_PART for part in parts) else []


def turns_around(words: Sequence[str], language: Language) -> bool:
    """Whether a verb stands before its subject, and nothing but small words before both: "ok can i", « dois je »."""
    known = vocabulary()
    verbs, subjects = known.auxiliaries.words(language), known.subjects.words(language)
    small = known.interrogative.words(language) | known.small_openers.words(language)
    for verb, subject in pairwise(words):
        if verb in verbs and subject in subjects:
            return True
        if verb not in small:
            return False
    return False


@lru_cache(maxsize=2)
def _connector(language: Language) -> re.Pattern[str]:
    """What may join two questions in one sentence, as a group."""
    connectors = sorted(vocabulary().connectors.words(language), key=len, reverse=True)
    return re.compile(rf"([,;:]?\s+(?:{'|'.join(map(re.escape, connectors))})\s*,?\s+)", re.IGNORECASE)


def _clauses(sentence: str, language: Language) -> list[str]:
    """A sentence cut where a connector parts two questions.

    It does so only where there is one on both sides; elsewhere its pieces stay together: what follows "and" may be no
    more than the rest of what came before ("Western and Tech…").
    """
    pieces = _connector(language).split(sentence)  # pieces and connectors in turn
    parts = [pieces[0]]
    for connector, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _asks(parts[-1], language, anywhere=True) and _asks_by_itself(piece.rstrip(" ?"), language):
            parts.append(piece)
        else:
            parts[-1] += connector + piece
    return [part.strip() for joined in parts for part in _between_commas(joined, language)]


def _between_commas(part: str, language: Language) -> list[str]:
    """A part cut where a comma stands between questions that open as such: « qui le signe, par où ça passe »."""
    first, *pieces = _COMMA.split(part)
    parts = [first]
    for piece in pieces:
        if _asks(parts[-1], language, anywhere=True) and _opens_with_its_word(piece, language):
            parts.append(piece)
        else:
            parts[-1] += ", " + piece
    return parts


def _opens_with_its_word(piece: str, language: Language) -> bool:
    """Whether a piece opens with a word of asking (« par où », "in which") or by turning around: "do I need"."""
    words, known = _words(piece, language), vocabulary()
    if len(words) < _SHORTEST_PART:
        return False
    if turns_around(words[:2], language):
        return True
    asking = known.interrogative.words(language)
    if words[0] in known.prepositions.words(language):
        return words[1] in asking
    return words[0] in asking and words[1] not in known.subjects.words(language)


def _asks(part: str, language: Language, anywhere: bool = False) -> bool:
    """Whether a part asks: by its mark, by how it opens, or `anywhere` by a word or a turn that only asks."""
    words, known = _words(part, language), vocabulary()
    asking = part.endswith("?") or bool(known.interrogative.words(language) & set(words[:3]))
    asking = asking or turns_around(words[:_BEGINNING], language) or _opens_with_a_verb(words, language)
    if anywhere:
        asking = asking or bool(known.asking_anywhere.words(language) & set(words)) or _asks_late(part, language)
    return asking and len(words) >= _SHORTEST_PART


def _opens_with_a_verb(words: Sequence[str], language: Language) -> bool:
    """Whether an English part opens as only a question does, whatever its subject: "are permanent residents taken"."""
    return language is Language.ENGLISH and words[:1] != [] and words[0] in vocabulary().only_asking_first


def _asks_in_short(part: str, language: Language) -> bool:
    """Whether a part with a mark asks in one or two words more of what another part asked.

    "And when?", « un permanent? »; a tag (« non? », "right?") has no word of its own.
    """
    known = vocabulary()
    empty = (known.function_words.words(language) | folded(known.filler)) - known.interrogative.words(language)
    words = [word for word in _words(part, language) if word not in empty | folded(known.tags) and len(word) > 1]
    return part.endswith("?") and bool(words)


def _asks_by_itself(piece: str, language: Language) -> bool:
    """Whether a piece without its mark is a question; in English only how it opens tells, in French a word inside."""
    return _asks(piece, language, anywhere=language is Language.FRENCH)


def _asks_late(part: str, language: Language) -> bool:
    """Whether a French part asks behind what it is about: « la finale c'est quand », « l'argent revient-il après »."""
    if language is Language.ENGLISH:
        return False
    words = fold(_behind_colon(part)).rstrip(" ?").split()
    at_the_end = bool(words) and words[-1] in vocabulary().interrogative.words(language)
    at_the_end = at_the_end or _asks_where(part) or _asks_with_tu(words)
    turned = _INVERSION.search(" ".join(words[:_OPENING])) is not None
    return at_the_end or turned or _CLEFT.search(" ".join(words)) is not None


def _asks_where(part: str) -> bool:
    """Whether « où » asks in a French part: no subject follows it, as one does in « là où je travaille »."""
    words = part.lower().rstrip(" ?").split()
    if "où" not in words:
        return False
    behind = words[words.index("où") + 1 :]
    return not behind or fold(behind[0]) not in vocabulary().subjects.words(Language.FRENCH)


def _asks_with_tu(words: Sequence[str]) -> bool:
    """Whether « tu » asks behind a verb, as Quebec's does (« mon boss y voit tu ça »), and is no subject of its own."""
    known = vocabulary()
    before = [words[place - 1] for place, word in enumerate(words) if word == "tu" and place > 1]
    return any(word not in known.before_subjects and not word.endswith(("'", ",")) for word in before)


def _opens_as_question(sentence: str, language: Language) -> bool:
    """Whether a sentence without a mark asks all the same: « who signs it », « need to know who signs it ».

    "When I was hired" and « où je travaille » tell: a subject follows the word of asking.
    """
    known, words = vocabulary(), _words(sentence, language)
    if any(phrase in fold(sentence) for phrase in folded(known.announcing)):
        return True
    joined = language is Language.FRENCH and len(words) > 1 and words[0] in known.connectors.words(language)
    if joined and _CLEFT.match(" ".join(words[1:])):
        return True  # « pis c'est qui qui les donne »
    opens = bool(words) and words[0] in known.interrogative.words(language)
    tells = len(words) > 1 and words[1] in known.subjects.words(language)
    return opens and not tells or turns_around(words[:_BEGINNING], language)


def _words(part: str, language: Language) -> list[str]:
    """The folded words of a part behind its announcement (« deux questions : … »); "what's" counts as "what"."""
    words = _WORD.findall(fold(_behind_colon(part)))
    return [_CONTRACTED.sub("", word) for word in words] if language is Language.ENGLISH else words


def _behind_colon(part: str) -> str:
    head, colon, rest = part.partition(":")
    return rest if colon and len(head.split()) <= _ANNOUNCEMENT and len(rest.split()) >= _SHORTEST_PART else part
