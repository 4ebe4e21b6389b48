"""The mended text is the source, letter for letter, save the spans that are listed."""

import pytest

from corpus.fidelity import only_letters
from tests.corpus.conftest import TinyCorpus

REPEATED = "• Une adresse à Ottawa.\n"


def listed(tiny: TinyCorpus, table: str, **entry: str | int) -> None:
    tiny.append("document.toml", f"\n[[{table}]]\n" + "\n".join(f"{key} = {value!r}" for key, value in entry.items()))


def test_a_mended_text_with_the_same_letters_is_faithful(tiny_corpus: TinyCorpus) -> None:
    report = tiny_corpus.report()
    assert (report.errors, report.kept, report.left_out) == ((), 1.0, 0)
    assert (report.passages, report.worded, report.questions, report.translated) == (9, 2, 3, 1.0)


def test_only_letters_and_digits_count() -> None:
    assert only_letters("« L’œuvre » : 1,1\u00a0%\n• dol-\nlars²") == "Lœuvre11dollars2"
    assert only_letters("ﬁn") == only_letters("fin")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Attendre 10 jours", "Attendre 11 jours", 16),
        ("Un bail suffit", "Un bailli suffit", 10),
        ("Remplir le formulaire", "Remplir formulaire", 15),
        ("Le programme", "Le Programme", 1),
        ("— Ana", "— Anaïs", 18),
        ("[notre site]", "[votre site]", 3),
    ],
)
def test_a_changed_letter_is_reported_with_its_line(tiny_corpus: TinyCorpus, old: str, new: str, line: int) -> None:
    tiny_corpus.change("fr.md", old, new)
    errors = [error for error in tiny_corpus.errors() if "departs from source.txt" in error]
    assert len(errors) == 1
    assert errors[0].startswith(f"{tiny_corpus.path('fr.md')}, line {line}: ")


