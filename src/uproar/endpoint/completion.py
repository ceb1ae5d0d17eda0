"""One call to an OpenAI-compatible endpoint: the package's only use of the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson

from uproar.config import Settings, is_header_safe
from uproar.endpoint.address import address_of
from uproar.endpoint.post import MAX_REPLY_BYTES, post
from uproar.errors import ConfigError, EvidenceError

__all__ = ["MAX_REPLY_BYTES", "Endpoint", "endpoint"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model answers: hosted, Ollama, llama.cpp, vLLM.

    `timeout_s` is for the whole call. The key is sent to the named host alone.
    """

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    timeout_s: float = 60.0  # chosen on: judgement; a setting, see docs/settings.md

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The text of the model's answer.

        Raises ConfigError for an unusable address or key or no model, EvidenceError when no text
        comes. Neither holds the key, or anything that the server sent.
        """
        if not self.model:
            raise ConfigError("no language model named", hint="set llm_model")
        if not is_header_safe(self.api_key):
            raise ConfigError("llm_api_key is not a key", hint="one line of letters and digits")
        content = {"model": self.model, "temperature": 0, "messages": list(messages)}
        key = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        body = post(
            address_of(self.base_url),
            "/chat/completions",
            orjson.dumps(content),
            {"Content-Type": "application/json", **key},
            timeout_s=self.timeout_s,
        )
        answer = _text(body)
        if self.api_key and self.api_key in answer:
            raise EvidenceError("the language model's answer repeats the key")
        return answer


def endpoint(settings: Settings) -> Endpoint:
    """The endpoint that the settings name. Raises ConfigError where they name no model."""
    if not settings.llm_model:
        raise ConfigError("no language model named", hint="set llm_model")
    return Endpoint(
        settings.llm_base_url, settings.llm_model, settings.llm_api_key, settings.llm_timeout_s
    )


def _text(body: bytes) -> str:
    try:
        content = orjson.loads(body)["choices"][0]["message"]["content"]
    except ValueError:
        raise EvidenceError("the language model's answer is no JSON") from None
    except (KeyError, IndexError, TypeError):
        raise EvidenceError("the language model's answer holds no text") from None
    if not isinstance(content, str):
        raise EvidenceError("the language model's answer holds no text")
    return content
