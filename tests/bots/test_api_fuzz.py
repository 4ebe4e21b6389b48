"""Requests made from the API's own description, broken ones too: no answer is the server's error."""

from typing import Any

import schemathesis
from hypothesis import given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok

from assistant import Assistant
from bots.web import create_app

_REQUESTS = 15  # of each operation


def test_no_request_is_a_server_error(assistant: Assistant) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(assistant))
    operations: list[Any] = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= 10
    for operation in operations:

        @settings(max_examples=_REQUESTS)
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            case.call_and_validate(checks=[not_a_server_error])

        ask()
