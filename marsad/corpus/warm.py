"""What workers are forked from imports this: the reader's tables are then read once, and shared by all workers."""

import contextlib
import gc

from marsad.model.report import Report
from marsad.reader import Reader

_ONE_EACH = {
    "en": "US troops left Iraq on Monday, officials said.",
    "ar": "غادرت القوات الأمريكية العراق، وفق مسؤولين.",
}


def _read_one_each() -> None:
    reader = Reader()
    for language, text in _ONE_EACH.items():
        reader.read(Report(id=language, text=text, language=language))


with contextlib.suppress(Exception):  # whoever reads a report will say what is wrong
    _read_one_each()
gc.collect()
gc.freeze()  # else the first search for garbage would give each worker a copy of its own