def test_the_difference_shows_the_sources_line_and_both_readings(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("fr.md", "Un bail suffit", "Un bol suffit")
    (error,) = tiny_corpus.errors()
    assert "source.txt (line 7)" in error
    assert "▸ailsuffit" in error and "▸olsuffit" in error


def test_steps_out_of_order_with_the_sources_numbers_are_reported(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "1. Remplir", "3. Remplir")
    (error,) = tiny_corpus.errors()
    assert error.startswith(f"{tiny_corpus.path('fr.md')}, line 15: departs")


def test_a_span_left_out_is_honoured_over_broken_lines(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "Conditions\n", "Page 1 de 2\nVille d'Otta-\nwa\nConditions\n")
    assert len(tiny_corpus.errors()) == 1
    listed(tiny_corpus, "left_out", text="Page 1 de 2 Ville d’Ottawa", reason="Footer.")
    report = tiny_corpus.report()
    assert (report.errors, report.left_out) == ((), 1)
    assert 0.8 < report.kept < 1


def test_every_occurrence_of_a_span_is_left_out(tiny_corpus: TinyCorpus) -> None:
    source = tiny_corpus.path("source.txt").read_text(encoding="utf-8")
    tiny_corpus.write("source.txt", "Ville 9\n" + source.replace("Démarche", "Ville 9\nDémarche"))
    listed(tiny_corpus, "left_out", text="Ville 9", occurrences=2, reason="Header.")
    report = tiny_corpus.report()
    assert (report.errors, report.left_out) == ((), 2)
    total = len(only_letters(tiny_corpus.path("source.txt").read_text(encoding="utf-8").replace("-\n", "")))
    assert report.kept == pytest.approx(1 - 2 * len("Ville9") / total)


def test_a_wrong_number_of_occurrences_is_reported(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "Conditions\n", "Ville 9\nConditions\n")
    listed(tiny_corpus, "left_out", text="Ville 9", occurrences=2, reason="Header.")
    (error,) = tiny_corpus.errors()
    assert error.startswith(f"{tiny_corpus.path('document.toml')}: the span « Ville 9 » stands 1 times in source.txt")
    assert "not 2 times; correct `occurrences`" in error


@pytest.mark.parametrize(
    ("table", "entry"),
    [
        ("left_out", {"text": "Introuvable"}),
        ("moved", {"text": "Introuvable"}),
        ("corrected", {"source": "Introuvable", "text": "Trouvé"}),
    ],
)
def test_a_span_that_is_not_in_the_source_is_reported(
    tiny_corpus: TinyCorpus, table: str, entry: dict[str, str]
) -> None:
    listed(tiny_corpus, table, reason="None.", **entry)
    (error,) = tiny_corpus.errors()
    assert error.startswith(f"{tiny_corpus.path('document.toml')}: the span « Introuvable » stands 0 times")
    assert error.endswith("copy it verbatim")


@pytest.mark.parametrize("table", ["left_out", "moved", "corrected"])
def test_a_span_without_letters_is_reported_as_not_found(tiny_corpus: TinyCorpus, table: str) -> None:
    entry = {"source": "•", "text": "x"} if table == "corrected" else {"text": "•"}
    listed(tiny_corpus, table, reason="A bullet.", **entry)
    (error,) = tiny_corpus.errors()
    assert "the span « • » stands 0 times in source.txt" in error


def test_a_span_that_stands_twice_is_ambiguous(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "Démarche\n", REPEATED + "Démarche\n")
    listed(tiny_corpus, "left_out", text="Une adresse à Ottawa.", reason="Printed twice.")
    (error,) = tiny_corpus.errors()
    assert "stands 2 times in source.txt, not once; lengthen it or give its line" in error


def test_a_line_tells_which_of_two_spans_is_meant(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "Démarche\n", REPEATED + "Démarche\n")
    listed(tiny_corpus, "left_out", text="Une adresse à Ottawa.", line=9, reason="Printed twice.")
    assert tiny_corpus.errors() == []


def test_the_line_of_the_other_span_leaves_the_wrong_one_out(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "Démarche\n", REPEATED + "Démarche\n")
    listed(tiny_corpus, "left_out", text="Une adresse à Ottawa.", line=6, reason="Printed twice.")
    (error,) = tiny_corpus.errors()
    assert "fr.md, line 9: departs" in error


def test_a_line_where_the_span_does_not_start_is_reported(tiny_corpus: TinyCorpus) -> None:
    listed(tiny_corpus, "left_out", text="dollars, voir notre site", line=3, reason="It starts on line 2.")
    (error,) = tiny_corpus.errors()
    assert "stands 0 times in source.txt starting on line 3, not once" in error


def test_a_corrected_span_reads_as_corrected(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "Attendre 10 jours", "jours 10 Attendre")
    listed(tiny_corpus, "corrected", source="jours 10 Attendre", text="Attendre 10 jours", reason="Order.")
    assert tiny_corpus.errors() == []


def test_a_correction_that_the_mended_text_does_not_follow_is_reported(tiny_corpus: TinyCorpus) -> None:
    listed(tiny_corpus, "corrected", source="Attendre 10 jours", text="Attendre 12 jours", reason="None.")
    (error,) = tiny_corpus.errors()
    assert "fr.md, line 16: departs from source.txt (line 11)" in error


def test_a_moved_span_stands_elsewhere_in_the_mended_text(tiny_corpus: TinyCorpus) -> None:
    source = tiny_corpus.path("source.txt").read_text(encoding="utf-8")
    quote = "« Merci! » — Ana\n"
    tiny_corpus.write("source.txt", source.replace(quote, "").replace("Il faut", quote + "Il faut"))
    assert len(tiny_corpus.errors()) == 1
    listed(tiny_corpus, "moved", text="« Merci! » — Ana", reason="A pull quote.")
    assert tiny_corpus.errors() == []


def test_a_moved_span_that_the_mended_text_lacks_is_reported(tiny_corpus: TinyCorpus) -> None:
    tiny_corpus.change("source.txt", "Conditions\n", "Note perdue\nConditions\n")
    listed(tiny_corpus, "moved", text="Note perdue", reason="None.")
    (error,) = tiny_corpus.errors()
    assert error == f"{tiny_corpus.path('fr.md')}: the moved span « Note perdue » stands 0 times here, not once"


@pytest.mark.parametrize(("address", "faults"), [("https://lanterne.ca/page", 0), ("https://lanterne.ca/autre", 1)])
def test_an_address_is_moved_when_it_is_the_target_of_a_link(
    tiny_corpus: TinyCorpus, address: str, faults: int
) -> None:
    tiny_corpus.append("source.txt", address)
    listed(tiny_corpus, "moved", text=address, reason="Address of the link.")
    assert len(tiny_corpus.errors()) == faults
