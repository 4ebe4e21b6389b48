"""The name to greet somebody by, where the name that came with the letter is surely a person's."""

import re

from corpus import fold

_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
_NOT_NAMES = frozenset(
    "admin administration info information contact support service services help noreply no reply team equipe office "
    "bureau department departement hr rh human resources ressources humaines registrar registraire coop co-op career "
    "careers carriere carrieres student students etudiant etudiante etudiants inc ltd ltee corp co company compagnie "
    "entreprise group groupe college cegep university universite school ecole institute institut association centre "
    "center solutions technologies technology tech digital systems mail email courriel google microsoft the "
    "accounting comptabilite paie payroll finance sales ventes marketing hiring recruitment recrutement coordinator "
    "coordonnatrice coordonnateur manager gestionnaire direction ict ictc ctic wil ait user utilisateur unknown moi "
    "labs lab studio studios media consulting conseil canada quebec notification notifications alerts news newsletter "
    "placement placements internship stage stages placeholder test customer client daemon mailer postmaster".split()
)
_TITLES = frozenset("mr mrs ms mx dr prof m mme mlle me pr madame monsieur professor ing eng phd".split())
_PARTICLES = frozenset("de du des d la le van von der den bin ben al el da dos di st san".split())
_MOST = 5  # words of a person's name


def first_name(display: str | None) -> str | None:
    """The given name in a display name; None where it is not surely a person's.

    >>> first_name("Tremblay, Marie-Ève"), first_name("LE GOFF Anne"), first_name("jean-luc picard (he/him)")
    ('Marie-Ève', 'Anne', 'Jean-Luc')
    >>> first_name("Registrar Office"), first_name("marie92"), first_name("m.tremblay@exemple.ca")
    (None, None, None)
    """
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|\"|“|”", " ", display or "").strip(" '’")
    bare = re.split(r"\s[|/–—-]\s|\svia\s", bare)[0].strip()
    if not bare or re.search(r"[\d@<>:;#&!?*{}\\]", bare):
        return None
    family, comma, given = bare.partition(",")
    words = (given if comma and given.strip() else family).split()
    if comma and len(family.split()) > 3 or not 1 <= len(words) <= _MOST:
        return None
    if any(not _NAME.fullmatch(word) or fold(word).strip(".") in _NOT_NAMES for word in [*words, *family.split()]):
        return None
    return _given(words, alone=bool(comma) and bool(given.strip()))


def _given(words: list[str], alone: bool) -> str | None:
    words = [word for word in words if fold(word).strip(".") not in _TITLES]
    capitals = [word.isupper() and len(word.strip(".")) > 1 for word in words]
    surname_apart = not alone and any(capitals) and not all(capitals)
    if surname_apart:
        words = [word for word, capital in zip(words, capitals, strict=True) if not capital]  # « TREMBLAY Marie »
        words = [word for word in words if fold(word) not in _PARTICLES]
    if words and len(words) > 1 and len(words[0].strip(".")) > 1 and fold(words[0]) not in _PARTICLES:
        return _cased(words[0])
    return _single(words, alone or surname_apart)


def _single(words: list[str], given: bool) -> str | None:
    """One word alone is a name where it is written as one, or is known to be the given one."""
    if len(words) != 1 or len(words[0].strip(".")) < 2:
        return None
    written = words[0][0].isupper() and not words[0].isupper() and len(words[0]) > 2
    return _cased(words[0]) if given or written else None


def _cased(word: str) -> str:
    word = word.rstrip(".")
    if word.islower() or word.isupper():
        return "".join(piece.capitalize() for piece in re.split(r"([-’'])", word))
    return word
