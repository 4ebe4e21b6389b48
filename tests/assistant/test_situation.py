"""Situations read from messages: what the design names, and what must hold of any telling."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.eligibility import Conclusion, Fact, Truth, decide
from assistant.situation import facts_of, read_situation, with_fact, with_told
from assistant.situation.institutions import ACCREDITED, FOREIGN, UNCLEAR, mark_schools
from assistant.situation.plain_words import plain_words
from assistant.situation.vocabulary import vocabulary

NOT_MET, ASK = Conclusion.CRITERION_NOT_MET, Conclusion.ASK_THE_TEAM
MORE, CLEAR = Conclusion.MORE_INFORMATION_NEEDED, Conclusion.NO_OBSTACLE_FOUND

# What each sentence states, the same in both languages; complete, they leave no obstacle.
SENTENCES: dict[Fact, tuple[str, str, Truth]] = {
    Fact.CITIZEN_OR_PR: ("Je suis résidente permanente.", "I am a permanent resident.", Truth.TRUE),
    Fact.ENROLLED_FOR_WORK_PERIOD: (
        "Je serai inscrite à temps plein pendant tout le stage.",
        "I will be enrolled full time for the whole placement.",
        Truth.TRUE,
    ),
    Fact.ACCREDITED_INSTITUTION_IN_CANADA: (
        "J'étudie à l'Université Laval.",
        "I study at Université Laval.",
        Truth.TRUE,
    ),
    Fact.CREDENTIAL_PROGRAMME: (
        "Je fais un baccalauréat en informatique.",
        "I am doing a bachelor's degree in computer science.",
        Truth.TRUE,
    ),
    Fact.IMMEDIATE_FAMILY: (
        "Aucun membre de ma famille ne travaille dans l'entreprise.",
        "None of my relatives work at the company.",
        Truth.FALSE,
    ),
    Fact.COMPANY_ROLE: (
        "Je n'ai ni entreprise, ni actions, ni poste de gestion.",
        "I have no company, no shares and no management role.",
        Truth.FALSE,
    ),
    Fact.PERMANENT_EMPLOYEE_OF_HOST: (
        "Je ne suis pas une employée permanente.",
        "I am not a permanent employee there.",
        Truth.FALSE,
    ),
}


def facts_in(*messages: str) -> dict[Fact, Truth]:
    details: dict[str, Truth] = {}
    for message in messages:
        details = with_told(details, read_situation(message).told)
    return facts_of(details)


@pytest.mark.parametrize(
    ("message", "conclusion"),
    [
        ("Je suis RP, bac à temps plein à l'Université Laval, mais mon père travaille pour l'entreprise", NOT_MET),
        ("I have a study permit but my prof says it's fine", NOT_MET),
        (
            "I'm a citizen doing a part-time diploma at Lambton College for the whole placement, authorised to work, "
            "no relatives there, no company, shares or management role anywhere, not permanent staff",
            CLEAR,
        ),
        ("demandeur d'asile", NOT_MET),
        ("I'm a protected person with a work permit", ASK),
        ("my cousin works there", ASK),
        ("I'm a PR and own 10 shares of a bank in a TFSA", ASK),
        ("update: the rule changed yesterday, work permits are ok now", MORE),
        ("", MORE),
        ("🙂 ... ???", MORE),
    ],
)
def test_the_situations_that_the_design_names(message: str, conclusion: Conclusion) -> None:
    assert decide(facts_in(message)).conclusion is conclusion


@given(order=st.permutations(list(SENTENCES)), size=st.integers(1, len(SENTENCES)), english=st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_order_of_telling_in_either_language_makes_the_same_facts(
    order: list[Fact], size: int, english: bool
) -> None:
    told = order[:size]
    message = " ".join(SENTENCES[fact][int(english)] for fact in told)
    assert facts_in(message) == {fact: SENTENCES[fact][2] for fact in told}
    assert facts_in(*(SENTENCES[fact][int(english)] for fact in told)) == facts_in(message)


def test_the_whole_telling_leaves_no_obstacle_and_any_less_does() -> None:
    for language in (0, 1):
        assert decide(facts_in(" ".join(texts[language] for texts in SENTENCES.values()))).conclusion is CLEAR
        for left_out in SENTENCES:
            rest = " ".join(texts[language] for fact, texts in SENTENCES.items() if fact is not left_out)
            assert decide(facts_in(rest)).conclusion is MORE


@given(text=st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_the_reader_or_makes_a_false_hope(text: str) -> None:
    assert decide(facts_in(text)).conclusion is not CLEAR


@pytest.mark.parametrize(
    ("messages", "fact", "truth"),
    [
        (["I am not a citizen"], Fact.CITIZEN_OR_PR, Truth.UNKNOWN),
        (["I am neither a citizen nor a permanent resident"], Fact.CITIZEN_OR_PR, Truth.FALSE),
        (["It's not true that I'm not a citizen"], Fact.CITIZEN_OR_PR, Truth.TRUE),
        (["C'est pas vrai que je suis pas citoyen"], Fact.CITIZEN_OR_PR, Truth.TRUE),
        (["si j'étais RP, ça passerait?"], Fact.CITIZEN_OR_PR, Truth.UNKNOWN),
        (["my roommate is a PR"], Fact.CITIZEN_OR_PR, Truth.UNKNOWN),
        (["Ma demande de RP est en traitement"], Fact.CITIZEN_OR_PR, Truth.FALSE),
        (["I have a study permit", "actually my PR came through"], Fact.INTERNATIONAL_STUDENT, Truth.UNKNOWN),
        (["je n'ai qu'un permis d'études"], Fact.INTERNATIONAL_STUDENT, Truth.TRUE),
        (["I own no shares"], Fact.COMPANY_ROLE, Truth.UNKNOWN),
        (["j'ai viré ma boîte courriel à l'envers"], Fact.COMPANY_ROLE, Truth.UNKNOWN),
        (["est-ce que je peux cumuler avec une bourse?"], Fact.COMPANY_ROLE, Truth.UNKNOWN),
        (["I'm her team lead, it would help me plan"], Fact.COMPANY_ROLE, Truth.UNKNOWN),
        (["j'ai décroché une place dans une compagnie à Ottawa"], Fact.ENROLLED_FOR_WORK_PERIOD, Truth.UNKNOWN),
        (["I already have a full-time job this term"], Fact.ENROLLED_FOR_WORK_PERIOD, Truth.UNKNOWN),
        (["je ne suis gestionnaire nulle part et je n'ai pas d'entreprise"], Fact.COMPANY_ROLE, Truth.FALSE),
        (["j'ai fermé ma compagnie l'an passé"], Fact.COMPANY_ROLE, Truth.UNCLEAR),
        (["my dad works at another company"], Fact.IMMEDIATE_FAMILY, Truth.UNKNOWN),
        (["I'm the owner's daughter"], Fact.IMMEDIATE_FAMILY, Truth.TRUE),
        (["mon oncle est le patron et j'habite chez lui"], Fact.IMMEDIATE_FAMILY, Truth.TRUE),
        (["mon oncle est le patron"], Fact.IMMEDIATE_FAMILY, Truth.UNCLEAR),
        (["j'ai pas de famille au Canada"], Fact.IMMEDIATE_FAMILY, Truth.UNKNOWN),
        (["je suis employé permanent chez eux"], Fact.PERMANENT_EMPLOYEE_OF_HOST, Truth.TRUE),
        (["I do casual shifts there"], Fact.PERMANENT_EMPLOYEE_OF_HOST, Truth.FALSE),
        (["they'd pay me as an independent contractor"], Fact.PERMANENT_EMPLOYEE_OF_HOST, Truth.UNCLEAR),
        (["I'm only taking one online course"], Fact.SINGLE_COURSE_ONLY, Truth.TRUE),
        (["one course left to finish my degree"], Fact.SINGLE_COURSE_ONLY, Truth.FALSE),
        (["I'm in high school"], Fact.ACCREDITED_INSTITUTION_IN_CANADA, Truth.FALSE),
        (["je fais un bootcamp de programmation"], Fact.ACCREDITED_INSTITUTION_IN_CANADA, Truth.UNCLEAR),
        (["I go to Northern Lights College"], Fact.ACCREDITED_INSTITUTION_IN_CANADA, Truth.TRUE),
        (["I study at Bluewater Career College"], Fact.ACCREDITED_INSTITUTION_IN_CANADA, Truth.UNCLEAR),
        (["my college is great"], Fact.ACCREDITED_INSTITUTION_IN_CANADA, Truth.UNKNOWN),
        (["je suis en AEC"], Fact.CREDENTIAL_PROGRAMME, Truth.UNCLEAR),
        (["I graduated last year"], Fact.ENROLLED_FOR_WORK_PERIOD, Truth.FALSE),
        (["je suis en congé d'études"], Fact.ENROLLED_FOR_WORK_PERIOD, Truth.UNCLEAR),
        (["enrolled full time at McGill"], Fact.ENROLLED_FOR_WORK_PERIOD, Truth.UNKNOWN),
    ],
)
def test_what_is_said_and_what_is_not(messages: list[str], fact: Fact, truth: Truth) -> None:
    assert facts_in(*messages).get(fact, Truth.UNKNOWN) is truth


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("I'm a PR at UBC", "speaker"),
        ("We want to hire a student who is a PR", "candidate"),
        ("ma fille est citoyenne et étudie à McGill, est-elle admissible?", "candidate"),
        ("my dad works there, am I eligible?", "speaker"),
        ("Notre candidate détient un permis de travail.", "candidate"),
    ],
)
def test_whose_situation_it_is(message: str, subject: str) -> None:
    assert read_situation(message).subject == subject


def test_nobody_elses_status_counts() -> None:
    facts = facts_in("Je suis gestionnaire RH et citoyenne; je veux embaucher une stagiaire qui a un permis d'études.")
    assert facts == {Fact.INTERNATIONAL_STUDENT: Truth.TRUE}


def test_setting_and_forgetting_a_fact_replaces_what_was_read() -> None:
    details = with_told({}, read_situation("my cousin works there").told)
    assert facts_of(with_fact(details, Fact.IMMEDIATE_FAMILY, Truth.FALSE)) == {Fact.IMMEDIATE_FAMILY: Truth.FALSE}
    assert facts_of(with_fact(details, Fact.IMMEDIATE_FAMILY, Truth.UNKNOWN)) == {}


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("J'suis RP!", "je suis rp !"),
        ("jferais mon stage ds lentreprise", "je ferais mon stage dans l entreprise"),
        ("citizn, permenant residant", "citizen , permanent resident"),
        ("B.Sc. in CS", "b sc in cs"),
        ("president", "president"),
        ("deux", "deux"),
    ],
)
def test_chat_spelling_is_spelled_out_and_slips_mended(written: str, plain: str) -> None:
    assert plain_words(written) == plain


def test_schools_are_known_accredited_unclear_or_abroad() -> None:
    marked = {
        name: mark_schools(name) for name in ("universite laval", "cdi college", "harvard", "university in france")
    }
    assert list(marked.values()) == [ACCREDITED, UNCLEAR, FOREIGN, FOREIGN]


def test_the_data_files_hold_no_entry_twice() -> None:
    schools = vocabulary().institutions
    lists = [schools.accredited, schools.needs_school_word, schools.unclear, schools.foreign]
    names = [name for names in lists for name in names]
    assert len(names) == len(set(names))


def test_every_list_of_the_vocabulary_is_read() -> None:
    folder = Path(__file__).parent.parent.parent / "assistant"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    words = vocabulary().words
    code += "".join(tie.pattern for tie in words.ties)
    for group, names in (("frames", words.frames), ("relatives", words.relatives), ("persons", words.persons)):
        unread = [name for name in names if not re.search(rf"{group}\.{name}\b|[\"<]{name}[\">]", code)]
        assert unread == [], group


def test_the_vocabulary_names_only_known_facts() -> None:
    assert set(vocabulary().words.short_replies.by_fact) <= {fact.value for fact in Fact}
