"""Where somebody lives: street and number, apartment, post office box, postal code. A city or a province stays."""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.masking.placeholders import Kind
from assistant.masking.reading import Span
from assistant.masking.vocabulary import alternation, not_names, vocabulary

_FIRST = "[ABCEGHJ-NPRSTVXY]"
_OTHER = "[ABCEGHJ-NPRSTV-Z]"
_S = r"[ .-]?"
_POSTAL_CODE = re.compile(
    rf"(?<![\w-]){_FIRST}{_S}\d{_S}{_OTHER}[ .\n-]{{0,3}}\d{_S}{_OTHER}{_S}\d(?![\w])", re.IGNORECASE
)
_NUMBER = r"(?<![\w$.,-])#?\d{1,6}(?:[ ]?(?:bis|ter)\b|[A-Za-z]?)(?:(?:[-/]|[ ]-[ ])\d{1,6}[A-Za-z]?)?"
_UNIT_WORDS = r"(?:apartment|appartement|apt|app|unite|unit|suite|bureau|local|porte|chambre|flat|room|#)"
_UNIT = re.compile(
    rf"[ ]?,?[ ]?(?:{_UNIT_WORDS}\b|#)[ .:#]{{0,3}}(?=[\w-]{{0,5}}\d|[A-Za-z]\b)[\w-]{{1,6}}", re.IGNORECASE
)
_BEFORE = rf"(?:(?:{_UNIT_WORDS})[ .#]{{1,3}}\w{{1,5}}[ ,-]{{1,4}})?"
# « rue Jean-Talon est, »; elsewhere a verb.
_EAST = re.compile(rf"[ ]est(?=[ ]?(?:[,.;\n]|$|{_UNIT_WORDS}))", re.IGNORECASE)
_WORD = re.compile(r"[ ]{1,2}((?:(?:d|l)')?[^\W_][\w'.-]{0,30}[\w']|\w)")
_ORDINAL = re.compile(r"\d{1,3}(?:e|er|re|eme|ieme|th|st|nd|rd)?", re.IGNORECASE)
_SMALL = ("de", "du", "des", "la", "le", "les", "d", "l", "st", "ste", "saint", "sainte", "of", "the")
_MOST = 6  # words of a street's name
_LOWER = 2  # and of one written without capitals, behind its first


def postal_codes(plain: str) -> Iterator[Span]:
    """Canadian postal codes, in any case, with or without their space."""
    return (Span(*found.span(), Kind.POSTAL_CODE) for found in _POSTAL_CODE.finditer(plain))


def streets(plain: str) -> Iterator[Span]:
    """Street addresses in French (« 123, rue Saint-Denis app. 4 ») and English ("45 King St W, Unit 3")."""
    for pattern, capital in _streets_before():
        for found in pattern.finditer(plain):
            end = _name_end(plain, found.end(), capital)
            if end is not None:
                yield Span(found.start("number"), _unit_end(plain, end), Kind.ADDRESS)
    for pattern, capital in _streets_after():
        for found in pattern.finditer(plain):
            if _names_a_street(found["name"].split(), capital):
                yield Span(found.start(), _unit_end(plain, found.end()), Kind.ADDRESS)


def boxes(plain: str) -> Iterator[Span]:
    """Post office boxes and rural routes."""
    return (Span(*found.span(), Kind.ADDRESS) for found in _boxes().finditer(plain))


def _name_end(plain: str, at: int, capital: bool) -> int | None:
    """Where a street's name ends that begins there; None where what stands there is no name."""
    words: list[str] = []
    lower, end = 0, None
    while len(words) < _MOST and (found := _WORD.match(plain, at)):
        word = found[1]
        small = word.lower() in _SMALL
        if not small and not _may_name(word, capital or bool(words) and words[-1][0].isupper()):
            break
        lower += not small and word[0].islower()
        if lower > 1 + _LOWER:
            break
        words.append(word)
        at = found.end()
        end = end if small else at
    return end


def _may_name(word: str, capital: bool) -> bool:
    bare = word.strip(".'").lower()
    if _ORDINAL.fullmatch(word) or bare in vocabulary().directions and bare != "est":
        return True
    if word[0].isupper():
        return bare not in _QUESTION_WORDS
    return not capital and bare not in not_names()


_QUESTION_WORDS = ("est-ce", "quand", "combien", "comment", "je", "i", "when", "how", "can", "do", "et", "and")


def _names_a_street(words: list[str], capital: bool) -> bool:
    """Whether the words between a number and « Street » may be a street's name, and not "16 weeks at"."""
    named = [word for word in words if word.lower() not in _SMALL]
    if not named or any(word.strip(".").lower() in vocabulary().units for word in named):
        return False
    if all(word[0].isupper() or _ORDINAL.fullmatch(word) for word in named):
        return True
    return not capital and not any(word.strip(".").lower() in not_names() for word in words)


def _unit_end(plain: str, end: int) -> int:
    east = _EAST.match(plain, end)
    end = east.end() if east else end
    found = _UNIT.match(plain, end)
    return found.end() if found else end


@lru_cache(maxsize=1)
def _streets_before() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The patterns of what a name follows, each with whether the name must have a capital."""
    known = vocabulary()
    sure, unsure = alternation(known.streets_before), alternation(known.streets_before_a_name)
    fill = r"(?:[ :,.\n]|\b(?:au|a|at|is|est|c'est|sur|on|le|du|actuellement|currently)\b){0,8}"
    plain = rf"{_BEFORE}{_NUMBER},?[ \n]{{1,2}}"
    told = alternation([*known.lives, *known.address])
    return (
        (re.compile(rf"(?P<number>{plain})(?:{sure})(?=[ ])", re.IGNORECASE), False),
        (re.compile(rf"(?P<number>{plain})(?:{unsure})(?=[ ])", re.IGNORECASE), True),
        (re.compile(rf"(?<!\w)(?:{told})(?!\w){fill}(?P<number>{_NUMBER}),?(?=[ ])", re.IGNORECASE), True),
    )


@lru_cache(maxsize=1)
def _streets_after() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """The patterns of a number, a name and what it names, each with whether the name must have capitals."""
    known = vocabulary()
    directions = alternation([word for word in known.directions if word != "est"])
    patterns = []
    for words, capital in ((known.streets_after, False), (known.streets_after_a_name, True)):
        name = r"(?P<name>[^\W_][\w'.-]{0,25}(?:[ ][^\W_][\w'.-]{0,25}){0,3}?)"
        tail = rf"(?:{alternation(words)})(?!\w)\.?(?![ ](?:to|for|that|of)\b)(?:[ ](?:{directions})\b\.?)?"
        patterns.append((re.compile(rf"{_BEFORE}{_NUMBER},?[ \n]{{1,2}}{name}[ ]{tail}", re.IGNORECASE), capital))
    return tuple(patterns)


@lru_cache(maxsize=1)
def _boxes() -> re.Pattern[str]:
    box = r"(?:p[. ]{0,2}o[. ]{0,2}|post office |postal )box"
    french = r"case postale|casier postal|boite postale|(?-i:C\.? ?P\.?|B\.P\.)"
    return re.compile(
        rf"(?<!\w)(?:(?:{box}|{french})[ :#.]{{0,3}}\d{{1,6}}|(?-i:R\.?R\.?)[ ]?#?[ ]?\d{{1,3}})(?!\w)", re.I
    )
