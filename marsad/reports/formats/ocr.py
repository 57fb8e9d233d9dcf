"""Scanned pages, read by Tesseract where it is installed: a program of its own, which no install of Marsad brings."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

LANGUAGES = ("ara", "eng")
_DOTS = 300  # per inch, as Tesseract wants it
_MOST_PIXELS = 20_000_000
_SECONDS = 25.0  # for all pages: less than a file may take (`confined.PATIENCE`)
INSTALL = "install Tesseract (tesseract-ocr and tesseract-ocr-ara), or recognise its text first with ocrmypdf"


class OcrError(Exception):
    """Why a scan was not read, and what to do."""


def recognise(pages: Iterable[Any]) -> str:
    """The text of scanned pages, those of PDFium; raises OcrError."""
    program, end = shutil.which("tesseract"), time.monotonic() + _SECONDS
    languages = _languages(program) if program else []
    if not program or not languages:
        raise OcrError(INSTALL)
    found = []
    for page in pages:
        command = [program, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(_DOTS)]
        found.append(_run(command, _grey(page), end - time.monotonic(), _bounded))
    return "\n\n".join(filter(None, (text.replace("\f", "").strip() for text in found)))


def _languages(program: str) -> list[str]:
    """Those of ours that are installed."""
    listed = _run([program, "--list-langs"], b"", 10.0).split()
    return [language for language in LANGUAGES if language in listed]


def _grey(page: Any) -> bytes:
    """A page as a picture in shades of grey (PGM), which needs no library."""
    width, height = page.get_size()
    scale = min(_DOTS / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    rows = b"".join(data[y * stride : y * stride + bitmap.width] for y in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + rows


def _run(command: list[str], data: bytes, seconds: float, prepare: Callable[[], None] | None = None) -> str:
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=max(0.1, seconds),
            check=True,
            preexec_fn=prepare,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},  # its threads wait for each other more than they win
        )
    except subprocess.TimeoutExpired as error:
        raise OcrError("recognising it takes too long; do that first with ocrmypdf, or split it") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrError(f"Tesseract failed ({type(error).__name__}); recognise its text first with ocrmypdf") from error
    return done.stdout.decode("utf-8", "replace")


def _bounded() -> None:
    """A Tesseract whose caller was ended ends too."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(_SECONDS), int(_SECONDS)))
