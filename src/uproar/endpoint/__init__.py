"""A language model behind an OpenAI-compatible endpoint: one call, strict and bounded.

`address` reads where it is, `post` sends one request and hears its answer, `completion` speaks the
protocol. What is asked, and what an answer may say, is decided by who asks.
"""

from __future__ import annotations

from uproar.endpoint.completion import MAX_REPLY_BYTES, Endpoint, endpoint

__all__ = ["MAX_REPLY_BYTES", "Endpoint", "endpoint"]
