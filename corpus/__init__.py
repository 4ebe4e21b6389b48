"""What the documents say: the guide and the reports as data, read and checked. This is the room's door."""

from corpus.catalogue import ORDINARY, Examples, GlossaryEntry, IntentEntry, OutsideEntry
from corpus.checking import DocumentReport, check_corpus
from corpus.document import (
    Bilingual,
    Block,
    BlockKind,
    CorpusError,
    Correction,
    Document,
    Passage,
    PassageKind,
    Rendering,
    Tier,
)
from corpus.labels import Label, read_labels
from corpus.language import Language
from corpus.loading import CORPUS_FOLDER, Corpus, load_corpus
from corpus.markdown import inline_parts, plain_text
from corpus.particulars import denies, emails, fold, links, names, numbers
from corpus.strict import ListedModel, StrictModel, read_list, read_lists, read_toml, read_yaml, validated

__all__ = [
    "CORPUS_FOLDER",
    "ORDINARY",
    "Bilingual",
    "Block",
    "BlockKind",
    "Correction",
    "Corpus",
    "CorpusError",
    "Document",
    "DocumentReport",
    "Examples",
    "GlossaryEntry",
    "IntentEntry",
    "Label",
    "Language",
    "ListedModel",
    "OutsideEntry",
    "Passage",
    "PassageKind",
    "Rendering",
    "StrictModel",
    "Tier",
    "check_corpus",
    "denies",
    "emails",
    "fold",
    "inline_parts",
    "links",
    "load_corpus",
    "names",
    "numbers",
    "plain_text",
    "read_labels",
    "read_list",
    "read_lists",
    "read_toml",
    "read_yaml",
    "validated",
]
