"""Step: what in a message asks for care, by patterns that leave no doubt and by what the index has learned."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from assistant.guarding.disguise import plain_forms
from assistant.guarding.kinds import HOSTILE, HURT, REFERRED, Care
from assistant.guarding.patterns import patterns
from assistant.guarding.sentences import sentences_of
from corpus import ORDINARY, Language, fold
from index import SearchIndex

_SURE = 1.0
_LIKELY = 0.75  # what was learned is doubtful below this
_DOUBTFUL = 0.7  # of a referral's pattern in a message that is plainly ordinary: « un logiciel d'impôt »
_FROM = 0.3  # below this what was learned is a guess
_HURT_FROM = 0.5  # a tale of hardship resembles a cry for help that much
_YIELDING = (Care.DANGER, Care.HARASSMENT, Care.REVEAL)  # to the plainly ordinary: « une formation sur le harcèlement »
_PLAINLY = 0.95  # a message is so surely ordinary that patterns yield to it
_OWED = 0.5  # wages that are owed are told of so likely
_KNOWN = frozenset(kind.value for kind in Care)


@dataclass(frozen=True)
class Watch:
    """What asks for care in a message, by how likely it is (1: sure), and what is left of it without the attacks."""

    rest: str
    found: Mapping[Care, float] = field(default_factory=dict)

    def first(self, kinds: Iterable[Care]) -> Care | None:
        """The first of these kinds that was found."""
        return next((kind for kind in kinds if kind in self.found), None)

    @property
    def hurt(self) -> tuple[Care, ...]:
        """What threatens somebody, the gravest first."""
        return tuple(kind for kind in HURT if kind in self.found)

    @property
    def hostile(self) -> Care | None:
        """What the assistant declines to do."""
        return self.first(HOSTILE)

    @property
    def owed(self) -> bool:
        """Whether it tells of wages that are owed."""
        return self.found.get(Care.UNPAID, 0.0) >= _OWED

    def without_doubtful(self, below: float = _LIKELY) -> "Watch":
        """The same without what is less likely than that: for a message that reads well as an ordinary one.

        What is owed and who is hurt stay: somebody who asks as others do may tell of it all the same.
        """
        return self.without([kind for kind in Care if kind not in (Care.UNPAID, *HURT)], below)

    def without(self, kinds: Collection[Care], below: float) -> "Watch":
        """The same without those of these kinds that are less likely than that."""
        kept = {kind: score for kind, score in self.found.items() if kind not in kinds or score >= below}
        return replace(self, found=kept)


def watch(index: SearchIndex, text: str, language: Language) -> Watch:
    """Look at a message whole, and at its sentences too where it may hold an attack beside something else.

    What was learned speaks of whole messages: a short sentence alone resembles too many things. It is asked of the
    mended text, whose vector the search needs too.
    """
    mended = index.mend(text, language)
    scores = index.intents(mended, language)
    found = {Care(name): score for name, score in scores.items() if name in _KNOWN}
    found = {kind: score for kind, score in found.items() if score >= (_HURT_FROM if kind in HURT else _FROM)}
    plainly = scores.get(ORDINARY, 0.0) >= _PLAINLY
    for said in dict.fromkeys((text, mended)):
        found |= _by_patterns(said, plainly)
    if not set(found) & set(HOSTILE):
        return Watch(text, found)
    parts = sentences_of(text)
    attacks = [part for part in parts if _attacks(index, part, language)]
    # Where no sentence alone is the attack, the whole message is.
    rest = [part for part in parts if part not in attacks] if attacks else []
    return Watch(" ".join(rest), found)


def _attacks(index: SearchIndex, part: str, language: Language) -> bool:
    likely = {name for name, score in index.intents(part, language).items() if score >= _LIKELY}
    return bool({*likely, *_by_patterns(part)} & set(HOSTILE))


def _by_patterns(text: str, plainly_ordinary: bool = False) -> dict[Care, float]:
    """The kinds whose patterns a text holds, without doubt unless the text is plainly ordinary."""
    forms = [fold(form) for form in plain_forms(text)]
    held = [kind for kind, known in patterns().items() if any(known.search(form) for form in forms)]
    if not plainly_ordinary:
        return dict.fromkeys(held, _SURE)
    return {kind: _DOUBTFUL if kind in REFERRED else _SURE for kind in held if kind not in _YIELDING}
