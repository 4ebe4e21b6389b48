"""A corpus of one small document that holds every kind of block, whole and valid until a test breaks it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus import Corpus, Document, DocumentReport, check_corpus, load_corpus

FILES = {
    "documents/lanterne/source.txt": """\
Le programme Lanterne
Lanterne verse 1,1 milliard de dol-
lars, voir notre site.
Conditions
Il faut :
• Une adresse à Ottawa.
– Un bail suffit.
• Écrire à info@lanterne.ca.
Démarche
1. Remplir le formulaire.
2. Attendre 10 jours.
« Merci! » — Ana
""",
    "documents/lanterne/fr.md": """\
# Le programme Lanterne {#guide}

Lanterne verse 1,1 milliard de dollars, voir [notre site](https://lanterne.ca/page). {#funding}

## Conditions {#conditions}

Il faut : {#needed}

- Une adresse à Ottawa. {#address}
  - Un bail suffit. {#lease}
- Écrire à info@lanterne.ca. {#write}

## Démarche {#process}

1. Remplir le formulaire. {#form}
2. Attendre 10 jours. {#wait}

> « Merci! » — Ana {#thanks}
""",
    "documents/lanterne/en.md": """\
# The Lanterne Program {#guide}

Lanterne pays 1.1 billion dollars, see [our site](https://lanterne.ca/page). {#funding}

## Conditions {#conditions}

You need: {#needed}

- An address in Ottawa. {#address}
  - A lease is enough. {#lease}
- To write to info@lanterne.ca. {#write}

## Process {#process}

1. Fill in the form. {#form}
2. Wait 10 days. {#wait}

> "Thanks!" — Ana {#thanks}
""",
    "documents/lanterne/document.toml": """\
language = "fr"
tier = "programme"
programme = "Lanterne"
publisher = { fr = "La Ville", en = "The City" }
address = ""
date = { fr = "mai 2025", en = "May 2025", printed = true }
title = { fr = "Le programme Lanterne", en = "The Lanterne Program", own = ["en"] }
short = { fr = "le guide", en = "the guide" }
topics = { guide = ["about"], conditions = ["eligibility"], write = ["contact", "documents"] }
aliases = { mail = "write" }
""",
    "documents/lanterne/wording.yaml": """\
funding:
  fr: "Le programme verse 1,1 milliard de dollars."
  en: "The program pays 1.1 billion dollars."
  with: [address]
write:
  fr: "Il faut écrire à info@lanterne.ca."
  en: "You must write to info@lanterne.ca."
""",
    "documents/lanterne/questions.yaml": """\
funding:
  fr: ["Combien verse Lanterne?"]
  en: ["How much does Lanterne pay?", "Who gets the money?"]
""",
    "glossary.yaml": """\
- id: lease
  fr: [bail]
  en: [lease, rental contract]
""",
    "outside.yaml": """\
- id: weather
  about: The weather
  fr: ["Pleut-il?"]
  en: ["Is it raining?"]
""",
}


@dataclass(frozen=True)
class TinyCorpus:
    """The folder of a corpus, and what tests do with it; a bare file name is one of the document's."""

    folder: Path

    def path(self, name: str) -> Path:
        return self.folder / name if (self.folder / name).exists() else self.folder / "documents" / "lanterne" / name

    def write(self, name: str, content: str | bytes) -> None:
        self.path(name).write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def append(self, name: str, more: str) -> None:
        self.write(name, self.path(name).read_text(encoding="utf-8") + more)

    def load(self) -> Corpus:
        return load_corpus(self.folder)

    def document(self) -> Document:
        (document,) = self.load().documents
        return document

    def report(self) -> DocumentReport:
        (report,) = check_corpus(self.folder)
        return report

    def errors(self) -> list[str]:
        return [str(error) for error in self.report().errors]


@pytest.fixture
def tiny_corpus(tmp_path: Path) -> TinyCorpus:
    """A valid corpus of one document, in both languages, with every kind of block."""
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return TinyCorpus(tmp_path)
