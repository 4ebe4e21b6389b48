"""A letter's text in sentences: lines put back together, salutations and courtesies left out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.asking import question_parts
from assistant.drafting.words import Entry, matters
from corpus import Language, fold

_SENTENCE = re.compile(
    r"(?<=[.?!…])(?<!\bM\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMme\.)(?<!\bMrs\.)(?<!\bex\.)(?<!\be\.g\.)(?<!\bi\.e\.)"
    r"[\"»”’)]*\s+(?=\S)|\s/\s(?=\S+\s)"
)
_ITEM = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-h][.)])\s+")
_GREETED = 6  # words of a line that is no more than a salutation
_WRAPPED = 45  # characters; a shorter line is not one that a mail program broke
_LONGEST = 1_200  # characters of a sentence that patterns are tried on
_SHORTEST = 5  # words from which a sentence tells its language for sure
_A_FEW = 3  # words from which it is taken to, where the reply is wanted in both languages
_SHARE = 0.2  # of the words of a letter in the other language, from which it is in both


@dataclass(frozen=True)
class Sentence:
    """A sentence of a letter: its language, whether it asks, and the matter for the team that it puts, if any."""

    text: str
    language: Language
    asks: bool = False
    file: Entry | None = None
    pressing: Entry | None = None

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def read_sentences(text: str, detect: Callable[[str], Language | None], default: Language) -> list[Sentence]:
    """The sentences of a letter that say or ask something, in order."""
    said = [piece for piece in _pieces(text) if not _is_courtesy(piece)]
    wants_both = re.search(matters().both_languages, fold(text)) is not None
    marked = any(piece.rstrip(' )»”"').endswith("?") for piece in said)
    spoken = _languages(said, detect, default, _A_FEW if wants_both else _SHORTEST)
    return [_read(piece, language, marked) for piece, language in zip(said, spoken, strict=True)]


def presses(text: str) -> bool:
    """Whether a text tells, on its face, of a matter that presses: what should be drafted before other letters."""
    known = matters()
    for piece in _pieces(text):
        folded = " ".join(fold(piece[:_LONGEST]).split())
        if not re.search(known.supposes, folded) and any(entry.holds(folded) for entry in known.pressing):
            return True
    return False


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for line in _paragraph_lines(text):
        pieces.extend(matters().additions.sub("", piece.strip()) for piece in _SENTENCE.split(_without_greeting(line)))
    return [piece for piece in pieces if any(char.isalnum() for char in piece)]


def _paragraph_lines(text: str) -> list[str]:
    """The text's lines, those that a mail program broke put back together; list marks cut."""
    lines: list[str] = []
    broken = False
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            broken = False
            continue
        if broken and not _ITEM.match(raw) and (line[0].islower() or len(lines[-1].rsplit("\n", 1)[-1]) >= _WRAPPED):
            lines[-1] += "\n" + line
        else:
            lines.append(_ITEM.sub("", raw).strip())
        broken = True
    return [line.replace("\n", " ") for line in lines if line]


def _without_greeting(line: str) -> str:
    """A line without its salutation; a whole line of it goes."""
    if "?" not in line and len(line.split()) <= _GREETED and matters().salutation.match(line + ","):
        return ""
    return matters().salutation.sub("", line, count=1) if matters().salutation.match(line) else line


def _is_courtesy(piece: str) -> bool:
    """Whether a sentence only greets, thanks or closes."""
    said = fold(piece[:_LONGEST]).strip()
    segments = [segment.strip() for segment in re.split(r"[,!.?;:–]+\s*|\s-\s", said) if segment.strip()]
    return all(matters().courtesies.fullmatch(segment) for segment in segments)


def _languages(
    pieces: Sequence[str], detect: Callable[[str], Language | None], default: Language, shortest: int
) -> list[Language]:
    """The language of each sentence; one for all of them unless the letter is in both."""
    sure = [detect(piece) if len(piece.split()) >= shortest else None for piece in pieces]
    counts = {
        language: sum(len(piece.split()) for piece, found in zip(pieces, sure, strict=True) if found is language)
        for language in Language
    }
    total = sum(counts.values())
    if not total:
        return [detect(" ".join(pieces)) or default] * len(pieces)
    main = max(counts, key=lambda language: counts[language])
    if counts[main.other] < _SHARE * total:
        return [main] * len(pieces)
    spoken: list[Language] = []
    for place, found in enumerate(sure):
        following = next((other for other in sure[place:] if other), main)
        spoken.append(found or (spoken[-1] if spoken else following))
    return spoken


def _read(piece: str, language: Language, marked: bool) -> Sentence:
    folded = " ".join(fold(piece[:_LONGEST]).split())
    known = matters()
    asks = piece.rstrip(' )»”"').endswith("?") or known.asking.search(folded) is not None
    asks = asks or not marked and bool(question_parts(piece, language))
    supposed = re.search(known.supposes, folded) is not None
    pressing = None if supposed else next((entry for entry in known.pressing if entry.holds(folded)), None)
    files = [entry for entry in known.file if asks or not entry.asked_only]
    file = None if pressing else next((entry for entry in files if entry.holds(folded)), None)
    return Sentence(piece, language, asks, file, pressing)
