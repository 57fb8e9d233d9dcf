"""What all requests of one server share: the ledger, names and words, templates, answers that were worked out."""

import datetime as dt
import getpass
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from marsad import __version__
from marsad.ledger import Ledger, View
from marsad.posture.subject import Subject
from marsad.publish.words import Words, words_in
from marsad.serve.assets import Assets
from marsad.serve.keeping import Keeper
from marsad.serve.kept import Body, Kept
from marsad.serve.people import Everybody, Knows, Person
from marsad.serve.settings import Settings
from marsad.world.register import Register, load_register

if TYPE_CHECKING:
    from marsad.reader import Reader
    from marsad.serve.accounts.door import Door
    from marsad.serve.accounts.openid import OpenId
    from marsad.serve.accounts.store import Accounts

_PAGES = 64_000_000  # bytes of pages that are kept
_VIEWS = 64  # states of the ledger whose rulings are kept
_ANSWERS = 256  # answers that pages share
_SUBJECTS = 2_000  # names whose meaning is remembered


class Doors(NamedTuple):
    """The ways in, where people sign in."""

    accounts: "Accounts"
    door: "Door"
    openid: "OpenId | None"


class House:
    """One server's belongings. Everything here may be used by many threads at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.ledger = Ledger.open(settings.ledger, create=False)
        self.assets = Assets()
        self.pages: Kept[Body] = Kept(_PAGES, lambda body: len(body.content))
        self.answers: Kept[object] = Kept(_ANSWERS)
        self.subjects: Kept[Subject] = Kept(_SUBJECTS)
        self.keeper = Keeper()
        self.people = self._people()
        self._views: Kept[View] = Kept(_VIEWS)

    def _people(self) -> Knows:
        if self.settings.public:
            return Everybody(Person("", "viewer"))
        return self.doors.door if self.settings.accounts else Everybody(Person(self.local_name, "admin"))

    @cached_property
    def doors(self) -> "Doors":
        """Accounts and the ways in; only where people sign in."""
        from marsad.serve.accounts import Accounts, file_of
        from marsad.serve.accounts.door import Door
        from marsad.serve.accounts.openid import Issuer, OpenId

        accounts = Accounts(file_of(self.settings.home))
        openid = OpenId(Issuer(**self.settings.oidc), accounts.file) if self.settings.oidc else None
        return Doors(accounts, Door(accounts, self.settings.secure), openid)

    @property
    def today(self) -> dt.date:
        return dt.date.today()

    @cached_property
    def register(self) -> Register:
        return load_register(tuple(map(Path, self.settings.register)))

    @cached_property
    def reader(self) -> "Reader":
        """What makes first fillings of claims that analysts mark; it is loaded when it is first wanted."""
        from marsad.reader import Reader

        return Reader(tuple(map(Path, self.settings.register)))

    @cached_property
    def local_name(self) -> str:
        """By whom decisions are where nobody signs in."""
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "local"

    @cached_property
    def edition(self) -> str:
        """What answers hang on beside the ledger: this program and its scripts, and the settings."""
        return f"{__version__} {self.assets.stamp} {self.settings}"

    def view(self, known: dt.date | None, recorded: dt.datetime | None) -> View:
        """The ledger as asked; the same object for the same state, as it remembers what it has worked out."""
        view = self.ledger.view(known, recorded)
        return self._views.or_make((view.recorded, known), lambda: view)

    @lru_cache(maxsize=2)  # noqa: B019  # there is one house in a process
    def plain_words(self, language: str) -> Words:
        """Phrases and names in the reader's language; a place carries its English name, if the register has it."""
        return words_in(language, self.register)

    def words(self, language: str, view: View) -> Words:
        """The same, with the grades that analysts gave."""
        return replace(self.plain_words(language), grades=view.source_grades(), claim_grades=view.claim_grades())

    def close(self) -> None:
        self.ledger.close()
