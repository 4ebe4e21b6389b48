"""From message to answer: the steps, in order."""

from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from assistant.answer import Answer
from assistant.composing import Composer
from assistant.conversation import CONVERSATION_LIMIT, Conversation, Message, normalise, printed_count
from assistant.drafting import Clerk, Draft, Letter, write_draft
from assistant.eligibility import Fact, Facts, rulebook
from assistant.errors import ConversationBusy, ConversationNotFound, MessageRefused, TurnNotFound
from assistant.events import Event, Said, Step
from assistant.explaining import Explanation, explain_search
from assistant.known import Known
from assistant.language import detect_language
from assistant.limiting import Limit
from assistant.linting import lint
from assistant.masking import Masked, mask, without_placeholders
from assistant.model import Desk, prompts_version
from assistant.model_help import ModelHelp
from assistant.replaying import Replay, compared, taken_up
from assistant.screening import Screening
from assistant.searching import search_in_scope
from assistant.settings import Settings
from assistant.situation import Subject
from assistant.store import Feedback, Notice, Proposal, Store, StoredTurn, new_id
from assistant.twins import Twins, differences
from assistant.understanding import Incoming, Understood, understand, write
from assistant.verdicts import write_decision
from assistant.wording import programme, replies
from corpus import Corpus, Language
from index import LiveIndex, SearchIndex, SearchResult

COMMENT_LIMIT = 2_000
"""Characters of a comment on an answer that are kept."""

_WARMING = "Mon oncle est le patron. Qui me paie?"  # every step has something to read in it
_CONTEXT = 4  # turns before a message that it may lean on


@dataclass(frozen=True)
class _Response:
    """A message answered: what it was taken for, the answer, the screening after it, what a model did."""

    understood: Understood
    answer: Answer
    state: Screening
    aid: ModelHelp


