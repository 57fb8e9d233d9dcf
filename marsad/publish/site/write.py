"""The files of a site. They are made beside the folder and put in its place when all of them are there."""

import shutil
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

from marsad.errors import QuestionError
from marsad.publish.pages import environment
from marsad.publish.site.gather import Site
from marsad.publish.site.views import LANGUAGES, Views
from marsad.publish.wording.names import Namer

MARK = ".marsad-site"  # tells a folder that Marsad may write anew
Progress = Callable[[int], None]


def write(
    site: Site, names: dict[str, Namer], folder: Path, base: str = "", progress: Progress = lambda done: None
) -> int:
    """Writes the site into a new folder, or into one that holds an older one; returns the number of pages."""
    _check(folder)
    making = folder.with_name(f"{folder.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        done = 0
        for path, text in _files(site, names, base):
            target = making / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
            done += path.endswith(".html")
            progress(done)
        _swap(making, folder)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        raise QuestionError(f"{folder} cannot be written ({error.strerror}); name another folder.") from error
    return done


def _files(site: Site, names: dict[str, Namer], base: str) -> Iterator[tuple[str, str]]:
    made = environment("site")
    yield MARK, ""
    yield "style.css", (resources.files("marsad.publish.pages") / "templates/site/style.css").read_text("utf-8")
    yield "index.html", made.get_template("languages.html").render(languages=LANGUAGES, namers=names)
    views = [Views(site, names[language], made, base) for language in LANGUAGES]
    for view in views:
        yield from view.lists()
    for page in (*site.places, *site.actors):
        brief = site.brief(page)
        for view in views:
            yield from view.subject(page, brief)


def _check(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).exists())):
        raise QuestionError(f"{folder} holds something else than a site of Marsad; name a new or an empty folder.")


def _swap(making: Path, folder: Path) -> None:
    """The old site goes when the new one is whole."""
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    making.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
