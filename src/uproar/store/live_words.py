"""Words, names and links that findings took from posts: kept only while a live post has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from uproar.text.addresses import page

# Fields of findings' rows that hold words out of posts; see model/rows/.
WORD_FIELDS = ("name_terms", "hashtags")
# Fields whose row says nothing without them: a hashtag, a page, the ways of writing a name.
ROW_FIELDS = ("tag", "address", "forms")
_LINK = re.compile(r"https?://[^\s<>\"'()]+")


@dataclass(frozen=True, slots=True)
class LiveWords:
    """What stands in the live posts of an event: their words and hashtags, and where they link."""

    text: str
    pages: frozenset[str]

    @classmethod
    def of(cls, posts: pa.Table) -> LiveWords:
        """Of posts with the columns text, hashtags and links."""
        texts = [text for text in posts["text"].to_pylist() if text]
        tags = [tag for each in posts["hashtags"].to_pylist() for tag in each or ()]
        links = {link for each in posts["links"].to_pylist() for link in each or ()}
        links |= {link for text in texts for link in _LINK.findall(text)}
        pages = frozenset(page(link) for link in links)
        return cls(_folded("\n".join((*texts, *tags))), pages)

    def has(self, word: str) -> bool:
        """Whether a word, or words in a row, stands there; case and forms of letters apart."""
        return _folded(word) in self.text

    def links_to(self, address: str) -> bool:
        """Whether a post links to this page, as findings write it."""
        return address in self.pages or self.has(address)


def words_without(finding: object, live: LiveWords) -> object:
    """JSON of a finding without words, names and links out of posts that no live post has.

    >>> live = LiveWords("kettle", frozenset({"example.org/a"}))
    >>> words_without({"name_terms": ["kettle", "zanzibar"]}, live)
    {'name_terms': ['kettle']}
    >>> words_without({"rows": [{"address": "example.org/a"}, {"address": "example.org/b"}]}, live)
    {'rows': [{'address': 'example.org/a'}]}
    """
    if isinstance(finding, list):
        return [words_without(part, live) for part in finding if _may_stay(part, live)]
    if not isinstance(finding, Mapping):
        return finding
    cleaned = {
        name: [word for word in part if live.has(word)]
        if name in WORD_FIELDS and isinstance(part, list)
        else words_without(part, live)
        for name, part in finding.items()
    }
    return cleaned | _without_ids_of_dropped(finding, cleaned)


def _may_stay(row: object, live: LiveWords) -> bool:
    if not isinstance(row, Mapping):
        return True
    tag, address, forms = (row.get(name) for name in ROW_FIELDS)
    return not (
        (isinstance(tag, str) and not live.has(tag))
        or (isinstance(address, str) and not live.links_to(address))
        or (isinstance(forms, list) and not any(live.has(str(form)) for form in forms))
    )


def _without_ids_of_dropped(
    finding: Mapping[str, object], cleaned: Mapping[str, object]
) -> dict[str, object]:
    """The finding's query without the ids of rows that are gone: of people, they are names."""
    sql, before, after = finding.get("evidence_sql"), finding.get("rows"), cleaned.get("rows")
    if not (isinstance(sql, str) and isinstance(before, list) and isinstance(after, list)):
        return {}
    stay = {row.get("id") for row in after if isinstance(row, Mapping)}
    for row in before:
        row_id = row.get("id") if isinstance(row, Mapping) and "forms" in row else None
        if isinstance(row_id, str) and row_id not in stay:
            quoted = row_id.replace("'", "''")
            sql = sql.replace(f"'{quoted}'", "''")
    return {"evidence_sql": sql}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
