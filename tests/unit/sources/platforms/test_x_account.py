"""Protected accounts of X, in every layout that describes an account."""

from typing import Any

import pytest

from uproar.config import Settings
from uproar.model import REFUSED_BY_AUTHOR, Page
from uproar.sources.platforms import x_v1, x_v2

AT = "Sun May 18 11:00:00 +0000 2025"
CREATED_AT = "Thu Jun 07 11:08:14 +0000 2018"


def of_v2(user: dict[str, Any]) -> dict[str, Any]:
    tweet = {"id": "1", "text": "one", "author_id": "7", "author": {"id": "7", **user}}
    (row,) = x_v2.SOURCE.parse(Page("f", 0, [tweet]), Settings()).posts.to_pylist()
    return dict(row)


def of_response(user: dict[str, Any]) -> dict[str, Any]:
    tweet = {"id": "1", "text": "one", "author_id": "7"}
    response = {"data": [tweet], "includes": {"users": [{"id": "7", **user}]}}
    page = Page("f", 0, list(x_v2._unwrap(response) or ()))
    (row,) = x_v2.SOURCE.parse(page, Settings()).posts.to_pylist()
    return dict(row)


def of_v1(user: dict[str, Any]) -> dict[str, Any]:
    status = {"id_str": "1", "text": "one", "created_at": AT, "user": {"id_str": "7", **user}}
    (row,) = x_v1.SOURCE.parse(Page("f", 0, [status]), Settings()).posts.to_pylist()
    return dict(row)


def of_site(user: dict[str, Any]) -> dict[str, Any]:
    legacy = {"full_text": "one", "created_at": AT}
    result = {"result": {"rest_id": "7", **user}}
    status = {"rest_id": "1", "legacy": legacy, "core": {"user_results": result}}
    item = {"source_platform": "x.com", "data": status}
    page = Page("f", 0, list(x_v1._unwrap(item) or ()))
    (row,) = x_v1.SOURCE.parse(page, Settings()).posts.to_pylist()
    return dict(row)


LAYOUTS = [
    pytest.param(of_v2, lambda says: {"protected": says}, id="v2, flattened"),
    pytest.param(of_response, lambda says: {"protected": says}, id="v2, response"),
    pytest.param(of_v1, lambda says: {"protected": says}, id="v1.1"),
    pytest.param(of_site, lambda says: {"legacy": {"protected": says}}, id="site until 2025"),
    pytest.param(of_site, lambda says: {"privacy": {"protected": says}}, id="site since 2025"),
    pytest.param(
        of_site,
        lambda says: {"legacy": {"protected": False}, "privacy": {"protected": says}},
        id="site, both",
    ),
]


@pytest.mark.parametrize(("read", "user"), LAYOUTS)
def test_a_protected_author_is_recognised_in_every_layout(read: Any, user: Any) -> None:
    assert read(user(True))["reuse"] == REFUSED_BY_AUTHOR["protected"]
    for says in (False, None, "true", 1, [], {}):
        assert read(user(says))["reuse"] is None


def test_the_site_of_today_tells_age_and_followers_beside_the_legacy_fields() -> None:
    row = of_site({"core": {"created_at": CREATED_AT}, "relationship_counts": {"followers": 16}})
    old = of_site({"legacy": {"created_at": CREATED_AT, "followers_count": 16}})
    assert row["author_followers"] == old["author_followers"] == 16
    assert row["author_created_at"] == old["author_created_at"] == 1_528_369_694_000_000
