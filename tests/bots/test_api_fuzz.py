"""Requests made from the API's own description, broken ones too: no answer is the server's error."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error

from assistant import Assistant
from bots.web import create_app

schema = schemathesis.pytest.from_fixture("described")


@pytest.fixture(scope="module")
def described(assistant: Assistant) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", create_app(assistant))


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_is_a_server_error(case: Any) -> None:
    case.call_and_validate(checks=[not_a_server_error])