class Assistant:
    """Answers messages; safe to share between threads. `desk` is where a language model is asked, if there is one."""

    def __init__(self, settings: Settings, index: LiveIndex, store: Store, desk: Desk | None = None) -> None:
        self.settings, self.index, self.store, self._desk = settings, index, store, desk
        self._busy: set[str] = set()
        self._lock = Lock()
        self._known: tuple[str, Known] | None = None
        self._per_client, self._per_conversation = Limit(settings.limit_client), Limit(settings.limit_conversation)

    def reply(self, message: Message) -> Answer:
        """The answer to a message, kept as a turn of its conversation.

        Raises MessageRefused, ConversationNotFound, ConversationBusy, TooManyMessages or IndexNotReady.
        """
        return next(event for event in self.stream(message) if isinstance(event, Answer))

    def stream(self, message: Message) -> Iterator[Event]:
        """The same as `reply`, telling each step as it begins, then each statement, then the answer whole."""
        guess = self._guess_language(message)
        text = normalise(message.text, guess)
        index = self.index.get()
        masked = self._masked(text)
        conversation = self._open_conversation(message, guess)
        with self._one_at_a_time(conversation, guess):
            language, chosen = self._language(message, conversation, without_placeholders(masked.text), index)
            yield Step.of("reading", language)
            response = yield from self._respond(index, self._incoming(message, conversation, masked, language))
            ids = {"conversation_id": conversation.id, "turn_id": new_id()}
            answer = response.answer.model_copy(update=ids)
            self._keep(message, answer, response, index, chosen)
            for position, statement in enumerate(answer.statements):
                yield Said(position, statement)
            yield answer

    def _respond(self, index: SearchIndex, incoming: Incoming) -> Generator[Step, None, _Response]:
        """The steps from a masked message to its answer; nothing is kept."""
        language = incoming.language
        yield Step.of("searching", language)
        aid = self._aid(index, language)
        understood = understand(index, incoming, aid)
        yield Step.of(understood.step, language)
        answer, state = write(index, understood, language)
        answer = self._worded(index, understood, answer, aid)
        return _Response(understood, answer, state, aid)

    def _worded(self, index: SearchIndex, understood: Understood, answer: Answer, aid: ModelHelp) -> Answer:
        """The answer in a model's words, where there is one; what asks for care is not given to it."""
        incoming = understood.incoming
        if understood.needs_care:
            return answer
        worded = aid.worded(index.corpus, answer, understood.asked, incoming.latest)
        return worded if lint(worded) is worded else answer

    def twins(self, message: Message) -> Twins:
        """A message's answer in French and in English, from one finding, and where the two differ; nothing is kept.

        A model's wordings that differ give way to the documents' own words. Raises as `reply` does.
        """
        guess = self._guess_language(message)
        index = self.index.get()
        masked = self._masked(normalise(message.text, guess))
        conversation = self._find_conversation(message.conversation_id, guess) or Conversation("")
        language, _ = self._language(message, conversation, without_placeholders(masked.text), index)
        incoming = self._incoming(message, conversation, masked, language)
        response = _finished(self._respond(index, incoming))
        written = {each: write(index, response.understood, each)[0] for each in Language}
        worded = {
            each: self._worded(index, response.understood, answer, self._aid(index, each))
            for each, answer in written.items()
            if each is not language
        } | {language: response.answer}
        for pair in (worded, written):
            twins = Twins(pair[Language.FRENCH], pair[Language.ENGLISH], differences(pair, language))
            if not twins.differences:
                break
        return twins

    def replay(self, turn_id: str) -> Replay:
        """A kept turn, what would be answered today, and where that differs; nothing is kept.

        Raises TurnNotFound or IndexNotReady.
        """
        turn = self._turn(turn_id, self.settings.default_language)
        index = self.index.get()
        earlier = self.store.turns(turn.conversation_id)
        before = earlier[: [other.id for other in earlier].index(turn.id)]
        response = _finished(self._respond(index, taken_up(turn, before[-_CONTEXT:])))
        return compared(turn, response.answer, self._versions(index, response.aid))

    def draft(self, letter: Letter) -> Draft:
        """A reply to a letter, for a person to complete and send; each question in it is kept as a turn, masked.

        Raises MessageRefused or IndexNotReady.
        """
        index = self.index.get()
        known = self._known_of(index)
        clerk = Clerk(
            reply=self.reply,
            detect=lambda text: detect_language(text, known.lexicon),
            mask=self._masked,
            corpus=index.corpus,
            default_language=self.settings.default_language,
            public_url=self.settings.public_url,
        )
        return write_draft(letter, clerk)

    def admit(self, client: str, language: Language) -> None:
        """Count a message of a client, whatever it says; raises TooManyMessages, in that language."""
        self._per_client.admit(client, language)

    def decide(
        self,
        facts: Facts,
        language: Language,
        subject: Subject = "speaker",
        on: date | None = None,
        asked: Collection[Fact] = (),
    ) -> Answer:
        """What the rules in force on a day conclude from facts alone, in the chat's words; nothing is kept.

        `asked` are the facts not to ask again. Raises FactsRefused or IndexNotReady.
        """
        return write_decision(Composer(self.index.get().corpus, language), facts, language, subject, on, asked)

    def feedback(self, feedback: Feedback, language: Language | None = None) -> None:
        """Keep what somebody says of an answer, its comment masked; raises TurnNotFound, in that language."""
        comment = self._masked(feedback.comment[:COMMENT_LIMIT]).text
        if not self.store.feedback.keep(replace(feedback, comment=comment)):
            raise _no_turn(language or self.settings.default_language)

    def propose(self, turn_id: str, wording: str, language: Language) -> Proposal:
        """Keep staff's own wording of an answer, masked; raises TurnNotFound, in that language."""
        turn = self._turn(turn_id, language)
        given = Answer.model_validate(turn.answer)
        passages = tuple(dict.fromkeys(citation.passage for citation in given.citations))
        said = self._masked(wording).text
        proposal = Proposal(new_id(), turn.id, turn.language, turn.message, given.text, said, passages)
        self.store.proposals.keep(proposal)
        return proposal

    def notify(self, notice: Notice) -> bool:
        """Put a notice for the team in the outbox, its text masked; False when it was put before."""
        return self.store.outbox.put(replace(notice, text=self._masked(notice.text).text))

    def warm_up(self) -> None:
        """Open the index and read one message through every step, so that the first person does not wait.

        Raises IndexNotReady.
        """
        index, language = self.index.get(), self.settings.default_language
        lexicon = self._known_of(index).lexicon
        asked = Incoming(self._masked(_WARMING), language, Screening(), None, ())
        write(index, understand(index, asked, ModelHelp(None, language, lexicon)), language)
        if self._desk:
            self._desk.prepare()

    def search(self, question: str, language: Language | None = None, limit: int = 10) -> SearchResult:
        """The passages found for a question as a reply would find them; raises MessageRefused or IndexNotReady."""
        index = self.index.get()
        chosen = self._language_of(question, language)
        return search_in_scope(index, self._asked(question, chosen), chosen, limit)

    def explain(self, question: str, language: Language | None = None, limit: int = 10) -> Explanation:
        """The same search laid open, with what each signal weighed; raises MessageRefused or IndexNotReady."""
        index = self.index.get()
        chosen = self._language_of(question, language)
        return explain_search(index, self._asked(question, chosen), chosen, limit)

    def _asked(self, question: str, language: Language) -> str:
        """A question as a reply searches it; where nothing but personal data is said, what announces it."""
        masked = self._masked(normalise(question, language))
        return masked.question or masked.text

    @property
    def contact(self) -> str:
        """The address of the team that a person can turn to."""
        return programme().contact

    def corpus(self) -> Corpus:
        """The documents as the index has them; raises IndexNotReady."""
        return self.index.get().corpus

    def _language_of(self, question: str, language: Language | None) -> Language:
        lexicon = self._known_of(self.index.get()).lexicon
        return language or detect_language(question, lexicon) or self.settings.default_language

    def _masked(self, text: str) -> Masked:
        """A text with its personal data masked; the addresses that the documents print stay."""
        return mask(text, self._known_of(self.index.get()).addresses)

    def _turn(self, id: str, language: Language) -> StoredTurn:
        """The turn with that id; raises TurnNotFound, in that language."""
        turn = self.store.turn(id)
        if turn is None:
            raise _no_turn(language)
        return turn

    def _guess_language(self, message: Message) -> Language:
        """The language to speak before the message is known to be sound."""
        detected = detect_language(message.text[:2000])
        return message.language or detected or next(iter(message.accepted), self.settings.default_language)

    def _known_of(self, index: SearchIndex) -> Known:
        """What is known of the index's documents, made once for each version of them."""
        version, known = index.manifest.corpus_version, self._known
        if known is None or known[0] != version:
            known = (version, Known.of(index.corpus))
            self._known = known
        return known[1]

    def _language(
        self, message: Message, conversation: Conversation, text: str, index: SearchIndex
    ) -> tuple[Language, bool]:
        """The reply's language, and whether the person chose it.

        An explicit choice holds until changed; else the message's own, the conversation's, the client's, the default.
        """
        if message.language is not None:
            return message.language, True
        if conversation.chosen and conversation.language is not None:
            return conversation.language, True
        detected = detect_language(text, self._known_of(index).lexicon) or conversation.language
        return detected or next(iter(message.accepted), self.settings.default_language), False

    def _open_conversation(self, message: Message, language: Language) -> Conversation:
        found = self._find_conversation(message.conversation_id, language)
        if found is None:
            return self.store.start(message.channel)
        self._per_conversation.admit(found.id, language)
        if self.store.count(found.id) >= CONVERSATION_LIMIT:
            limit = printed_count(CONVERSATION_LIMIT, language)
            raise MessageRefused(language, replies().say("error_conversation_long", language, limit=limit))
        return found

    def _find_conversation(self, id: str | None, language: Language) -> Conversation | None:
        """The conversation that a message names; None where it names none. Raises ConversationNotFound."""
        found = self.store.find(id) if id is not None else None
        if id is not None and found is None:
            raise ConversationNotFound(language, replies().say("error_conversation", language))
        return found

    def _incoming(self, message: Message, conversation: Conversation, masked: Masked, language: Language) -> Incoming:
        """A message as the steps take it, with the turns that it may lean on."""
        latest = self.store.latest(conversation.id, _CONTEXT) if message.conversation_id else []
        return Incoming(masked, language, Screening.of(conversation.screening), message.facts, latest)

    @contextmanager
    def _one_at_a_time(self, conversation: Conversation, language: Language) -> Iterator[None]:
        with self._lock:
            if conversation.id in self._busy:
                raise ConversationBusy(language, replies().say("error_busy", language))
            self._busy.add(conversation.id)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(conversation.id)

    def _aid(self, index: SearchIndex, language: Language) -> ModelHelp:
        work = self._desk.work() if self._desk else None
        return ModelHelp(work, language, self._known_of(index).lexicon)

    def _versions(self, index: SearchIndex, aid: ModelHelp) -> dict[str, str]:
        """What a reply was made with, and what of it a model did."""
        return {
            "corpus": index.manifest.corpus_version,
            "index": index.manifest.built,
            "rules": rulebook().version,
            "prompts": prompts_version(),
            "model": self._desk.model if self._desk else "",
            "model_work": aid.done,
        }

    def _keep(self, message: Message, answer: Answer, response: _Response, index: SearchIndex, chosen: bool) -> None:
        incoming, finding = response.understood.incoming, response.understood.finding
        turn = StoredTurn(
            id=answer.turn_id,
            conversation_id=answer.conversation_id,
            channel=message.channel,
            language=answer.language,
            message=incoming.masked.text,
            outcome=answer.outcome,
            topics=answer.topics,
            urgent=answer.urgent,
            answer=answer.model_dump(mode="json"),
            hits=tuple({"passage": hit.passage.id, "score": round(hit.score, 4)} for hit in finding.hits),
            versions=self._versions(index, response.aid),
            context=incoming.context(),
        )
        self.store.keep(turn, chosen, response.state.as_dict())


def _no_turn(language: Language) -> TurnNotFound:
    return TurnNotFound(language, replies().say("error_turn", language))


def _finished(steps: Generator[Step, None, _Response]) -> _Response:
    """What the steps come to, when nobody watches them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            response: _Response = end.value
            return response
