"""Build hook: compile the place index and Marsad's own data before a wheel or an editable install is made."""

import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        sys.path.insert(0, self.root)
        try:
            built = Path(self.root, "marsad", "world", "_built", "places.marisa")
            if not built.exists() or built.stat().st_mtime < built.parents[1].joinpath("build.py").stat().st_mtime:
                runpy.run_module("marsad.world.build", run_name="__main__")
            _load_all()
        finally:
            sys.path.remove(self.root)


def _load_all() -> None:
    """Load what is compiled when it is first loaded, and kept (see `marsad/compiled.py`)."""
    from marsad.languages import LANGUAGES
    from marsad.reading.lexicon import Lexicon
    from marsad.resolve.model import load_model
    from marsad.world.register import load_register

    for language in LANGUAGES:
        Lexicon(language, load_register())
    load_model()
