"""From message to answer: the steps, in order."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from assistant.answer import Answer, Statement
from assistant.caring import open_with_care, speaks_alone, urgent, weigh, write_care, write_in_both
from assistant.composing import Composer
from assistant.conversation import CONVERSATION_LIMIT, Conversation, Message, normalise, printed_count
from assistant.eligibility import Fact, Facts, rulebook
from assistant.errors import ConversationBusy, ConversationNotFound, MessageRefused, TurnNotFound
from assistant.explaining import Explanation, explain_search
from assistant.finding import Finding, search_in_scope
from assistant.foreign import foreign_language
from assistant.guarding import watch
from assistant.language import Lexicon, detect_language
from assistant.limiting import Limit
from assistant.linting import lint
from assistant.masking import Masked, mask, without_placeholders
from assistant.routing import SmallTalk, question_parts, small_talk
from assistant.screening import Screening, hear
from assistant.settings import Settings
from assistant.situation import Subject
from assistant.store import Feedback, Notice, Store, StoredTurn, new_id
from assistant.verdicts import write_decision
from assistant.wording import programme, replies
from assistant.writing import find_all, matter_of, note_masked, write_from_documents, write_from_rules, write_small_talk
from corpus import Corpus, Language, emails
from index import LiveIndex, SearchIndex, SearchResult


@dataclass(frozen=True)
class Step:
    """A step has begun; `text` names it for the person who waits."""

    name: str
    text: str


@dataclass(frozen=True)
class Said:
    """A statement of the answer, and its position."""

    index: int
    statement: Statement


Event = Step | Said | Answer

COMMENT_LIMIT = 2_000
"""Characters of a comment on an answer that are kept."""

_CONTEXT = 4  # turns before a message that it may lean on


@dataclass(frozen=True)
class _Known:
    """What the documents' words tell: which language a word is of, which addresses are no personal data."""

    lexicon: Lexicon
    addresses: frozenset[str]


