"""Small stand-ins that tests share: an embedding model of 100 kB and a corpus of seven passages."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from corpus import fold

_DOCUMENTS = {
    "guide": {
        "fr.md": """\
# Guide du programme {#guide}

## La paie {#pay-section}

L'employeur verse la paie au stagiaire toutes les deux semaines. {#pay}

## Les évaluations {#evaluations-section}

Le superviseur remplit une évaluation finale avec le stagiaire. {#evaluation}

## Le dossier {#documents-section}

Le dossier contient : {#documents}

- une preuve d'inscription de l'école {#proof}
- un permis de travail valide {#permit}
""",
        "en.md": """\
# Program Guide {#guide}

## Pay {#pay-section}

The employer pays the intern every two weeks. {#pay}

## Evaluations {#evaluations-section}

The supervisor fills in a final evaluation with the intern. {#evaluation}

## The file {#documents-section}

The file contains: {#documents}

- a proof of enrolment from the school {#proof}
- a valid work permit {#permit}
""",
        "source.txt": """\
Guide du programme
La paie
L'employeur verse la paie au stagiaire
toutes les deux semaines.
Les évaluations
Le superviseur remplit une évaluation finale avec le stagiaire.
Le dossier
Le dossier contient :
• une preuve d'inscription de l'école
• un permis de travail valide
""",
        "document.toml": """\
language = "fr"
tier = "programme"
programme = "WIL Digital"
publisher = { fr = "Conseil", en = "Council" }
address = ""
date = { fr = "sans date", en = "undated", printed = false }

[title]
fr = "Guide du programme"
en = "Program Guide"
own = ["en"]

[short]
fr = "le guide du programme"
en = "the program guide"

[topics]
pay-section = ["pay"]
evaluations-section = ["evaluations"]
documents-section = ["documents"]
""",
        "wording.yaml": """\
pay:
  fr: "Votre employeur vous verse la paie toutes les deux semaines."
  en: "Your employer pays you every two weeks."
permit:
  fr: "Un permis de travail valide fait partie du dossier."
  en: "A valid work permit is part of the file."
""",
        "questions.yaml": """\
pay:
  fr:
    - "Quand est-ce que je reçois ma paie?"
    - "Qui verse mon salaire?"
    - "À quelle fréquence suis-je payé?"
    - "Mon employeur me paie tous les combien?"
  en:
    - "When do I get my pay?"
    - "Who pays my salary?"
    - "How often am I paid?"
    - "Does the employer pay me every week?"
evaluation:
  fr:
    - "Qui remplit l'évaluation finale?"
    - "Est-ce que mon superviseur m'évalue?"
    - "Comment se passe l'évaluation?"
  en:
    - "Who fills in the final evaluation?"
    - "Does my supervisor evaluate me?"
    - "How does the evaluation work?"
documents:
  fr:
    - "Que contient le dossier?"
    - "Quels documents mettre dans le dossier?"
  en:
    - "What does the file contain?"
    - "Which documents go in the file?"
proof:
  fr:
    - "Faut-il une preuve d'inscription?"
    - "Mon école doit-elle confirmer mon inscription?"
  en:
    - "Do I need a proof of enrolment?"
    - "Must my school confirm my enrolment?"
permit:
  fr:
    - "Ai-je besoin d'un permis de travail?"
    - "Mon permis doit-il être valide?"
  en:
    - "Do I need a work permit?"
    - "Must my permit be valid?"
""",
    },
    "report": {
        "fr.md": """\
# Rapport sur les petites entreprises {#report}

## Les résultats {#results}

Trois entreprises sur quatre ont embauché leur stagiaire. {#hired}

> « Mon stage a ouvert des portes » — une étudiante {#quote}
""",
        "en.md": """\
# Report on Small Businesses {#report}

## Results {#results}

Three businesses out of four hired their intern. {#hired}

> "My placement opened doors" — a student {#quote}
""",
        "source.txt": """\
Rapport sur les petites entreprises
Les résultats
Trois entreprises sur quatre ont embauché leur stagiaire.
« Mon stage a ouvert des portes » — une étudiante
""",
        "document.toml": """\
language = "fr"
tier = "report"
programme = "TRAES"
publisher = { fr = "Table ronde", en = "Roundtable" }
names = ["TRAES", "BHER"]
address = ""
date = { fr = "mai 2025", en = "May 2025", printed = true }

[title]
fr = "Rapport sur les petites entreprises"
en = "Report on Small Businesses"
own = ["en"]

[short]
fr = "le rapport sur les petites entreprises"
en = "the report on small businesses"

[topics]
report = ["wil"]
""",
        "wording.yaml": """\
hired:
  fr: "Trois entreprises sur quatre ont embauché leur stagiaire."
  en: "Three businesses out of four hired their intern."
""",
        "questions.yaml": """\
hired:
  fr:
    - "Combien d'entreprises ont embauché leur stagiaire?"
    - "Les entreprises embauchent-elles après le stage?"
  en:
    - "How many businesses hired their intern?"
    - "Do businesses hire after the placement?"
quote:
  fr:
    - "Que dit une étudiante de son stage?"
    - "Le stage ouvre-t-il des portes?"
  en:
    - "What does a student say about her placement?"
    - "Does a placement open doors?"
""",
    },
}

_GLOSSARY = """\
- id: "pay"
  fr: ["paie", "salaire", "rémunération"]
  en: ["pay", "salary", "wages", "paycheque"]
- id: "evaluation"
  fr: ["évaluation"]
  en: ["evaluation", "assessment"]
- id: "final-evaluation"
  fr: ["évaluation finale"]
  en: ["final evaluation"]
- id: "work-permit"
  fr: ["permis de travail", "permis"]
  en: ["work permit", "permit"]
"""

_OUTSIDE = """\
- id: "weather"
  about: "The weather"
  fr:
    - "Quel temps fait-il demain à Montréal?"
    - "Va-t-il neiger en fin de semaine?"
    - "Fait-il froid dehors?"
    - "Y aura-t-il de la pluie ce soir?"
  en:
    - "What is the weather in Montreal tomorrow?"
    - "Is it going to snow this weekend?"
    - "Is it cold outside?"
    - "Will there be rain tonight?"
- id: "kitchen"
  about: "Cooking"
  fr:
    - "Comment cuire un gâteau au chocolat?"
    - "Donne-moi une recette de soupe aux légumes."
    - "Combien d'oeufs dans une omelette?"
  en:
    - "How do I bake a chocolate cake?"
    - "Give me a recipe for vegetable soup."
    - "How many eggs go in an omelette?"
"""


def write_tiny_corpus(folder: Path) -> Path:
    """A corpus that holds: a guide and a report, in both languages, with glossary and outside questions."""
    for document, files in _DOCUMENTS.items():
        (folder / "documents" / document).mkdir(parents=True)
        for name, text in files.items():
            (folder / "documents" / document / name).write_text(text, encoding="utf-8")
    (folder / "glossary.yaml").write_text(_GLOSSARY, encoding="utf-8")
    (folder / "outside.yaml").write_text(_OUTSIDE, encoding="utf-8")
    return folder


def add_question(corpus: Path, document: str, slug: str, french: str) -> None:
    """Add a French question to a passage's bank, as a person would in `questions.yaml`."""
    path = corpus / "documents" / document / "questions.yaml"
    questions = yaml.safe_load(path.read_text(encoding="utf-8"))
    questions[slug]["fr"].append(french)
    path.write_text(yaml.safe_dump(questions, allow_unicode=True), encoding="utf-8")


def write_tiny_model(folder: Path, seed: int = 0) -> Path:
    """A sentence-transformers model with random weights: one BERT layer, the tiny corpus's words, mean pooling.

    Random, yet texts that share words are near each other. Another seed makes another model.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    vocabulary = _vocabulary()
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
        initializer_range=0.5,
    )
    tokenizer = BertTokenizer(
        vocab={word: number for number, word in enumerate(vocabulary)}, model_max_length=config.max_position_embeddings
    )
    with TemporaryDirectory() as aside, torch.random.fork_rng():
        torch.manual_seed(seed)
        BertModel(config).save_pretrained(aside)
        tokenizer.save_pretrained(aside)
        transformer = Transformer(aside)
        pooling = Pooling(config.hidden_size, pooling_mode="mean")
        SentenceTransformer(modules=[transformer, pooling], device="cpu").save(str(folder), create_model_card=False)
    return folder


def write_static_model(folder: Path) -> Path:
    """A sentence-transformers model without a network, a table of word vectors: a kind that is not exported."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    tokenizer = Tokenizer(WordPiece({word: n for n, word in enumerate(_vocabulary())}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer, tokenizer.pre_tokenizer = BertNormalizer(), BertPreTokenizer()
    with torch.random.fork_rng():
        torch.manual_seed(0)
        table = StaticEmbedding(tokenizer, embedding_dim=32)
    SentenceTransformer(modules=[table], device="cpu").save(str(folder), create_model_card=False)
    return folder


def _vocabulary() -> list[str]:
    """Special tokens, single letters (any text can be spelt), and the words of the tiny corpus."""
    letters = [chr(code) for code in range(33, 127) if not chr(code).isupper()]
    texts = [text for files in _DOCUMENTS.values() for text in files.values()]
    words = sorted(set(re.findall(r"[a-z]{2,}", fold(" ".join([*texts, _GLOSSARY, _OUTSIDE])))))
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters), *words]
