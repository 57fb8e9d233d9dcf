"""Before a server answers, what its first pages need is worked out: so nobody's first view is the slow one."""

import logging

from starlette.requests import Request

from marsad.errors import MarsadError
from marsad.serve.clocks import Clocks
from marsad.serve.house import House
from marsad.serve.people import Person
from marsad.serve.routes import BY_NAME, Row
from marsad.serve.visit import Visit


def warm(house: House) -> None:
    """Look at the overview, the map and the table as somebody would. A ledger that cannot be read now is read later."""
    from marsad.serve.pages.home import home
    from marsad.serve.pages.map import map_page
    from marsad.serve.pages.posture import posture

    try:
        for name, page in (("home", home), ("map", map_page), ("posture", posture)):
            page(_visit(house, BY_NAME[name]))
    except MarsadError as error:
        logging.getLogger("marsad.serve").warning("The first pages were not worked out beforehand: %s", error)


def _visit(house: House, row: Row) -> Visit:
    scope = {"type": "http", "method": "GET", "path": row.path, "query_string": b"", "headers": [], "path_params": {}}
    clocks = Clocks(house.today, None, None, house.settings.language)
    return Visit(Request(scope), house, row, Person("", "viewer"), clocks)
