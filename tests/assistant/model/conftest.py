"""The real documents with a scripted model beside them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from assistant import Assistant, Settings
from assistant.model import Desk, LangChainChat, ModelSettings
from assistant.service import Assistant as Service
from tests.assistant.model.scripted import Reply, ScriptedModel
from tests.assistant.model.standin import StandIn, standing_in

Aided = Callable[..., tuple[Assistant, ScriptedModel]]


@pytest.fixture
def aided(assistant: Assistant) -> Aided:
    """A service over the same index and store, with a model that gives these replies."""

    def make(*replies: Reply, timeout: float = 8.0) -> tuple[Assistant, ScriptedModel]:
        model = ScriptedModel(*replies)
        return Service(assistant.settings, assistant.index, assistant.store, Desk(model, timeout)), model

    return make


@pytest.fixture(params=["openai", "anthropic", "ollama"])
def stand_in(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    """A provider's server on loopback, one protocol after the other."""
    with standing_in(request.param) as server:
        yield server


@pytest.fixture
def through(assistant: Assistant, real_settings: Settings) -> Callable[..., Assistant]:
    """A service whose model is asked through LangChain, at a server on loopback."""

    def make(server: StandIn, timeout: float = 8.0) -> Assistant:
        model = ModelSettings(f"{server.provider}:tiny", server.base_url, SecretStr("k-secret-123"), timeout)
        desk = Desk(LangChainChat(model), timeout)
        desk.prepare()
        return Service(replace(real_settings, model=model), assistant.index, assistant.store, desk)

    return make
