"""The messages of one language. A message that is missing, or lacks a value, is an error and never a gap in a text."""

from functools import lru_cache
from importlib import resources
from typing import Any

from marsad.errors import QuestionError
from marsad.publish.wording.numbers import counted, figure

EXTRA = "brief"


class Messages:
    def __init__(self, language: str) -> None:
        try:
            from fluent.runtime import FluentBundle, FluentResource
            from fluent.syntax.ast import Message
        except ImportError as error:
            raise missing("fluent.runtime", "a brief") from error

        def count(n: Any, noun: Any, case: Any) -> str:
            return counted(int(n), str(noun), language, str(case))

        self.language = language
        functions: dict[str, Any] = {"COUNT": count, "FIGURE": lambda n: figure(int(n))}
        # Names are isolated where they are made, and only where their script is another.
        self._bundle = FluentBundle([language], functions=functions, use_isolating=False)
        source = (resources.files(__package__) / f"{language}.ftl").read_text("utf-8")
        resource = FluentResource(source)
        self._bundle.add_resource(resource)
        self._names = {entry.id.name for entry in resource.body if isinstance(entry, Message)}

    def say(self, name: str, form: str | None = None, /, **values: object) -> str:
        """A message, or its form as planned, possible or a noun (`.plan`, `.fear`, `.noun`)."""
        message = self._bundle.get_message(name)
        pattern = message.attributes[form] if form else message.value
        assert pattern, f"message {name} has no text"
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise ValueError(f"message {name} in {self.language}: {errors[0]}")
        return str(text)

    @property
    def names(self) -> list[str]:
        """The names of all messages."""
        return sorted(self._names)

    def forms(self, name: str) -> list[str]:
        """The forms that a message has beside its own."""
        return sorted(self._bundle.get_message(name).attributes)

    def has(self, name: str) -> bool:
        return bool(self._bundle.has_message(name))


def missing(package: str, what: str, extra: str = EXTRA) -> QuestionError:
    return QuestionError(f"Making {what} needs {package}: pip install 'marsad[{extra}]'.")


@lru_cache
def messages(language: str) -> Messages:
    return Messages(language)
