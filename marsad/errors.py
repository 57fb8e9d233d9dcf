"""What can go wrong, named after the problem. The message is one sentence a user can act on."""


class MarsadError(Exception):
    """Root of every error that Marsad raises on purpose; its text is shown to the user as it stands.

    `typed` is what whoever types commands can do about it. `sentence` goes without that, to whoever has a browser.
    """

    def __init__(self, sentence: str = "", typed: str = "") -> None:
        super().__init__(f"{sentence}{typed}")
        self.sentence = sentence if sentence.endswith((".", "?")) or not typed else f"{sentence}."


class ReportError(MarsadError):
    """A report cannot be taken in: missing, empty, binary, too large, not text, another language."""


class LedgerError(MarsadError):
    """A ledger cannot be opened, read or written: no ledger, locked, disk full, newer than this program."""


class ContractError(MarsadError):
    """A claim or a value breaks the contract: unknown kind, status, phase, EDTF, a span outside the text."""


class RegisterError(MarsadError):
    """A register or language file is malformed: which file, which entry, what is wrong with it."""


class QuestionError(MarsadError):
    """A question cannot be answered as asked: a name nobody knows, a date that is none."""


class AmbiguousError(QuestionError):
    """A question means several things: the beginning of an id with which several begin."""


class DecisionError(MarsadError):
    """A decision cannot be taken as given: no such claim, a value outside the contract, nothing to undo."""


class ExportError(MarsadError):
    """An export cannot be written: a format nobody knows, a package that is missing, a file that cannot be made."""
