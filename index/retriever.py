"""The search as a LangChain retriever."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus import Language
from index.search import SearchIndex


class PassageRetriever(BaseRetriever):
    """Passages as LangChain documents: the text in `language`, the id, score and section as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: SearchIndex
    language: Language = Language.FRENCH
    limit: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, limit: int | None = None
    ) -> list[Document]:
        found = self.index.search(query, self.language, self.limit if limit is None else limit)
        documents = []
        for hit in found.hits:
            passage = hit.passage
            language = self.language if self.language in passage.renderings else next(iter(passage.renderings))
            rendering = passage.renderings[language]
            metadata = {
                "passage": passage.id,
                "document": passage.document,
                "section": list(rendering.headings),
                "language": language.value,
                "score": hit.score,
            }
            documents.append(Document(id=passage.id, page_content=rendering.text, metadata=metadata))
        return documents
