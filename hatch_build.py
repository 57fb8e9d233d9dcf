"""Build hook: compile the place index and Marsad's own data before a wheel or an editable install is made.

A wheel also carries the scripts of the web app's pages where Node is there to build them (`make web`), and the reader
as machine code where MARSAD_COMPILE is set (`make compiled`): see docs/decisions/compiled-reader.md.
"""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What reading a report runs through. The sources stay in the wheel: kept data is known by what it was made from.
COMPILED = ("text", "reading", "resolve")


class CompilingHook(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What a build in an environment of its own needs besides."""
        return ["mypy>=1.13,<3", "setuptools>=70"] if _is_compiling() else []

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
        if version == "standard":
            self._build_scripts(Path(self.root, "web"), Path(self.root, "marsad", "serve", "_built"))
            if _is_compiling():
                self._compile_reader(Path(self.root, "build", "compiled"), build_data)

    def _compile_reader(self, folder: Path, build_data: dict[str, Any]) -> None:
        """Compile the reader by mypyc, away from its sources, so that none of these is passed over for an older one."""
        try:
            from mypyc.build import mypycify
            from setuptools import Distribution
        except ImportError as missing:
            self.app.abort(
                f"MARSAD_COMPILE is set, and {missing.name} is missing where Marsad is built. Use `make compiled`; or "
                "pip install mypy setuptools hatchling, and build with --no-build-isolation."
            )

        modules = [path for part in COMPILED for path in sorted(Path(self.root, "marsad", part).rglob("*.py"))]
        shutil.rmtree(folder, ignore_errors=True)
        extensions = mypycify(
            [os.path.relpath(path) for path in modules],
            opt_level="2",
            debug_level="0",
            multi_file=True,
            target_dir=str(folder / "c"),
        )
        build = Distribution({"name": "marsad", "ext_modules": extensions}).get_command_obj("build_ext")
        build.build_lib, build.build_temp = str(folder / "lib"), str(folder / "objects")
        build.parallel = os.cpu_count()
        build.ensure_finalized()
        build.run()
        found = [path for path in Path(folder, "lib").rglob("*") if path.suffix in (".so", ".pyd")]
        build_data["force_include"].update({str(path): str(path.relative_to(folder / "lib")) for path in found})
        build_data.update(pure_python=False, infer_tag=True)

    def _build_scripts(self, web: Path, built: Path) -> None:
        """Build the scripts anew where they are missing or older than their sources; without Node, go on without."""
        sources = [web / "package-lock.json", web / "build.mjs", *web.glob("src/**/*")]
        if built.is_dir() and all(path.stat().st_mtime <= built.stat().st_mtime for path in sources if path.exists()):
            return
        npm = shutil.which("npm")
        if npm is None or not web.is_dir():
            self.app.display_warning("The pages of the web app come without scripts: these need Node to be built.")
            return
        for command in (("ci", "--no-audit", "--no-fund", "--ignore-scripts"), ("run", "build")):
            done = subprocess.run([npm, "--silent", *command], cwd=web, capture_output=True, text=True)
            if done.returncode:
                told = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
                self.app.display_warning(f"The pages of the web app come without scripts: npm failed ({told[0]}).")
                return


def _is_compiling() -> bool:
    return os.environ.get("MARSAD_COMPILE", "0") not in ("", "0")


def _load_all() -> None:
    """Load what is compiled when it is first loaded, and kept (see `marsad/compiled.py`)."""
    from marsad.languages import LANGUAGES
    from marsad.publish.interface import phrases
    from marsad.publish.interface.help import help_texts
    from marsad.reading.annotate import annotator
    from marsad.reports.columns import column_names
    from marsad.reports.language import language_of
    from marsad.resolve.model import load_model
    from marsad.world.register import load_register

    for language in LANGUAGES:
        annotator(language)
        phrases(language)
        help_texts(language)
    load_register().find_actor("any")
    language_of("any", "any")
    column_names()
    load_model()
