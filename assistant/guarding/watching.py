"""Step: what in a message asks for care, by patterns that leave no doubt and by what the index has learned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assistant.guarding.disguise import plain_forms
from assistant.guarding.kinds import HOSTILE, HURT, Care
from assistant.guarding.patterns import patterns
from assistant.guarding.sentences import sentences_of
from corpus import Language, fold
from index import SearchIndex

_SURE = 1.0
_KNOWN = frozenset(kind.value for kind in Care)
_SHORTEST = 2  # words; a shorter sentence is looked at within its message only


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


def watch(index: SearchIndex, text: str, language: Language) -> Watch:
    """Look at a message whole and sentence by sentence."""
    whole = _look(index, text, language)
    parts = sentences_of(text)
    looked = [(part, _look(index, part, language) if len(part.split()) >= _SHORTEST else {}) for part in parts]
    if len(parts) < 2:
        looked = [(text, whole)]
    found: dict[Care, float] = dict(whole)
    for _, kinds in looked:
        for kind, score in kinds.items():
            found[kind] = max(score, found.get(kind, 0.0))
    if not set(found) & set(HOSTILE):
        return Watch(text, found)
    clean = [part for part, kinds in looked if not set(kinds) & set(HOSTILE)]
    spread = len(clean) == len(looked)  # no sentence alone is the attack: it is the whole message
    return Watch("" if spread else " ".join(clean), found)


def _look(index: SearchIndex, text: str, language: Language) -> dict[Care, float]:
    found = {Care(name): score for name, score in index.intents(text, language).items() if name in _KNOWN}
    for form in plain_forms(text):
        said = fold(form)
        found.update({kind: _SURE for kind, known in patterns().items() if known.search(said)})
    return found
