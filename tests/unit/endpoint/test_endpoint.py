"""A language model's endpoint made hostile: every bad answer is a clear refusal, in bounded time."""

from __future__ import annotations

import gzip
import logging
from pathlib import Path

import pytest
from tests.support.evidence import again
from tests.support.raw_server import RawServer, chat, http

from uproar.cli import main as cli
from uproar.config import Settings, resolve
from uproar.endpoint import MAX_REPLY_BYTES, Endpoint, endpoint
from uproar.errors import ConfigError, EvidenceError
from uproar.tell import draft
from uproar.tell.write.llm import LlmWriter

KEY = "sk-not-a-real-key"
ASKED = [{"role": "user", "content": "?"}]


def refusal(*pieces: bytes) -> EvidenceError:
    with RawServer(pieces) as server:
        with pytest.raises(EvidenceError) as refused:
            Endpoint(server.url, "small-model", KEY).complete(ASKED)
        assert len(server.requests) == 1
    assert KEY not in str(refused.value)
    return refused.value


def test_an_answer_is_heard_and_the_key_sent_in_its_header() -> None:
    with RawServer([http(chat("So it is."))]) as server:
        assert Endpoint(server.url, "small-model", KEY).complete(ASKED) == "So it is."
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/chat/completions HTTP/1.1\r\n")
    assert f"\r\nAuthorization: Bearer {KEY}\r\n".encode() in head + b"\r\n"
    assert KEY.encode() not in body


def test_an_answer_in_chunks_is_heard() -> None:
    body = chat("So it is.")
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(x), x) for x in (body[:7], body[7:])) + b"0\r\n\r\n"
    with RawServer([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks]) as server:
        assert Endpoint(server.url, "small-model").complete(ASKED) == "So it is."


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("is_elsewhere", [True, False])
def test_no_redirect_is_followed(code: int, is_elsewhere: bool) -> None:
    with RawServer([http(chat("Here."))]) as other:
        place = other.url if is_elsewhere else "/v2/chat/completions"
        error = refusal(http(b"", f"Location: {place}", status=f"{code} Moved"))
        assert other.requests == []
    assert f"redirect ({code})" in error.message
    assert "llm_base_url" in error.hint


