"""Search of a small corpus: every text is compared, and kernel ridge regression tells the passages apart."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corpus import Language
from index.bank import Bank
from index.comparing import Comparison
from index.keyword_search import KeywordSearch


@dataclass(frozen=True)
class RidgeSearch:
    """The bank's classifier, beside the vectors and the keywords."""

    bank: Bank
    keywords: KeywordSearch

    def compare(
        self, question: str, language: Language, vector: np.ndarray, among: np.ndarray | None = None
    ) -> Comparison:
        """Compare a question with every passage and every outside theme."""
        cosines = self.bank.cosines(vector)
        kernel = self.bank.kernel(question, language, cosines)
        keywords = self.keywords.scores(question, language)
        return Comparison(
            passages=np.arange(len(keywords)),
            ridge=self.bank.class_scores(kernel),
            nearest=self.bank.nearest(kernel),
            dense=self.bank.nearest(cosines),
            keywords=keywords,
            rows=self._rows,
            classes=self.bank.classes,
            kernel=kernel,
        )

    @cached_property
    def _rows(self) -> np.ndarray:
        return np.arange(len(self.bank.classes))
