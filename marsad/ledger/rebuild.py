"""Making anew what follows from the rest: the tables by which claims are found, the search index.

After an import, and after a ledger of an older program was brought up to date.
"""

import json

from sqlalchemy import Connection, bindparam, func, select, update

from marsad.ledger.changes import changes, instants
from marsad.ledger.pages import pages, rows
from marsad.ledger.pen import Pen
from marsad.ledger.search import contents
from marsad.ledger.sketch import packed, sketch
from marsad.ledger.states import flat
from marsad.ledger.tables import claims, records, reports
from marsad.ledger.words import HASH, words_and_hashes
from marsad.model.claim import Claim


def rebuild(connection: Connection) -> None:
    """All that follows; and the chain of a ledger that has none yet, from what is found in it."""
    if not connection.scalar(select(func.count()).select_from(records)):
        _bring_up_claims(connection)
        _sketch(connection)
        _seal(connection)
    fill(connection)


def fill(connection: Connection) -> None:
    """The tables beside `claims`, and the index, which are empty."""
    pen = Pen(connection)
    for page in pages(connection, claims):
        for row in page:
            pen.add_sides(row["row"], Claim.kept(json.loads(row["json"])), row["verdict"], row["published_at"])
        pen.flush()
    for row in rows(connection, reports):
        if row["erased_at"] is None:
            words, hashes = words_and_hashes(row["text"])
            parts = contents(words, len(hashes) // HASH)
            pen.index.add(row["row"], row["published_at"] or row["recorded_at"][:10], parts)
    pen.flush()


def _bring_up_claims(connection: Connection) -> None:
    """The columns of a claim follow from its JSON, in whatever way an older program filled them."""
    change = update(claims).where(claims.c.row == bindparam("of"))
    for page in pages(connection, claims):
        connection.execute(change, [{"of": r["row"]} | flat(Claim.kept(json.loads(r["json"]))) for r in page])


def _sketch(connection: Connection) -> None:
    change = update(reports).where(reports.c.row == bindparam("of"))
    for page in pages(connection, reports):
        connection.execute(change, [{"of": r["row"], "sketch": packed(sketch(r["text"]))} for r in page])


def _seal(connection: Connection) -> None:
    pen = Pen(connection)
    for change in changes(connection, ((at, "read") for at in instants(connection))):
        pen.seal(change)
    pen.flush()