BOMB = gzip.compress(b" " * 50_000_000)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
BROKEN = {
    "nothing at all": [b""],
    "no status line": [b"<html>\r\n\r\n"],
    "another protocol": [b"SSH-2.0-OpenSSH_9.9\r\n"],
    "a status that is no number": [b"HTTP/1.1 OK fine\r\n\r\n"],
    "a status line without an end": [b"HTTP/1.1 200 " + b"O" * 100_000],
    "a header of a megabyte": [b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n"],
    "a thousand headers": [b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n"],
    "headers cut short": [b"HTTP/1.1 200 OK\r\nContent-Le"],
    "a chunk cut short": [CHUNKED + b"ff\r\n" + chat("x")[:20]],
    "a chunk without a size": [CHUNKED + b"zz\r\n" + chat("x")],
    "a chunk of a negative size": [CHUNKED + b"-5\r\n" + chat("x")],
    "chunks without an end": [CHUNKED + b"%x\r\n%s\r\n" % (len(chat("x")), chat("x"))],
    "a length too long": [http(chat("x"), length=9_000)],
    "a length too short": [http(chat("x"), length=20)],
    "a length that is no number": [b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + chat("x")],
    "two lengths": [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\n" + chat("x")],
    "bytes of no encoding": [http(b'{"choices": [{"message": {"content": "\xff\xfe"}}]}')],
    "another encoding": [http(chat("x").decode().encode("utf-16"))],
    "half a letter": [http(b'{"choices": [{"message": {"content": "\\ud800"}}]}')],
    "packed": [http(gzip.compress(chat("x")), "Content-Encoding: gzip")],
    "packed a thousandfold": [http(BOMB, "Content-Encoding: gzip")],
    "said to be packed": [http(chat("x"), "Content-Encoding: br")],
    "no JSON": [http(b"<html>sorry</html>")],
    "JSON nested without end": [http(b"[" * 100_000)],
    "a number of 100,000 digits": [http(b"9" * 100_000)],
    "JSON of another shape": [http(b'{"error": "quota"}')],
    "no choice": [http(b'{"choices": []}')],
    "no text": [http(b'{"choices": [{"message": {"content": null}}]}')],
    "too large": [http(chat("x" * MAX_REPLY_BYTES))],
    "too large, in chunks": [CHUNKED, *([b"10000\r\n" + b" " * 65536 + b"\r\n"] * 20)],
    "too large, without a length": [b"HTTP/1.0 200 OK\r\n\r\n", *([b" " * 65536] * 20)],
    "no content": [b"HTTP/1.1 204 No Content\r\n\r\n"],
    "not found": [http(b"{}", status="404 Not Found")],
    "a fault of the server": [http(b"{}", status="500 Oh no")],
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_is_a_clear_refusal(name: str) -> None:
    error = refusal(*BROKEN[name])
    assert error.message.startswith("the language model")
    assert len(error.message) < 200


@pytest.mark.parametrize("name", ["a chunk cut short", "packed a thousandfold", "no status line"])
def test_after_a_broken_answer_the_plain_story_stands_and_says_why(name: str) -> None:
    with RawServer(BROKEN[name]) as server:
        story = draft(again(), writer=LlmWriter(Endpoint(server.url, "small-model", KEY)))
    assert story.paragraphs == draft(again()).paragraphs
    assert [reason for who, reason in story.refused if who == "llm"]
    assert story.writer == "plain"


DRIPS = {
    "the status line": [b"H", b"T", b"T", b"P"] * 500,
    "the headers": [b"HTTP/1.1 200 OK\r\n", *([b"x"] * 2000)],
    "whole headers": [b"HTTP/1.1 200 OK\r\n", *([b"X: y\r\n"] * 90)],
    "the body": [b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", *([b" "] * 2000)],
    "the chunks": [CHUNKED, *([b"1\r\n \r\n"] * 2000)],
    "early hints": [b"HTTP/1.1 100 Continue\r\n\r\n"] * 2000,
    "nothing": [b""] * 2000,
}


@pytest.mark.parametrize("name", DRIPS)
def test_an_answer_that_drips_ends_at_the_deadline(name: str) -> None:
    """The wait between two pieces is shorter than the deadline, all pieces together far longer."""
    with RawServer(DRIPS[name], pause_s=0.03) as server:
        with pytest.raises(EvidenceError, match=r"within 0\.2 s"):
            Endpoint(server.url, "small-model", KEY, 0.2).complete(ASKED)
        assert server.n_sent < len(DRIPS[name])


@pytest.mark.parametrize("text", ["words \x1b[31m red", f"the key is {KEY}"])
def test_nothing_that_the_server_sent_stands_in_an_error(text: str) -> None:
    for answer in (
        f"{text}\r\n\r\n".encode(),
        http(b"{}", status=f"403 {text}"),
        http(text.encode()),
        http(chat(text), f"Content-Encoding: {text}"),
    ):
        error = refusal(answer)
        assert text not in str(error)
        assert "\x1b" not in str(error)


def test_an_answer_that_repeats_the_key_is_dropped() -> None:
    assert "key" in refusal(http(chat(f"Bearer {KEY}, so it is."))).message


ODD_ADDRESSES = [
    "", "v1", "file:///etc/passwd", "ftp://example.org/v1", "//example.org/v1", "http://", "http:///v1",
    "http://:80/v1", "http://example.org:port/v1", "http://example.org:99999/v1", "http://[::1/v1",
    "http://[zz]/v1", "http://exa mple.org/v1", "http://example.org/v 1", " http://example.org/v1",
    "http://example.org/v1\n", "http://example.org/\x00v1", "http://example.org/v1?key=secret",
    "http://example.org/v1#there", "http://user:secret@example.org/v1", "http://secret@example.org/v1",
    "http://a..b/v1", "http://" + "a" * 70 + ".org/v1", "http://" + "a." * 200 + "org/v1",
    "http://example.org\\@evil.example/v1", "http://exa\u202emple.org/v1", "http://\ud800.org/v1",
]  # fmt: skip


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_odd_address_is_a_setting_to_fix(address: str) -> None:
    with pytest.raises(ConfigError, match="llm_base_url") as refused:
        Endpoint(address, "small-model", KEY).complete(ASKED)
    assert "secret" not in str(refused.value)
    assert str(refused.value).encode()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/v1", "https://127.0.0.1:9"])
def test_nobody_there_is_a_clear_refusal(address: str) -> None:
    with pytest.raises(EvidenceError, match="the language model"):
        Endpoint(address, "small-model", timeout_s=2).complete(ASKED)


def test_a_server_without_a_certificate_gets_nothing() -> None:
    with RawServer([http(chat("x"))]) as server:
        address = server.url.replace("http:", "https:")
        with pytest.raises(EvidenceError, match="the language model"):
            Endpoint(address, "small-model", KEY, 0.3).complete(ASKED)
    assert KEY.encode() not in b"".join(server.requests)


BAD_KEYS = [
    f"{KEY}\r", f"{KEY}\n", f"{KEY}\r\nX-Other: 1", f"\n{KEY}", f"{KEY} ", f"sk not {KEY}", f"{KEY}\x00",
    f"{KEY}\t", f"{KEY}한", f"{KEY}é", f"“{KEY}”", f"{KEY}\u2028", f"{KEY}\ud800", f"{KEY}\x7f",
]  # fmt: skip


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_no_header_can_hold_is_refused_unread(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """On entry, and by the endpoint; nothing of it is in the error, its causes, or the log."""
    caplog.set_level(logging.DEBUG)
    errors: list[BaseException] = []
    with pytest.raises(ConfigError, match="llm_api_key") as refused:
        resolve(flags={"llm_api_key": key})
    errors.append(refused.value)
    if "\x00" not in key and "\ud800" not in key:
        with monkeypatch.context() as context:
            context.setenv("UPROAR_LLM_API_KEY", key)
            with pytest.raises(ConfigError, match="llm_api_key") as refused:
                resolve(tmp_path)
        errors.append(refused.value)
    with RawServer([http(chat("x"))]) as server:
        settings = Settings(llm_base_url=server.url, llm_model="small-model", llm_api_key=key)
        with pytest.raises(ConfigError, match="llm_api_key") as refused:
            endpoint(settings).complete(ASKED)
        errors.append(refused.value)
        assert server.requests == []
    for error in errors:
        while error is not None:
            assert KEY not in f"{error!r} {error}"
            error = error.__cause__ or error.__context__  # type: ignore[assignment]
    assert KEY not in caplog.text


@pytest.mark.parametrize("command", ["story", "measure", "gather", "review"])
def test_no_command_shows_or_keeps_a_bad_key(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    desk = tmp_path / "desk"
    assert cli(["init", str(desk)]) == 0
    monkeypatch.setenv("UPROAR_LLM_API_KEY", f"{KEY}\r")
    words = {"story": ["story", "--writer", "llm"], "review": ["review", "list"]}
    assert cli([*words.get(command, [command]), "--desk", str(desk)]) == 2
    shown = capfd.readouterr()
    assert KEY not in shown.out + shown.err
    assert not any(KEY.encode() in p.read_bytes() for p in desk.rglob("*") if p.is_file())


@pytest.mark.parametrize("secret", ["llm_api_key", "pseudonym_key"])
@pytest.mark.parametrize("written", ["true", '["hunter"]', "{ a = 'hunter' }"])
def test_a_secret_of_a_wrong_type_is_not_shown(secret: str, written: str, tmp_path: Path) -> None:
    (tmp_path / "uproar.toml").write_text(f"{secret} = {written}\n")
    with pytest.raises(ConfigError, match=secret) as refused:
        resolve(tmp_path)
    assert "hunter" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["http://user:hunter@example.org/v1", "http://hunter@example.org", "http://a/?k=hunter"],
)
def test_an_address_with_a_login_is_refused_on_entry_unread(address: str) -> None:
    """It would be saved with every run."""
    with pytest.raises(ConfigError, match="llm_base_url") as refused:
        resolve(flags={"llm_base_url": address})
    assert "hunter" not in str(refused.value)


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e12])
def test_a_deadline_is_a_time(seconds: float) -> None:
    with pytest.raises(ConfigError, match="llm_timeout_s"):
        resolve(flags={"llm_timeout_s": seconds})