class Assistant:
    """Answers messages; safe to share between threads."""

    def __init__(self, settings: Settings, index: LiveIndex, store: Store) -> None:
        self.settings, self.index, self.store = settings, index, store
        self._busy: set[str] = set()
        self._lock = Lock()
        self._known: tuple[str, _Known] | None = None
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
        masked = mask(text, self._own_addresses())
        conversation = self._open_conversation(message, guess)
        with self._one_at_a_time(conversation, guess):
            language, chosen = self._language(message, conversation, without_placeholders(masked.text), index)
            yield _step("reading", language)
            said = masked.question
            watched = watch(index, said, language)
            other = foreign_language(said, self._spelled_right(index)) if said else None
            asked = watched.rest or said
            talk = small_talk(asked) if asked else SmallTalk.GREETING
            heard = hear(Screening.of(conversation.screening), asked, message.facts, self._spelled_right(index))
            yield _step("searching", language)
            latest = self.store.latest(conversation.id, _CONTEXT) if message.conversation_id else []
            alone = talk is not None and not heard.answered or heard.answered and not heard.told
            finding = Finding.nothing() if alone else find_all(index, heard, asked, language, latest)
            asks = bool(question_parts(asked, language))
            talk = talk or (None if finding.answered or asks or heard.told else small_talk(asked, whole=False))
            watched = weigh(watched, finding, talk)
            composer, state = Composer(index.corpus, language), heard.state
            open_with_care(composer, watched)
            if other is not None:
                yield _step("writing", language)
                note_masked(composer, masked)
                answer = write_in_both(composer, language, other)
            elif speaks_alone(watched, finding, heard, asks):
                yield _step("writing", language)
                note_masked(composer, masked)
                answer = write_care(composer, watched)
            elif talk:
                yield _step("writing", language)
                answer = write_small_talk(composer, talk, masked)
            elif not watched.hurt and heard.for_the_rules(matter_of(finding, heard, asked, language)):
                yield _step("checking", language)
                answer, state = write_from_rules(composer, index, finding, masked, language, heard)
            else:
                yield _step("writing", language)
                answer, state = write_from_documents(composer, finding, masked, language, heard, watched)
            answer = lint(urgent(answer, watched))
            answer = answer.model_copy(update={"conversation_id": conversation.id, "turn_id": new_id()})
            self._keep(message, masked, answer, finding, index, chosen, state)
            for position, statement in enumerate(answer.statements):
                yield Said(position, statement)
            yield answer

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
        comment = mask(feedback.comment[:COMMENT_LIMIT], self._own_addresses()).text
        if not self.store.feedback.keep(replace(feedback, comment=comment)):
            spoken = language or self.settings.default_language
            raise TurnNotFound(spoken, replies().say("error_turn", spoken))

    def notify(self, notice: Notice) -> bool:
        """Put a notice for the team in the outbox, its text masked; False when it was put before."""
        return self.store.outbox.put(replace(notice, text=mask(notice.text, self._own_addresses()).text))

    def warm_up(self) -> None:
        """Open the index and run one search, so that the first person does not wait; raises IndexNotReady."""
        index = self.index.get()
        index.search(mask("bonjour").question, self.settings.default_language, 1)
        self._known_of(index)

    def search(self, question: str, language: Language | None = None, limit: int = 10) -> SearchResult:
        """The passages found for a question as a reply would find them; raises MessageRefused or IndexNotReady."""
        index = self.index.get()
        chosen = self._language_of(question, language)
        return search_in_scope(index, self._asked(index, question, chosen), chosen, limit)

    def explain(self, question: str, language: Language | None = None, limit: int = 10) -> Explanation:
        """The same search laid open, with what each signal weighed; raises MessageRefused or IndexNotReady."""
        index = self.index.get()
        chosen = self._language_of(question, language)
        return explain_search(index, self._asked(index, question, chosen), chosen, limit)

    def _asked(self, index: SearchIndex, question: str, language: Language) -> str:
        """A question as a reply searches it; where nothing but personal data is said, what announces it."""
        masked = mask(normalise(question, language), self._known_of(index).addresses)
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

    def _own_addresses(self) -> frozenset[str]:
        return self._known_of(self.index.get()).addresses

    def _spelled_right(self, index: SearchIndex) -> Collection[str]:
        """Words of the documents: no slips of spelling, however near they come to one of the vocabulary."""
        return self._known_of(index).lexicon.words

    def _guess_language(self, message: Message) -> Language:
        """The language to speak before the message is known to be sound."""
        detected = detect_language(message.text[:2000])
        return message.language or detected or next(iter(message.accepted), self.settings.default_language)

    def _known_of(self, index: SearchIndex) -> "_Known":
        """What is known of the index's documents, made once for each version of them."""
        version, known = index.manifest.corpus_version, self._known
        if known is None or known[0] != version:
            known = (version, _Known(Lexicon.of(index.corpus), _own_addresses(index.corpus)))
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
        if message.conversation_id is None:
            return self.store.start(message.channel)
        found = self.store.find(message.conversation_id)
        if found is None:
            raise ConversationNotFound(language, replies().say("error_conversation", language))
        self._per_conversation.admit(found.id, language)
        if self.store.count(found.id) >= CONVERSATION_LIMIT:
            limit = printed_count(CONVERSATION_LIMIT, language)
            raise MessageRefused(language, replies().say("error_conversation_long", language, limit=limit))
        return found

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

    def _keep(
        self,
        message: Message,
        masked: Masked,
        answer: Answer,
        finding: Finding,
        index: SearchIndex,
        chosen: bool,
        screening: Screening,
    ) -> None:
        turn = StoredTurn(
            id=answer.turn_id,
            conversation_id=answer.conversation_id,
            channel=message.channel,
            language=answer.language,
            message=masked.text,
            outcome=answer.outcome,
            topics=answer.topics,
            urgent=answer.urgent,
            answer=answer.model_dump(mode="json"),
            hits=tuple({"passage": hit.passage.id, "score": round(hit.score, 4)} for hit in finding.hits),
            versions={
                "corpus": index.manifest.corpus_version,
                "index": index.manifest.built,
                "rules": rulebook().version,
            },
        )
        self.store.keep(turn, chosen, screening.as_dict())


def _step(name: str, language: Language) -> Step:
    return Step(name, replies().say(f"step_{name}", language))


def _own_addresses(corpus: Corpus) -> frozenset[str]:
    """The e-mail addresses that the documents print: they are no personal data."""
    return frozenset(
        address
        for passage in corpus.passages
        for rendering in passage.renderings.values()
        for address in emails(rendering.text)
    )
