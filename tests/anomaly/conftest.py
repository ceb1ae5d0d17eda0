"""A desk with something of every kind on it, made once; tests change copies of it."""

from __future__ import annotations

import pytest
from tests.support.whole_desk import WholeDesk, whole_desk


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> WholeDesk:
    return whole_desk(tmp_path_factory.mktemp("whole"))
