"""Messages in other languages: told, answered in both languages and in theirs; French and English are none of them."""

from pathlib import Path

import pytest
import yaml

from assistant import Assistant, Message, Outcome
from assistant.foreign import foreign_language, other_languages
from assistant.language import Lexicon
from corpus import load_corpus

CASES = Path(__file__).parents[2] / "evals" / "cases"
WRITTEN = [
    ("¿Cuándo me paga mi jefe?", "es"),
    ("Eu sou estudante, como posso me inscrever?", "pt"),
    ("Wann bekomme ich mein Geld?", "de"),
    ("هل يمكنني المشاركة في البرنامج؟", "ar"),
    ("我可以参加这个项目吗？", "zh"),
    ("ਕੀ ਮੈਂ ਯੋਗ ਹਾਂ?", "pa"),
    ("Чи можу я взяти участь?", "uk"),
    ("mwen se yon etidyan, kijan pou m aplike?", "ht"),
    ("Kailan po ako makakatanggap ng sweldo?", "tl"),
]


@pytest.mark.parametrize(("text", "language"), WRITTEN)
def test_the_other_language_is_told(text: str, language: str) -> None:
    found = foreign_language(text)
    assert found is not None and found.id == language


@pytest.mark.parametrize(("text", "language"), WRITTEN)
def test_it_is_answered_in_both_languages_and_in_its_own(assistant: Assistant, text: str, language: str) -> None:
    answer = assistant.reply(Message(text))
    notice = next(other.notice for other in other_languages() if other.id == language)
    assert answer.outcome is Outcome.DECLINED
    assert notice in answer.text
    assert "in English and French only" in answer.text
    assert "en français et en anglais seulement" in answer.text


def test_french_and_english_questions_are_no_other_language(assistant: Assistant) -> None:
    words = Lexicon.of(assistant.corpus()).words
    corpus = load_corpus()
    banked = [q for passage in corpus.passages for questions in passage.questions.values() for q in questions]
    asked = [
        case["question"]
        for name in ("questions", "fresh-fr", "fresh-en", "unseen-fr", "unseen-en")
        for case in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
        if "question" in case
    ]
    wrong = [text for text in (*banked, *asked) if foreign_language(text, words)]
    assert len(wrong) <= 0.001 * len((*banked, *asked)), wrong
