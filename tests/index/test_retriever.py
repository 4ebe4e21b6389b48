from typing import Any

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests.retrievers import RetrieversIntegrationTests

from corpus import Language
from index import PassageRetriever, SearchIndex


@pytest.mark.asyncio
@pytest.mark.filterwarnings("ignore:.*is marked with '@pytest.mark.asyncio':pytest.PytestWarning")
class TestLangChainsOwnSuite(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def with_index(self, index: SearchIndex) -> None:
        self.index = index

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return PassageRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"index": self.index}

    @property
    def retriever_query_example(self) -> str:
        return "Qui verse mon salaire?"

    @property
    def num_results_arg_name(self) -> str:
        return "limit"


def test_a_document_carries_the_passages_words_and_where_they_stand(index: SearchIndex) -> None:
    first = PassageRetriever(index=index).invoke("Qui verse mon salaire?")[0]
    assert first.id == "guide/pay"
    assert first.page_content == "L'employeur verse la paie au stagiaire toutes les deux semaines."
    score = first.metadata.pop("score")
    assert 0 < score <= 1
    assert first.metadata == {
        "passage": "guide/pay",
        "document": "guide",
        "section": ["Guide du programme", "La paie"],
        "language": "fr",
    }


def test_documents_come_in_the_language_asked_for(index: SearchIndex) -> None:
    first = PassageRetriever(index=index, language=Language.ENGLISH).invoke("Who pays my salary?")[0]
    assert first.page_content == "The employer pays the intern every two weeks."
    assert first.metadata["section"] == ["Program Guide", "Pay"]
    assert first.metadata["language"] == "en"


def test_documents_are_the_searchs_hits_in_order(index: SearchIndex) -> None:
    documents = PassageRetriever(index=index, limit=4).invoke("le dossier")
    hits = index.search("le dossier", Language.FRENCH, 4).hits
    assert [(document.id, document.metadata["score"]) for document in documents] == [
        (hit.passage.id, hit.score) for hit in hits
    ]


async def _documents(retriever: PassageRetriever) -> list[str | None]:
    return [document.id for document in await retriever.ainvoke("le dossier")]


@pytest.mark.asyncio
async def test_waiting_for_it_gives_the_same(index: SearchIndex) -> None:
    retriever = PassageRetriever(index=index)
    assert await _documents(retriever) == [document.id for document in retriever.invoke("le dossier")]
