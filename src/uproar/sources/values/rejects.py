"""Why a record does not become a post."""

from __future__ import annotations


class Unusable(Exception):
    """A record that is no post: a reason code, a detail without post text, the id if it has one."""

    outcome = "rejected"

    def __init__(self, reason: str, detail: str, post_id: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.detail, self.post_id = reason, detail, post_id


class OutOfScope(Unusable):
    """A record that is understood and not wanted: a like, a follow, a notice."""

    outcome = "out_of_scope"
