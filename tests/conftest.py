"""What every test gets: no network beyond this machine, and an environment without the person's own settings."""

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from assistant import Assistant, Settings, build_assistant, read_settings, rebuild_index

# One reply takes some 20 ms: a hundred and fifty in a test run, five minutes of them with `make fuzz`.
_ANY_TIME = settings(deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("brief", _ANY_TIME, max_examples=150)
settings.register_profile("fuzz", _ANY_TIME, max_examples=10_000)
settings.load_profile("brief")

_LOCAL = ("127.", "::1", "localhost", "/")  # loopback, and Unix sockets by their path


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any connection that leaves the machine fails, with the address in the message."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            host = address[0] if isinstance(address, tuple) else str(address)
            if not str(host).startswith(_LOCAL):
                raise AssertionError(f"a test tried to reach {address!r}")
            return real(self, address)

        return connect

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the machine do not reach the tests."""
    import os

    for name in list(os.environ):
        if name.startswith("WIL_") and name != "WIL_TEST_ALL":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose index is that of the real documents; it is kept between runs and rebuilt where they changed."""
    kept = Path(__file__).parent.parent / "build" / "test-data"
    data = tmp_path_factory.mktemp("data")
    environ = {"WIL_DATA": str(kept), "WIL_DATABASE_URL": f"sqlite:///{data / 'wil.sqlite3'}"}
    found = read_settings({**environ, "WIL_LIMIT_CLIENT": "0", "WIL_LIMIT_CONVERSATION": "0"})
    rebuild_index(found, lambda step, done, total: None)
    return found


@pytest.fixture(scope="session")
def assistant(real_settings: Settings) -> Assistant:
    """The service over the real documents."""
    return build_assistant(real_settings)
