"""The full-text index: folded words of every version of a report, newest first.

A document's number begins with its day, so that the newest are found without sorting, however common a word is, and
with `known` as an upper bound. A long report is several documents.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from zlib import crc32

from sqlalchemy import Connection, text

_PIECE = 5_000  # words of a document; PostgreSQL keeps no position beyond 16,383
_WHOLE = (1 << 64) - 1
_PIECE_BITS, _ROW_BITS = 10, 31  # with the 22 of a day these are the 63 that a database's numbers have

_CREATE = {
    "sqlite": ("CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='ascii')",),
    "postgresql": (
        "CREATE TABLE search (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX search_words ON search USING GIN (words) WITH (fastupdate = off)",
    ),
}


def create_index(connection: Connection) -> None:
    for statement in _CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def document(report: int, day: str, piece: int) -> int:
    ordinal = dt.date.fromisoformat(day).toordinal()
    return (((ordinal << _ROW_BITS) | report) << _PIECE_BITS) | piece


def documents(report: int, day: str, words: list[str]) -> Iterator[tuple[int, list[str]]]:
    size = max(_PIECE, -(-len(words) // (1 << _PIECE_BITS)))
    for piece, first in enumerate(range(0, len(words), size)):
        yield document(report, day, piece), words[first : first + size]


def report_number(number: str) -> str:
    """SQL for the row of the report that a document's number belongs to."""
    return f"(({number} >> {_PIECE_BITS}) & {(1 << _ROW_BITS) - 1})"


def contents(words: str, count: int) -> list[str]:
    """The documents of a text of so many words, each as its words with a space between."""
    if 0 < count <= _PIECE:
        return [words]
    return [" ".join(part) for _, part in documents(0, "0001-01-01", words.split())]


class Index:
    """Adds to the index and takes from it; what is gathered is written in order, which SQLite is quick at."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"
        self._gathered: list[tuple[int, str]] = []

    def add(self, report: int, day: str, parts: Sequence[str]) -> None:
        """A report's documents, as `contents` makes them."""
        self.add_written(report, day, parts if self._sqlite else [vector(part.split()) for part in parts])

    def add_written(self, report: int, day: str, parts: Sequence[str]) -> None:
        """As `add`, of what was put into the store's form before."""
        self._gathered += [(document(report, day, n), part) for n, part in enumerate(parts)]

    def flush(self) -> None:
        if self._gathered:
            marks = "?, ?" if self._sqlite else "%s, CAST(%s AS TSVECTOR)"
            insert = f"INSERT INTO search (rowid, words) VALUES ({marks})"
            self._connection.exec_driver_sql(insert, sorted(self._gathered))
            self._gathered = []

    def remove(self, report: int, day: str, words: list[str]) -> None:
        """Take a report's documents away; SQLite has to be told the words that it was given."""
        for number, part in documents(report, day, words):
            if self._sqlite:
                forget = "INSERT INTO search (search, rowid, words) VALUES ('delete', :rowid, :words)"
                self._connection.execute(text(forget), {"rowid": number, "words": " ".join(part)})
            else:
                self._connection.execute(text("DELETE FROM search WHERE rowid = :rowid"), {"rowid": number})


def vector(words: list[str]) -> str:
    """The words with their places as PostgreSQL writes a tsvector. Letters and digits need no quotes."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, 1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"{word}:{','.join(where[:255])}" for word, where in places.items())


def word_sum(number: int, words: list[str]) -> int:
    """A sum over a document's words with their places; the order of adding does not count."""
    return sum(crc32(f"{number} {place} {word}".encode()) for place, word in enumerate(words))


def index_sum(connection: Connection) -> int:
    """The same sum over what the index holds."""
    total = 0
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of USING fts5vocab(main, search, instance)"
        )
        for word, number, place in connection.exec_driver_sql('SELECT term, doc, "offset" FROM temp.words_of'):
            total += crc32(f"{number} {place} {word}".encode())
        return total & _WHOLE
    unnested = "SELECT rowid, lexeme, unnest(positions) FROM search, unnest(words)"
    for number, word, place in connection.exec_driver_sql(unnested):
        total += crc32(f"{number} {place - 1} {word}".encode())
    return total & _WHOLE
