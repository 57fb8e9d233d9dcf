"""Build hook: compile the place index before a wheel or an editable install is made."""

import runpy
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PlaceIndexHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        built = Path(self.root, "marsad", "world", "_built", "places.marisa")
        if not built.exists() or built.stat().st_mtime < Path(self.root, "marsad", "world", "build.py").stat().st_mtime:
            sys.path.insert(0, self.root)
            try:
                runpy.run_module("marsad.world.build", run_name="__main__")
            finally:
                sys.path.remove(self.root)
