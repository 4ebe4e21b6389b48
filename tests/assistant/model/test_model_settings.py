"""The model's settings: read, refused in one sentence, and never shown with their key."""

import importlib.util
from pathlib import Path

import pytest

from assistant import SettingsError, build_assistant, read_settings


def test_the_defaults_name_no_model() -> None:
    model = read_settings({}).model
    assert (model.name, model.base_url, model.timeout, model.budget) == ("", "", 8.0, 0)


def test_they_are_read_and_the_key_is_not_shown() -> None:
    settings = read_settings(
        {
            "WIL_CHAT_MODEL": "openai:gpt-x",
            "WIL_CHAT_BASE_URL": "https://llm.example.ca/v1/",
            "WIL_CHAT_KEY": "k-secret-123",
            "WIL_CHAT_TIMEOUT": "2.5",
            "WIL_CHAT_BUDGET": "50000",
        }
    )
    model = settings.model
    assert (model.name, model.provider, model.base_url) == ("openai:gpt-x", "openai", "https://llm.example.ca/v1")
    assert (model.timeout, model.budget, model.key.get_secret_value()) == (2.5, 50000, "k-secret-123")
    assert "k-secret" not in repr(model) + str(model) + repr(settings)
    assert "***" in repr(model)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIL_CHAT_MODEL", "gpt-x"),
        ("WIL_CHAT_MODEL", "azure:gpt-x"),
        ("WIL_CHAT_MODEL", "openai:"),
        ("WIL_CHAT_MODEL", "openai:two words"),
        ("WIL_CHAT_BASE_URL", "llm.example.ca"),
        ("WIL_CHAT_TIMEOUT", "0"),
        ("WIL_CHAT_TIMEOUT", "nan"),
        ("WIL_CHAT_TIMEOUT", "1000"),
        ("WIL_CHAT_BUDGET", "-1"),
        ("WIL_CHAT_BUDGET", "lots"),
    ],
)
def test_a_value_that_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is '{value}'; it must be"):
        read_settings({name: value})


@pytest.mark.parametrize("key", ["two words", "clé-secrète", "line\nbreak"])
def test_a_key_that_cannot_be_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(SettingsError, match="WIL_CHAT_KEY") as refused:
        read_settings({"WIL_CHAT_KEY": key})
    assert key not in str(refused.value)


def built(tmp_path: Path, **settings: str) -> None:
    database = f"sqlite:///{tmp_path / 'wil.sqlite3'}"
    build_assistant(read_settings({"WIL_DATA": str(tmp_path), "WIL_DATABASE_URL": database, **settings})).store.close()


@pytest.mark.parametrize("model", ["openai:gpt-x", "anthropic:claude-x"])
def test_a_provider_s_own_service_wants_a_key(model: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="WIL_CHAT_KEY is empty"):
        built(tmp_path, WIL_CHAT_MODEL=model)
    built(tmp_path, WIL_CHAT_MODEL=model, WIL_CHAT_KEY="k")
    built(tmp_path, WIL_CHAT_MODEL=model, WIL_CHAT_BASE_URL="http://127.0.0.1:8080/v1")


def test_a_missing_package_is_named_with_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        "assistant.model.langchain_chat.find_spec", lambda name: None if "ollama" in name else real(name)
    )
    with pytest.raises(
        SettingsError, match=r"langchain-ollama is not installed\. Run: pip install 'wil-assistant\[model\]'"
    ):
        built(tmp_path, WIL_CHAT_MODEL="ollama:tiny")
