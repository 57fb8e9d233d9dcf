"""A static site: the public, read-only views of a ledger at given clocks, as files for any web server.

`gather` asks the ledger, `write` makes the files; nothing in them needs a script.
"""

from marsad.publish.site.gather import Site, gather
from marsad.publish.site.write import write

__all__ = ["Site", "gather", "write"]
