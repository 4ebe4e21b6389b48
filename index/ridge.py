"""Search of a small corpus: every text is compared, and kernel ridge regression tells the passages apart."""

from dataclasses import dataclass

import numpy as np

from corpus import Language
from index.bank import Banks
from index.comparing import Comparison
from index.keyword_search import KeywordSearch


@dataclass(frozen=True)
class RidgeSearch:
    """The classifier of a question's language, beside the vectors and the keywords."""

    banks: Banks
    keywords: KeywordSearch

    def compare(
        self, question: str, language: Language, vector: np.ndarray, among: np.ndarray | None = None
    ) -> Comparison:
        """Compare a question with every passage and every outside theme."""
        bank = self.banks.of(language)
        cosines = bank.cosines(vector)
        kernel = bank.kernel(question, language, cosines)
        nearest = bank.nearest(kernel)
        keywords = self.keywords.scores(question, language)
        return Comparison(
            passages=np.arange(len(keywords)),
            ridge=bank.class_scores(kernel, nearest[: len(keywords)]),
            nearest=nearest,
            dense=bank.nearest(cosines),
            keywords=keywords,
            rows=bank.numbers,
            classes=bank.classes,
            kernel=kernel,
        )
