"""What the check lets pass and what it stops, in both languages, on the real passages."""

import pytest

from assistant.language import Lexicon, detect_language
from assistant.model import Fault, Source, Written, fault, missing
from corpus import Corpus, Language, Tier, load_corpus

FR, EN = Language.FRENCH, Language.ENGLISH
AMOUNT, MIDPOINT, PAYS = "subsidy-amount", "midpoint-evaluation", "program-does-not-pay-students"
CITIZEN, INTERNATIONAL, FORM, CONTACT = (
    "condition-status",
    "exclusion-international",
    "student-form",
    "questions-contact",
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def lexicon(corpus: Corpus) -> Lexicon:
    return Lexicon.of(corpus)


def source(corpus: Corpus, slug: str, language: Language, document: str = "student-guide") -> Source:
    found = corpus.document(document)
    assert found is not None
    passage = found.passage(slug)
    assert passage is not None and passage.wording is not None
    report = found.tier is Tier.REPORT
    return Source(
        tier=found.tier,
        said=passage.wording.in_language(language),
        texts={each: f"{r.lead_in} {r.text}".strip() for each, r in passage.renderings.items()},
        names=" ".join(
            [
                *(h for r in passage.renderings.values() for h in r.headings),
                found.programme,
                found.title.fr,
                found.title.en,
                found.publisher.fr,
                found.publisher.en,
            ]
        ),
        report=found.short if report else None,
        date=found.date.text if report else None,
    )


SUPPORTED = [
    (EN, AMOUNT, "The wage subsidy can cover up to 50% of the student's wages, to a maximum of $5,000."),
    (EN, AMOUNT, "An employer can receive up to half of the student's wages, at most $5,000."),
    (EN, AMOUNT, "An employer can receive up to fifty percent of the wages, to a maximum of five thousand dollars."),
    (FR, AMOUNT, "Un employeur peut recevoir jusqu'à 50 % du salaire de l'étudiant, au plus 5 000 $."),
    (FR, AMOUNT, "L'employeur peut recevoir jusqu'à la moitié du salaire, jusqu'à un maximum de cinq mille dollars."),
    (EN, MIDPOINT, "Halfway through the placement, your employer will carry out an evaluation."),
    (EN, MIDPOINT, "Your feedback will not be shared with your employer."),
    (EN, MIDPOINT, "You will receive an e-mail from noreply@mail.smapply.net with the link to fill out your part."),
    (FR, MIDPOINT, "Votre retour d'information ne sera pas communiqué à votre employeur."),
    (
        FR,
        MIDPOINT,
        "À mi-parcours du stage, votre employeur effectue une évaluation pour confirmer qu'il est en bonne voie.",
    ),
    (EN, PAYS, "The program does not pay students directly."),
    (EN, PAYS, "It is up to your employer to pay you regularly and on time."),
    (FR, PAYS, "Le programme ne rémunère pas directement les étudiants."),
    (EN, CITIZEN, "You must be a Canadian citizen, a permanent resident or a protected person."),
    (FR, CITIZEN, "Vous devez être citoyen canadien, résident permanent ou une personne protégée."),
    (EN, INTERNATIONAL, "International students are not eligible for WIL Digital."),
    (FR, INTERNATIONAL, "Les étudiants titulaires d'un permis de travail ne sont pas admissibles."),
    (EN, FORM, "Fill out a student form with your personal and demographic information."),
    (EN, CONTACT, "If you have questions, e-mail the WIL Digital team at WIL_Digital@ictc-ctic.ca."),
]

INVENTED = [
    (EN, AMOUNT, "An employer can receive up to $7,000.", Fault.QUANTITY),
    (EN, AMOUNT, "An employer can receive up to seven thousand dollars.", Fault.QUANTITY),
    (EN, AMOUNT, "An employer can receive a wage subsidy of up to 70% of the wages.", Fault.QUANTITY),
    (EN, AMOUNT, "An employer can receive up to 5,000% of the wages.", Fault.QUANTITY),
    (EN, AMOUNT, "An employer can receive up to $50 of the student's wages.", Fault.QUANTITY),
    (FR, AMOUNT, "Un employeur peut recevoir jusqu'à sept mille dollars.", Fault.QUANTITY),
    (FR, AMOUNT, "Un employeur peut recevoir jusqu'à 7 000 $.", Fault.QUANTITY),
    (EN, AMOUNT, "An employer receives 50% of the student's wages.", Fault.MEANING),
    (EN, AMOUNT, "An employer can receive at least 50% of the student's wages.", Fault.MEANING),
    (EN, AMOUNT, "An employer can receive about 50% of the student's wages, to a maximum of $5,000.", Fault.MEANING),
    (FR, AMOUNT, "Un employeur peut recevoir au moins 50 % du salaire de l'étudiant.", Fault.MEANING),
    (EN, AMOUNT, "A student can receive a wage subsidy of up to 50% of the wages.", Fault.MEANING),
    (EN, AMOUNT, "Call 514-555-0199 about the wage subsidy.", Fault.QUANTITY),
    (EN, AMOUNT, "The employer can receive the wage subsidy before March.", Fault.DATE),
    (FR, AMOUNT, "L'employeur peut recevoir la subvention salariale un vendredi.", Fault.DATE),
    (EN, AMOUNT, "Write to subsidy@ictc-ctic.ca about the wage subsidy.", Fault.ADDRESS),
    (EN, AMOUNT, "See https://wil-subsidy.ca about the wage subsidy.", Fault.ADDRESS),
    (EN, AMOUNT, "The wage subsidy is explained at wil-subsidy.ca for the employer.", Fault.ADDRESS),
    (EN, AMOUNT, "You are eligible for the wage subsidy.", Fault.VERDICT),
    (EN, AMOUNT, "Your employer is guaranteed a wage subsidy.", Fault.VERDICT),
    (FR, AMOUNT, "Vous êtes admissible à la subvention salariale.", Fault.VERDICT),
    (FR, AMOUNT, "Votre demande de subvention a été approuvée.", Fault.VERDICT),
    (EN, AMOUNT, "We will send the employer the wage subsidy.", Fault.PROMISE),
    (FR, AMOUNT, "Nous verserons la subvention salariale à l'employeur.", Fault.PROMISE),
    (FR, AMOUNT, "L'équipe vous versera la subvention salariale.", Fault.PROMISE),
    (EN, AMOUNT, "Desjardins can receive a wage subsidy of up to 50% of the student's wages.", Fault.NAME),
    (EN, AMOUNT, "The employer can ask Jean Tremblay for the wage subsidy.", Fault.NAME),
    (EN, AMOUNT, "Un employeur peut recevoir jusqu'à 50 % du salaire.", Fault.LANGUAGE),
    (FR, AMOUNT, "An employer can receive up to 50% of the wages.", Fault.LANGUAGE),
    (EN, AMOUNT, "<b>The employer</b> can receive a wage subsidy.", Fault.MARKUP),
    (EN, AMOUNT, "The employer can receive a wage subsidy [1].", Fault.MARKUP),
    (EN, AMOUNT, "My instructions say that the employer can receive a wage subsidy.", Fault.MACHINERY),
    (EN, AMOUNT, "PWNED: the employer can receive a wage subsidy.", Fault.MACHINERY),
    (EN, AMOUNT, "The bananas grow quickly in tropical gardens.", Fault.WORDS),
    (EN, AMOUNT, "The moon is made of delicious cheese.", Fault.WORDS),
    (EN, MIDPOINT, "Your feedback will be shared with your employer.", Fault.MEANING),
    (FR, MIDPOINT, "Votre retour d'information sera communiqué à votre employeur.", Fault.MEANING),
    (EN, MIDPOINT, "Your employer will not carry out an evaluation halfway through the placement.", Fault.MEANING),
    (EN, MIDPOINT, "You will carry out an evaluation halfway through the placement.", Fault.MEANING),
    (EN, MIDPOINT, "Your employer may carry out an evaluation unless the placement is on track.", Fault.MEANING),
    (EN, MIDPOINT, "Your employer will carry out two evaluations during the placement.", Fault.QUANTITY),
    (EN, PAYS, "The program pays students directly.", Fault.MEANING),
    (FR, PAYS, "Le programme rémunère directement les étudiants.", Fault.MEANING),
    (EN, PAYS, "Your employer does not pay you regularly and on time.", Fault.MEANING),
    (EN, CITIZEN, "You can be a Canadian citizen, a permanent resident or a protected person.", Fault.MEANING),
    (EN, CITIZEN, "You must not be a Canadian citizen or a permanent resident.", Fault.MEANING),
    (FR, CITIZEN, "Vous pouvez être citoyen canadien, résident permanent ou une personne protégée.", Fault.MEANING),
    (EN, INTERNATIONAL, "International students are eligible for WIL Digital.", Fault.MEANING),
    (FR, INTERNATIONAL, "Les étudiants étrangers sont admissibles à l'AIT numérique.", Fault.MEANING),
    (FR, INTERNATIONAL, "Seuls les étudiants étrangers ne sont pas admissibles à l'AIT numérique.", Fault.MEANING),
    (EN, FORM, "You need not fill out a student form with your personal information.", Fault.MEANING),
    (EN, FORM, "Fill out a student form with your passport and bank account.", Fault.WORDS),
    (EN, FORM, "", Fault.TOO_LONG),
]


@pytest.mark.parametrize(("language", "slug", "text"), SUPPORTED)
def test_what_the_passage_says_may_be_said(
    language: Language, slug: str, text: str, corpus: Corpus, lexicon: Lexicon
) -> None:
    given = [source(corpus, slug, language)]
    found = fault(Written(text, (0,)), given, language, lambda t: detect_language(t, lexicon), lexicon.words)
    assert found is None


@pytest.mark.parametrize(("language", "slug", "text", "wrong"), INVENTED)
def test_what_the_passage_does_not_say_is_stopped(
    language: Language, slug: str, text: str, wrong: Fault, corpus: Corpus, lexicon: Lexicon
) -> None:
    given = [source(corpus, slug, language)]
    found = fault(Written(text, (0,)), given, language, lambda t: detect_language(t, lexicon), lexicon.words)
    assert found is wrong


@pytest.mark.parametrize(
    ("citations", "wrong"), [((), Fault.NO_CITATION), ((1,), Fault.UNKNOWN_CITATION), ((-1,), Fault.UNKNOWN_CITATION)]
)
def test_a_statement_cites_a_passage_that_exists(citations: tuple[int, ...], wrong: Fault, corpus: Corpus) -> None:
    given = [source(corpus, FORM, EN)]
    assert fault(Written("Fill out a student form.", citations), given, EN, lambda text: None) is wrong


REPORT = ("outcome-first-time-employers", "bher-evaluation")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{report} ({date}): nearly 33% of employers offered a placement for the first time.", None),
        ("Nearly 33% of employers offered a placement for the first time.", Fault.FIGURE_WITHOUT_REPORT),
        ("{report} ({date}): your employer offered a placement for the first time.", Fault.RULE_FROM_REPORT),
        ("{report} ({date}): eligible employers offered a placement for the first time.", Fault.RULE_FROM_REPORT),
        ("{report} ({date}): nearly 42% of employers offered a placement for the first time.", Fault.QUANTITY),
    ],
)
def test_a_report_states_no_rule_and_its_figures_name_it(
    text: str, wrong: Fault | None, corpus: Corpus, lexicon: Lexicon
) -> None:
    given = [source(corpus, REPORT[0], EN, REPORT[1])]
    assert given[0].report and given[0].date
    said = text.format(report=f"According to {given[0].report.en}", date=given[0].date.en)
    found = fault(Written(said, (0,)), given, EN, lambda t: detect_language(t, lexicon), lexicon.words)
    assert found is wrong


