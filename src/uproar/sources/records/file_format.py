"""A platform's file format as a Source: how to know it, cut it into records, and read one."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from uproar.config import Settings
from uproar.errors import UnexpectedPayload
from uproar.files import open_regular
from uproar.model import Batch, Gap, Page, Query, SourceSpec
from uproar.sources.records.decompress import n_bytes_read, open_file
from uproar.sources.records.rows import Reader, batch

# chosen on: judgement; not swept. Records in memory at once.
PAGE_RECORDS = 10_000
# Decompressed bytes from which on a page has no more records: 10,000 of a few kilobytes fit.
PAGE_BYTES = 32 << 20  # chosen on: judgement; parsed they take about ten times as much memory

Options = Mapping[str, object]  # what [[source]] says of a file, and what its page adds


@dataclass(slots=True)
class FileFormat:
    """A Source that reads files.

    `detects` gets the first decompressed bytes and the file's name. `cut` gives the records of a
    stream: parsed JSON, rows, or bytes where a record could not be parsed; a Gap among them says
    what the file lacks. `reader` gives the function that reads one record; it is asked once per
    page, with the page's context.
    """

    name: str
    platform: str
    terms: str
    detects: Callable[[bytes, str], bool]
    cut: Callable[[BinaryIO, Options], Iterator[object]]
    reader: Callable[[Options, Settings], Reader]
    aliases: tuple[str, ...] = ()

    def detect(self, head: bytes, name: str) -> bool:
        """Whether a file that begins with these bytes (decompressed) is in this format."""
        return self.detects(head, name)

    def fetch(self, query: Query, cursor: str, settings: Settings) -> Iterator[Page]:
        """Pages of the file at `query.target`, from the record number in `cursor` on."""
        path = Path(query.target)
        spec = SourceSpec(self.platform, str(path), self.name)
        yield from SourceFile(self, spec, path).pages(cursor)

    def parse(self, page: Page, settings: Settings) -> Batch:
        """Posts, operations and rejects of one page."""
        return batch(page, self.reader(page.context, settings))


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a source: its format, and its pages.

    Every record of the file is in exactly one page, so the sum of the pages' n_records is the
    file's. What the file says it lacks is in `page.context["gaps"]` of its last page.
    """

    source: FileFormat
    spec: SourceSpec
    path: Path
    was_detected: bool = False

    def sha256(self) -> str:
        """The digest of the file as it lies on disk."""
        with open_regular(self.path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def pages(self, cursor: str = "") -> Iterator[Page]:
        """Pages of PAGE_RECORDS records, less of long ones, from record number `cursor` on.

        Empty: a file without records gives no page. Raises UnexpectedPayload.
        """
        origin = self.sha256()[:12]
        skip = int(cursor or 0)
        platform = self.source.platform or self.spec.platform
        options = {**self.spec.options, "platform": platform, "format": self.spec.format}
        gaps: list[Gap] = []
        with open_file(self.path) as stream:
            try:
                records = _without_gaps(self.source.cut(stream, options), gaps)
                next(islice(records, skip, skip), None)
                while page := _page(records, stream):
                    end = skip + len(page)
                    context = {**options, "gaps": tuple(gaps)}
                    gaps.clear()
                    yield Page(origin, skip, page, str(end), context)
                    skip = end
                if gaps:
                    yield Page(origin, skip, [], str(skip), {**options, "gaps": tuple(gaps)})
            except UnexpectedPayload as error:
                raise UnexpectedPayload(
                    f"{self.path.name}: {error.message}", hint=error.hint
                ) from error


def _page(records: Iterator[object], stream: io.BufferedReader) -> list[object]:
    """The next records, as many as a page holds. Empty: there are no more."""
    page: list[object] = []
    end = n_bytes_read(stream) + PAGE_BYTES
    for record in records:
        page.append(record)
        if len(page) == PAGE_RECORDS or n_bytes_read(stream) > end:
            break
    return page


def _without_gaps(records: Iterator[object], gaps: list[Gap]) -> Iterator[object]:
    """The records alone; a Gap among them is added to `gaps`."""
    for record in records:
        if isinstance(record, Gap):
            gaps.append(record)
        else:
            yield record
