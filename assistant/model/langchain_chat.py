"""A model through LangChain: `openai:…`, `anthropic:…` or `ollama:…`; its packages are imported when it is made."""

import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from assistant.model.chat import (
    LONGEST,
    PROVIDERS,
    Completion,
    ModelFailed,
    ModelSettings,
    ModelSettingsError,
    Request,
    Trouble,
)

_ADDRESSES = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "ollama": "http://127.0.0.1:11434",
}
_BY_CLASS = {
    "RateLimitError": Trouble.RATE_LIMIT,
    "APITimeoutError": Trouble.TIMEOUT,
    "ReadTimeout": Trouble.TIMEOUT,
    "ConnectTimeout": Trouble.TIMEOUT,
    "TimeoutException": Trouble.TIMEOUT,
    "APIConnectionError": Trouble.CONNECTION,
    "ConnectError": Trouble.CONNECTION,
    "ReadError": Trouble.CONNECTION,
    "RemoteProtocolError": Trouble.CONNECTION,
    "ConnectionError": Trouble.CONNECTION,
    "ContentFilterFinishReasonError": Trouble.REFUSED,
    "OpenAIRefusalError": Trouble.REFUSED,
    "LengthFinishReasonError": Trouble.MALFORMED,
    "JSONDecodeError": Trouble.MALFORMED,
}
_STATUSES = {429: Trouble.RATE_LIMIT, 408: Trouble.TIMEOUT, 504: Trouble.TIMEOUT}
_REFUSALS = ("refusal", "content_filter")
_UNSUPPORTED = (400, 422)  # what a server says that does not know JSON schemas


def check_model(settings: ModelSettings) -> None:
    """Raise ModelSettingsError where the provider's package is missing, or its own service is asked without a key."""
    package = PROVIDERS[settings.provider]
    if any(find_spec(name) is None for name in ("langchain", package.replace("-", "_"))):
        raise ModelSettingsError(
            f"WIL_CHAT_MODEL is '{settings.name}' and the package {package} is not installed. "
            "Run: pip install 'wil-assistant[model]'"
        )
    if settings.provider != "ollama" and not settings.base_url and not settings.key.get_secret_value():
        raise ModelSettingsError(
            f"WIL_CHAT_MODEL is '{settings.name}' and WIL_CHAT_KEY is empty. Give the provider's key, "
            "or in WIL_CHAT_BASE_URL the address of a server that needs none."
        )


class LangChainChat:
    """A `ChatModel` over `init_chat_model`; the client is made by the first request, or by `prepare`."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._client: Any = None
        self._structured = True

    @property
    def name(self) -> str:
        """Provider and model, as the settings name them."""
        return self._settings.name

    def prepare(self) -> None:
        """Import the provider's package and make the client, so that no reply waits for it."""
        if self._client is not None:
            return
        from langchain.chat_models import init_chat_model

        self._client = init_chat_model(self._settings.name, **_options(self._settings))

    def complete(self, request: Request, seconds: float) -> Completion:
        """What the model writes within so many seconds; raises ModelFailed."""
        until = time.monotonic() + seconds
        try:
            return self._ask(request, until)
        except ModelFailed as failed:
            if failed.trouble is not Trouble.UNSUPPORTED:
                raise
        self._structured = False  # from now on the instructions alone ask for JSON
        return self._ask(request, until)

    def _ask(self, request: Request, until: float) -> Completion:
        from langsmith import tracing_context

        try:
            self.prepare()
            # Whatever the machine's environment asks for, nothing is traced to an outside service.
            with tracing_context(enabled=False):
                return self._read(request, until)
        except ModelFailed:
            raise
        except Exception as error:  # noqa: BLE001 - each provider's client raises a family of its own
            raise _failure(error, self._structured) from None

    def _read(self, request: Request, until: float) -> Completion:
        """The reply piece by piece, so that one that never ends is left at the deadline."""
        messages = [("system", request.instructions), ("human", request.material)]
        whole: Any = None
        stream = self._client.bind(**self._per_request(request)).stream(messages)
        for piece in stream:
            whole = piece if whole is None else whole + piece
            if time.monotonic() > until:
                stream.close()
                raise ModelFailed(Trouble.TIMEOUT)
        return _completion(whole)

    def _per_request(self, request: Request) -> Mapping[str, Any]:
        """The reply's form and length, as the provider takes them."""
        ollama = self._settings.provider == "ollama"
        form: dict[str, Any] = {} if ollama else {"max_tokens": request.longest}
        if self._structured:
            schema = {"name": request.name, "strict": True, "schema": dict(request.schema)}
            form["response_format"] = {"type": "json_schema", "json_schema": schema}
            form |= {} if ollama else {"temperature": 0}  # some models refuse a temperature as others a schema
        return form


def _options(settings: ModelSettings) -> dict[str, Any]:
    """What the provider's client is made with: always this key and this address, never the environment's."""
    key = settings.key.get_secret_value()
    options: dict[str, Any] = {"base_url": settings.base_url or _ADDRESSES[settings.provider]}
    if settings.provider == "ollama":
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        client = {"timeout": settings.timeout, "headers": headers}
        return options | {"temperature": 0, "num_predict": LONGEST, "client_kwargs": client}
    options |= {"timeout": settings.timeout, "max_retries": 0, "api_key": key or "none"}
    return options | ({"stream_usage": True} if settings.provider == "openai" else {})


def _completion(whole: Any) -> Completion:
    """The pieces put together; raises ModelFailed for a refusal or nothing at all."""
    if whole is None:
        raise ModelFailed(Trouble.EMPTY)
    said = whole.response_metadata or {}
    if {str(said.get("finish_reason")), str(said.get("stop_reason"))} & set(_REFUSALS):
        raise ModelFailed(Trouble.REFUSED)
    if whole.additional_kwargs.get("refusal"):
        raise ModelFailed(Trouble.REFUSED)
    text = _text(whole.content)
    if not text.strip():
        raise ModelFailed(Trouble.EMPTY)
    usage = whole.usage_metadata or {}
    return Completion(text, usage.get("total_tokens"))


def _text(content: str | Sequence[Any]) -> str:
    """The words of a message's content; parts that are no text (thinking, tools) are left out."""
    if isinstance(content, str):
        return content
    parts = [part if isinstance(part, str) else part.get("text", "") for part in content]
    return "".join(part for part in parts if isinstance(part, str))


def _failure(error: BaseException, structured: bool) -> ModelFailed:
    """What went wrong, without the provider's own words: they may hold the request."""
    status = getattr(error, "status_code", None)
    detail = f"{type(error).__name__}{f' {status}' if status else ''}"
    if structured and status in _UNSUPPORTED:
        return ModelFailed(Trouble.UNSUPPORTED, detail)
    if status in _STATUSES:
        return ModelFailed(_STATUSES[status], detail)
    names = [family.__name__ for family in type(error).__mro__]
    trouble = next((_BY_CLASS[name] for name in names if name in _BY_CLASS), Trouble.PROVIDER)
    return ModelFailed(trouble, detail)
