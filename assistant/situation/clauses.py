"""A message cut into clauses: of whom each speaks, and whether it states, denies, supposes or asks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.situation.persons import Holder, last_person, subject_of
from assistant.situation.vocabulary import says, vocabulary

_SENTENCE = re.compile(r"(?<=[.?!;\n])")
_SENTENCE_END = " .?!;\n"
_CUT = re.compile(
    r"\s*(?P<mark>[,;:()])\s*(?:(?:and|et|but|mais|pis|so|donc)\s+(?=\w))?"
    r"|\s+(?P<join>and|et|but|mais|pis|donc|although|though|meme si|even though|even if|because|parce que|parce qu|car|"
    r"vu que|puisque|however|cependant|par contre|sauf que|who|qui|whose|except|while|alors que|tandis que)\s+"
)
_RELATIVE_PRONOUNS = ("who", "qui", "whose")
_OPENING = 2  # words before which a word of asking still opens the clause


@dataclass(frozen=True)
class Clause:
    """A clause as plain words.

    `begun_with` is of whom it speaks where it names nobody before; `joined` tells that it goes on a list of the clause
    before ("…, or a manager"); `answered_no` that the reply to it, or a « ne … aucun », denies it.
    """

    text: str
    begun_with: Holder
    holder: Holder
    sentence: int
    question: bool = False
    supposed: bool = False
    asking: bool = False
    past: bool = False
    future: bool = False
    uncertain: bool = False
    joined: bool = False
    verbless: bool = False
    subjectless: bool = False
    answered_no: bool = False
    corrected: bool = False

    @property
    def states(self) -> bool:
        """Whether its words may be taken as stated."""
        return not (self.supposed or self.asking or self.uncertain)


def sentences(words: str) -> list[str]:
    """The sentences of a message in plain words, their marks kept."""
    return [part.strip() for part in _SENTENCE.split(words) if part.strip(_SENTENCE_END)]


def clauses(words: str) -> list[Clause]:
    """The clauses of a message that is given as plain words."""
    found: list[Clause] = []
    for number, sentence in enumerate(sentences(words)):
        asked = bool(found) and found[-1].question
        found.extend(_with_bare_answers(_asked_in_general(list(_sentence_clauses(sentence, number)))))
        if asked:
            _answer_question(found, number)
    return found


def holder_at(clause: Clause, place: int) -> Holder:
    """Of whom the words at a place of a clause speak: the person named last before them, else who it began with."""
    return last_person(clause.text, place) or clause.begun_with


def _sentence_clauses(sentence: str, number: int) -> Iterator[Clause]:
    text = sentence.rstrip(_SENTENCE_END)
    corrected = says("correction", text)
    holder = antecedent = Holder.UNSAID
    supposed, connector, nobody = False, "", False
    for piece, rest, joined_by in _pieces(text):
        found = subject_of(piece)
        begun_with = antecedent if connector in _RELATIVE_PRONOUNS else holder
        holder = begun_with if found is None else found
        clause = _clause(piece, begun_with, holder, number, question=sentence.endswith("?"))
        supposed = _supposes(piece, supposed and (clause.verbless or connector in ("and", "et")))
        yield replace(
            clause,
            supposed=supposed,
            joined=says("frames.or", rest),
            subjectless=found is None,
            answered_no=_denied_by_what_follows(piece, rest) or nobody and found is None and not clause.verbless,
            corrected=corrected,
        )
        nobody = nobody or clause.verbless and bool(vocabulary().pattern("frames.nobody_opens").match(piece))
        antecedent, connector = last_person(piece) or holder, joined_by


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """The pieces of a sentence, each with the sentence from there on and the word that joins the next one."""
    place = 0
    for cut in (*_CUT.finditer(text), None):
        piece = text[place : cut.start() if cut else len(text)].strip()
        if piece:
            yield piece, text[place:], (cut["join"] or "") if cut else ""
        place = cut.end() if cut else place


def _clause(piece: str, begun_with: Holder, holder: Holder, number: int, question: bool) -> Clause:
    return Clause(
        piece,
        begun_with,
        holder,
        number,
        question,
        asking=_asks(piece, question),
        past=says("past", piece),
        future=says("future", piece),
        uncertain=says("uncertain", piece),
        verbless=not says("frames.verb", piece),
    )


def _asks(piece: str, question: bool) -> bool:
    """Whether a clause asks what the rules are: by words that open it, or anywhere in a question."""
    match = vocabulary().pattern("asking").search(piece)
    return match is not None and (question or piece[: match.start()].count(" ") <= _OPENING)


def _supposes(piece: str, still: bool) -> bool:
    text = vocabulary().pattern("not_hypothetical").sub(" ", piece)
    if says("hypothetical", text):
        return True
    return still and not says("hypothetical_ends", text)


def _denied_by_what_follows(piece: str, rest: str) -> bool:
    """« Je ne suis propriétaire, actionnaire ou gestionnaire d'aucune entreprise »."""
    return says("frames.ne", piece) and says("frames.none_after", rest) and not says("frames.ne_done", piece)


def _asked_in_general(pieces: list[Clause]) -> list[Clause]:
    """« Est-ce que les réfugiés acceptés sont traités pareil? »: a question that names nobody states nothing."""
    opens = vocabulary().pattern("frames.asks_in_general")
    if not pieces or not pieces[0].question or not any(opens.match(piece.text) for piece in pieces):
        return pieces
    if any(piece.holder not in (Holder.UNSAID, Holder.GENERIC) for piece in pieces):
        return pieces
    return [replace(piece, asking=True) for piece in pieces]


def _with_bare_answers(pieces: list[Clause]) -> list[Clause]:
    """« Famille : non »: a piece that only says no denies the piece before it."""
    kept: list[Clause] = []
    for piece in pieces:
        if kept and vocabulary().pattern("frames.bare_no").fullmatch(piece.text):
            answered = len(kept) if says("frames.no_to_all", piece.text) else _keys_before(kept)
            kept[-answered:] = [replace(one, answered_no=True, asking=False) for one in kept[-answered:]]
        elif not kept or not vocabulary().pattern("frames.bare_yes").fullmatch(piece.text):
            kept.append(piece)
    return kept


def _keys_before(kept: list[Clause]) -> int:
    """How many pieces one no answers: the keys of a form's line (« parts, actions : aucune »), and no status."""
    count = 1
    while count < len(kept) and kept[-count - 1].verbless and not says("frames.no_key", kept[-count - 1].text):
        count += 1
    return count


def _answer_question(found: list[Clause], number: int) -> None:
    """« Des parents là? Non. »: what was asked is stated by its answer."""
    first = next((clause for clause in found if clause.sentence == number), None)
    no = bool(first and vocabulary().pattern("frames.answers_no").match(first.text))
    if first is None or not no and not vocabulary().pattern("frames.answers_yes").match(first.text):
        return
    for place, clause in enumerate(found):
        if clause.sentence == number - 1 and clause.question:
            found[place] = replace(clause, question=False, asking=False, supposed=False, answered_no=no)
