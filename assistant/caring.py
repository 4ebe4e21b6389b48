"""Step: what is said to somebody in danger or hurt, to an attack, and on matters that others answer."""

from assistant.answer import Answer, Outcome, StatementKind
from assistant.composing import Composer
from assistant.finding import Finding
from assistant.foreign import OtherLanguage
from assistant.guarding import HOSTILE, HURT, REFERRED, Care, Watch
from assistant.routing import SmallTalk
from assistant.screening import Heard
from assistant.wording import programme
from corpus import Language

_LIKELY = 0.5  # a passage found so likely makes an ordinary question of a message that may be another thing
_RULES_GO_ON = (Care.PROMISE, Care.MANIPULATION)  # beside these a situation that is told still gets its verdict
# What an employer tells of a candidate, or a student of a family tie, resembles these.
_LIKE_A_SITUATION = (Care.OTHERS_DATA, Care.PROMISE, Care.FORGE)
_DOUBTFULLY_HURT = 0.75  # a leave or a lost status resembles a cry for help less than that
_HURT_BESIDE_AN_ANSWER = 0.7  # the same of a question that the documents answer
_HURT_BESIDE_A_SURE_ANSWER = 0.9  # … and of one that they all but surely do (« j'vas mourir si jmanque la date »)
_HOSTILE_BESIDE_AN_ANSWER = 0.4  # a question that the documents answer resembles an attack less than that
_SURELY = 0.8  # a passage found so surely is said beside care
_ALL_BUT_ANSWERED = 0.9  # a passage found so surely is what was asked
_ALL_BUT_SURE = 0.95  # beside a situation, what may be a part of it must be so likely
_PLAINLY_OFF = 0.9  # so likely off topic, a message needs a passage found surely to be answered
_WITH_CONTACT = (Care.PROMISE, Care.FORGE, Care.OTHERS_DATA, Care.IMPERSONATE, Care.ABUSE)


def open_with_care(composer: Composer, watched: Watch) -> None:
    """Before anything else: safety, where somebody may come to harm; then what is declined, where something is."""
    for kind in watched.hurt:
        composer.fixed(StatementKind.SAFETY, f"care_{kind.value}")
    if Care.SELF_HARM in watched.found:
        composer.fixed(StatementKind.SAFETY, "care_self_harm_more")
    if Care.HARASSMENT in watched.found:
        for id in programme().rights_passages:
            composer.passage_by_id(id)
    if watched.hostile is not None:
        composer.fixed(StatementKind.COURTESY, f"decline_{watched.hostile.value}")
    if watched.first((Care.DANGER, Care.HARASSMENT)):
        composer.contact("contact_reason_difficulty")


def weigh(watched: Watch, finding: Finding, talk: SmallTalk | None, heard: Heard) -> Watch:
    """What still asks for care once the message has been read as an ordinary one: the merely likely yields to that."""
    if talk is not None or heard.answered:
        return watched.without_doubtful(below=1.0).without(HURT, below=1.0)
    if heard.told or heard.reading.asks_plainly or heard.before.details:
        watched = watched.without(_LIKE_A_SITUATION, below=1.0).without((Care.UNPAID,), below=_ALL_BUT_SURE)
        watched = watched.without(HURT, below=_DOUBTFULLY_HURT)
    if finding.answered:
        watched = watched.without(HOSTILE, below=_HOSTILE_BESIDE_AN_ANSWER)
    if finding.promise < _LIKELY:
        return watched
    surely = finding.promise >= _ALL_BUT_ANSWERED
    hurt_from = _HURT_BESIDE_A_SURE_ANSWER if surely else _HURT_BESIDE_AN_ANSWER
    return watched.without_doubtful().without(HURT, below=hurt_from)


def speaks_alone(watched: Watch, finding: Finding, heard: Heard, asks: bool) -> bool:
    """Whether care is all that a message gets: nothing else in it is surely answered by the documents or the rules.

    `asks`: what is left of it without the attacks holds a question.
    """
    surely, likely = finding.promise >= _SURELY, finding.promise >= _LIKELY
    told = heard.told or heard.answered
    if watched.hurt:
        return not surely and (bool(watched.without(HURT, below=_DOUBTFULLY_HURT).hurt) or not finding.answered)
    if watched.hostile is Care.OTHERS_DATA:
        return not surely
    if watched.hostile in _RULES_GO_ON and (told or heard.opens or likely and watched.hostile is Care.PROMISE):
        return False
    if watched.hostile is not None:
        return not (watched.rest and surely and asks)
    off = watched.found.get(Care.OFF_TOPIC, 0.0)
    asks_of_eligibility = heard.reading.asks_plainly or heard.reading.asks_eligibility or bool(heard.before.details)
    if off >= _PLAINLY_OFF and not (likely or heard.answered or asks_of_eligibility):
        return True
    if watched.first(REFERRED) or told:
        return False
    if off:
        return not finding.answered
    return Care.ABUSE in watched.found and not finding.answered


def write_care(composer: Composer, watched: Watch) -> Answer:
    """The answer to a message that asks nothing that the documents or the rules answer.

    The composer has been opened with care already.
    """
    if watched.hurt:
        told = Care.HARASSMENT in watched.found
        return composer.answer(Outcome.ANSWERED if told else Outcome.DECLINED)
    kind = watched.hostile or watched.first((Care.ABUSE, Care.OFF_TOPIC)) or Care.OFF_TOPIC
    if watched.hostile is None:
        composer.fixed(StatementKind.COURTESY, f"decline_{kind.value}")
    if kind is Care.PROMISE:
        composer.reserve()
    if kind in _WITH_CONTACT:
        composer.contact("contact_reason_declined")
    return composer.answer(Outcome.DECLINED, composer.of_the_guide(programme().first_suggestions))


def write_in_both(composer: Composer, language: Language, other: OtherLanguage) -> Answer:
    """To somebody who writes in another language: that only French and English are answered, in all three."""
    if other.notice:
        composer.text(StatementKind.COURTESY, other.notice)
    for spoken in (language, language.other):
        composer.fixed(StatementKind.COURTESY, f"decline_language_{spoken.value}")
    return composer.answer(Outcome.DECLINED, composer.of_the_guide(programme().first_suggestions))


def refer(composer: Composer, watched: Watch, finding: Finding, told: bool = False) -> None:
    """Whom to ask, on matters that are no programme's; what only resembles one yields to a sure answer.

    Beside a situation that is `told` it must be all but sure: a status is told in the words of immigration.
    """
    beyond = watched.without_doubtful() if finding.promise >= _SURELY else watched
    beyond = beyond.without_doubtful(below=_ALL_BUT_SURE) if told else beyond
    for kind in REFERRED:
        if kind in beyond.found:
            composer.fixed(StatementKind.NEXT_STEP, f"refer_{kind.value}")


def urgent(answer: Answer, watched: Watch) -> Answer:
    """The answer, marked as one that cannot wait where somebody may come to harm."""
    return answer.model_copy(update={"urgent": "safety"}) if watched.hurt else answer
