"""How a reader comes to another process or machine: what makes it is sent, and each makes one of its own."""

from dataclasses import dataclass
from pathlib import Path

from marsad.pipeline import Reads
from marsad.reader import Reader


@dataclass(frozen=True, slots=True)
class Grammar:
    """Makes the built-in reader, with a user's own register files. Two that are equal make the same reader."""

    register: tuple[Path, ...] = ()

    def __call__(self) -> Reads:
        return Reader(self.register)