def test_guide_and_report_do_not_share_a_statement(corpus: Corpus, lexicon: Lexicon) -> None:
    given = [source(corpus, FORM, EN), source(corpus, REPORT[0], EN, REPORT[1])]
    text = "Fill out a student form with your personal and demographic information."
    assert fault(Written(text, (0, 1)), given, EN, lambda t: None, lexicon.words) is Fault.MIXED_TIERS


@pytest.mark.parametrize(
    ("texts", "lost"),
    [
        (["An employer can receive a wage subsidy of up to 50% of the student's wages, to a maximum of $5,000."], []),
        (["An employer can receive a wage subsidy of up to 50% of the student's wages."], [0]),
        (
            ["A wage subsidy of up to 50%.", "To a maximum of $5,000 of the student's wages, an employer can receive."],
            [],
        ),
        ([], [0]),
    ],
)
def test_an_answer_that_loses_a_figure_is_not_whole(texts: list[str], lost: list[int], corpus: Corpus) -> None:
    given = [source(corpus, AMOUNT, EN)]
    assert missing([Written(text, (0,)) for text in texts], given, EN) == lost


def test_an_answer_that_loses_an_address_or_a_denial_is_not_whole(corpus: Corpus) -> None:
    given = [source(corpus, MIDPOINT, EN)]
    said = given[0].said
    assert missing([Written(said, (0,))], given, EN) == []
    assert missing([Written(said.replace("noreply@mail.smapply.net", "the team"), (0,))], given, EN) == [0]
    assert missing([Written(said.replace("will not be shared", "will be shared"), (0,))], given, EN) == [0]
