"""One call to an OpenAI-compatible endpoint: the package's only use of the network."""

from __future__ import annotations

import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import orjson

from uproar.config import Settings
from uproar.errors import ConfigError, EvidenceError

MAX_REPLY_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers: hosted, Ollama, llama.cpp, vLLM."""

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    timeout_s: float = 60.0

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The text of the model's answer.

        Raises ConfigError for an unusable address or no model, EvidenceError when no text comes.
        """
        if not self.model:
            raise ConfigError("no language model named", hint="set llm_model")
        if urlsplit(self.base_url).scheme not in ("http", "https"):
            raise ConfigError(f"llm_base_url = {self.base_url!r}", hint="http://… or https://…")
        try:
            with urllib.request.urlopen(self._request(messages), timeout=self.timeout_s) as reply:  # noqa: S310  # the scheme is checked above
                body = reply.read(MAX_REPLY_BYTES)
            content = orjson.loads(body)["choices"][0]["message"]["content"]
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            # a refused connection and a timeout are OSErrors, broken JSON a ValueError
            raise EvidenceError(f"the language model gave no answer: {error!r:.200}") from error
        if not isinstance(content, str):
            raise EvidenceError("the language model's answer holds no text")
        return content

    def _request(self, messages: Sequence[dict[str, str]]) -> urllib.request.Request:
        content = {"model": self.model, "temperature": 0, "messages": list(messages)}
        key = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        return urllib.request.Request(  # noqa: S310  # the scheme is checked by the caller
            f"{self.base_url.rstrip('/')}/chat/completions",
            data=orjson.dumps(content),
            headers={"Content-Type": "application/json", **key},
        )


def endpoint(settings: Settings) -> Endpoint:
    """The endpoint that the settings name. Raises ConfigError where they name no model."""
    if not settings.llm_model:
        raise ConfigError("no language model named", hint="set llm_model")
    return Endpoint(
        settings.llm_base_url, settings.llm_model, settings.llm_api_key, settings.llm_timeout_s
    )
