"""Arabic lines of PDFs, whatever program wrote them: letters, signs, words, brackets and numbers in their order."""

import shutil
import subprocess
import unicodedata

import pytest

from marsad.reports.formats.glyphs import HOLLOW, Glyph
from marsad.reports.formats.rtl import line_in_order, lines_in_order

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PARAGRAPHS = [
    "التحالف يسلّم قاعدة القائم إلى الجيش العراقي",
    "بغداد، 19 آذار/مارس 2020 (بيان) – أعلن التحالف الدولي (CJTF-OIR) أنه سلّم قاعدة القائم يوم الثلاثاء 17/3/2020.",
    "وقال المتحدث مايلز كاغينز: «غادر نحو 300 جندي القاعدة، وسينتقلون إلى قواعد أخرى داخل العراق وسوريا».",
    "وبلغت قيمة المعدات المسلّمة 3.5 مليون دولار (نحو 4,200,000,000 دينار)، وسيغادر 80% من الأفراد بحلول ٣١ آذار.",
    "ولا علاقة لهذه الخطوة بالهجمات على معسكر التاجي؛ فهي، كما قال، “مخطط لها منذ عام 2019”.",
    "لا يزال الأفراد في قاعدة K-1 وقاعدة القيارة الغربية (Q-West) حتى إشعار آخر. لله درّهم! أهلًا وسهلًا بكم.",
]


def page(font: str) -> str:
    style = f'body{{font-family:"{font}";font-size:13pt}} @page{{size:420mm 297mm}}'
    return f'<html lang="ar" dir="rtl"><meta charset="utf-8"><style>{style}</style><body>' + "".join(
        f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS
    )


def words(text: str) -> list[str]:
    """The words of a text, whatever the order in which signs over one letter are given."""
    return unicodedata.normalize("NFC", text).replace("اً", "ًا").split()


def taken(path) -> list[str]:
    pdf = pytest.importorskip("marsad.reports.formats.pdf")
    pytest.importorskip("pypdfium2")
    return words(pdf.take(path.read_bytes(), path.name)[0])


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
@pytest.mark.parametrize("font", ["Noto Naskh Arabic", "DejaVu Sans"])
def test_a_page_that_was_printed_from_a_browser(tmp_path, font):
    (tmp_path / "a.html").write_text(page(font), "utf-8")
    asked = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    asked += [f"--user-data-dir={tmp_path}/profile", f"--print-to-pdf={tmp_path}/a.pdf", f"{tmp_path}/a.html"]
    subprocess.run(asked, capture_output=True, timeout=120, check=True)
    assert taken(tmp_path / "a.pdf") == words("\n".join(PARAGRAPHS))


def glyphs(*parts: tuple[str, float, float] | tuple[str, float, float, float, float]) -> list[Glyph]:
    """Glyphs by character, left and right, and where it says something, origin and foot."""
    return [Glyph(p[0], p[1], p[2], p[3] if len(p) > 3 else p[1], p[4] if len(p) > 4 else 0.0) for p in parts]


def set_from(line: str, width: float = 5.0) -> list[Glyph]:
    """A line as it stands on the page, given from left to right. A space takes room and is no glyph."""
    return [Glyph(char, n * width, (n + 1) * width, n * width) for n, char in enumerate(line) if char != " "]


def test_a_sign_that_is_given_first_goes_to_its_letter():
    assert line_in_order(glyphs(("ّ", 11, 13, 11, 1), ("س", 15, 30), ("ل", 10, 15), ("م", 0, 10))) == "سلّم"


def test_a_sign_that_has_the_text_of_its_letter():
    """The letter itself is drawn, and has none: it says where the text stands."""
    raised = [("ل", 22, 23, 21, 3), ("ّ", 21, 22, 21, 3)]
    assert line_in_order(glyphs(("س", 25, 35), *raised, (HOLLOW, 18, 25), ("م", 8, 18))) == "سلّم"
    assert line_in_order(glyphs(("س", 30, 40), *raised, (HOLLOW, 18, 25), ("م", 8, 18))) == "س لّم"


def test_a_sign_that_has_the_text_of_another_letter():
    """Some programs give a sign the text of the letter over which they drew it first."""
    assert line_in_order(glyphs(("س", 20, 30), ("أ", 12, 14, 12, 4), ("ُ", 12, 14, 12, 4), ("ي", 10, 20))) == "سيُ"


def test_a_letter_and_its_sign_that_both_have_the_text_of_both():
    both = [("ل", 12, 14, 10.2, 3), ("ّ", 10, 12, 10.2, 3), ("ل", 12.5, 15, 10), ("ّ", 10, 12.5, 10)]
    assert line_in_order(glyphs(("س", 15, 25), *both, ("م", 0, 10))) == "سلّم"


@pytest.mark.parametrize("turned", [True, False])
def test_ligatures_are_turned_as_those_of_the_page_are(turned):
    """PDFium gives لا as ال or as it is; of ين, nobody could tell but by the other ligatures of the page."""
    in_turn = (lambda letters: letters[::-1]) if turned else str
    lines = [
        [("ب", 20, 30)] + [(c, 10, 20) for c in in_turn("لا")],
        [("ع", 20, 30)] + [(c, 5, 20) for c in in_turn("ين")],
    ]
    assert lines_in_order([glyphs(*line) for line in lines]) == ["بلا", "عين"]


def test_halves_of_a_ligature_stand_in_their_order():
    assert line_in_order(glyphs(("ع", 20, 30), ("ن", 10, 15, 10, 0), ("ي", 15, 20, 10, 0))) == "عين"


def test_words_end_where_there_is_room_for_a_space():
    assert line_in_order(set_from("ةدعاق يف")) == "في قاعدة"
    letters = glyphs(("ر", 10, 19.5, 10, 0), ("ق", 0, 9.2, 0, 0))
    assert line_in_order(letters) == "رق"
    apart = [letters[0], letters[1]._replace(right=8.7, word=1)]
    assert line_in_order(apart) == "ر ق", "PDFium sees the end of a word there"


def test_strokes_that_fill_a_line_are_no_signs():
    """Some programs give them the code of any sign; a real one does not stand in every other word."""
    lines = ["ةدع&اق", "شي&جلا", "ر&دا&غ", "يد&نج", "قا&رعلا"]
    assert lines_in_order([set_from(line) for line in lines]) == ["قاعدة", "الجيش", "غادر", "جندي", "العراق"]
    assert line_in_order(set_from("وأ/و")) == "و/أو"
    assert lines_in_order([glyphs(("ق", 20, 30), ("\x1f", 10, 20), ("د", 0, 10))]) == ["قد"]


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("ماع )نايب( يف", "في (بيان) عام"),
        ("ماع (نايب) يف", "في (بيان) عام"),
        ("ماع )نايب) يف", "في (بيان) عام"),
        ("«لاقو» :لاق", "قال: «وقال»"),
        (".“هل ططخم”", "“مخطط له”."),
        ("19.2 (CR-CC) ةوق", "قوة (CR-CC) 19.2"),
        ("ماع CJTF (OIR) ةوق", "قوة CJTF (OIR) عام"),
        ("ماع CJTF (OIR) HQ ةوق", "قوة CJTF (OIR) HQ عام"),
    ],
)
def test_brackets_and_quotes_are_those_that_are_meant(seen, read):
    assert line_in_order(set_from(seen)) == read
