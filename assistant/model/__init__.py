"""A language model as help, never as authority: it rephrases, proposes and words; checks decide what is used.

This is the room's door. Nothing of a provider is imported before a model is configured.
"""

from assistant.model.chat import (
    PROVIDERS,
    Budget,
    ChatModel,
    Completion,
    ModelFailed,
    ModelSettings,
    ModelSettingsError,
    Request,
    Trouble,
)
from assistant.model.checking import Fault, LanguageOf, Source, Written, fault, missing
from assistant.model.desk import Desk, Work
from assistant.model.facts import propose
from assistant.model.langchain_chat import LangChainChat, check_model
from assistant.model.meaning import claims
from assistant.model.prompts import prompts_version
from assistant.model.quantities import Quantity, dates, quantities
from assistant.model.rephrasing import rephrase
from assistant.model.wording import word

__all__ = [
    "PROVIDERS",
    "Budget",
    "ChatModel",
    "Completion",
    "Desk",
    "Fault",
    "LangChainChat",
    "LanguageOf",
    "ModelFailed",
    "ModelSettings",
    "ModelSettingsError",
    "Quantity",
    "Request",
    "Source",
    "Trouble",
    "Work",
    "Written",
    "check_model",
    "claims",
    "dates",
    "fault",
    "missing",
    "prompts_version",
    "propose",
    "quantities",
    "rephrase",
    "word",
]
