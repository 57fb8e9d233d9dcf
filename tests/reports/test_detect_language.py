"""Arabic and English are told from their neighbours, in a sentence or in a headline."""

import pytest

from marsad.errors import ReportError
from marsad.reports.language import detect_language

READ = [
    ("ar", "سلّم التحالف الدولي قاعدة القائم إلى الجيش العراقي يوم الثلاثاء."),
    ("ar", "انسحاب أمريكي"),
    ("ar", "انسحبت القوات الاميركية من قاعدة گويان في چمچمال وسلمتها الى البيشمرگة"),  # Kurdish names
    ("ar", "انسحبت القوات الأمریکیة من قاعدة القائم فی غرب العراق وسلمتها إلی الجیش العراقی"),  # a Persian keyboard
    ("ar", "أعلنت القيادة المركزية الأمريكية (CENTCOM) تسليم قاعدة القائم."),
    ("en", "The coalition handed over its base at al-Qaim on Tuesday."),
    ("en", "US quits al-Qaim"),
    ("en", "Dáil debate on the Irish troops of UNIFIL in Lebanon"),
    ("en", "The spokesman (المتحدث) said that 300 troops had left the base."),
]
REFUSED = [
    ("French", "Les forces américaines ont quitté la base d'Al-Qaïm, dans l'ouest de l'Irak, mardi."),
    ("German", "Die US-Truppen haben den Stützpunkt im Westen des Irak verlassen und an die Armee übergeben."),
    ("Spanish", "Las fuerzas estadounidenses abandonaron la base de Al Qaim y la entregaron al ejército iraquí."),
    ("Italian", "Le forze statunitensi hanno lasciato la base di al-Qaim e l'hanno consegnata all'esercito."),
    ("Portuguese", "As forças norte-americanas deixaram a base de Al-Qaim, no oeste do Iraque, na terça-feira."),
    ("Dutch", "Amerikaanse troepen hebben de basis in het westen van Irak verlaten en overgedragen aan het leger."),
    ("Turkish", "ABD askerleri Irak'taki üssünden çekildi ve bir yetkili çekilmenin daha önce planlandığını söyledi."),
    ("Indonesian", "Pasukan Amerika telah meninggalkan pangkalan di Irak dan menyerahkannya kepada tentara Irak."),
    ("Kurdish", "Hêzên Amerîkayê ji baregeha Qaimê derketin û ew radestî artêşa Iraqê kirin."),
    ("Persian", "نیروهای آمریکایی پایگاه القائم در غرب عراق را ترک کردند و آن را به ارتش عراق تحویل دادند."),
    ("Persian", "نيروهاي امريكايي پايگاه القائم در غرب عراق را ترك كردند و آن را به ارتش عراق تحويل دادند."),
    ("Urdu", "امریکی افواج نے مغربی عراق میں القائم کا اڈہ خالی کر کے عراقی فوج کے حوالے کر دیا ہے۔"),
    ("Pashto", "امریکایي ځواکونو په لویدیځ عراق کې د القائم اډه پرېښوده او د عراق پوځ ته یې وسپارله."),
    ("Kurdish", "هێزەکانی ئەمریکا بنکەی قائیم لە ڕۆژئاوای عێراق چۆڵ دەکەن و ڕادەستی سوپای عێراقی دەکەن."),
    ("Russian", "Американские войска покинули базу Эль-Каим."),
    ("Ukrainian", "Американські війська залишили базу Аль-Каїм на заході Іраку."),
    ("Greek", "Οι αμερικανικές δυνάμεις εγκατέλειψαν τη βάση."),
    ("Japanese", "米軍はイラク西部の基地から撤退した。"),
    ("Korean", "미군이 이라크 서부 기지에서 철수했다."),
    ("Hebrew", "כוחות ארצות הברית עזבו את הבסיס"),
    ("Chinese", "美军已撤离伊拉克西部的基地"),
]


@pytest.mark.parametrize(("language", "text"), READ)
def test_read(language, text):
    assert detect_language(text, "it") == language


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_refused_by_name(name, text):
    with pytest.raises(ReportError, match=f"another language \\({name}"):
        detect_language(text, "it")


def test_no_words():
    with pytest.raises(ReportError, match="holds no words"):
        detect_language("12:30 ***", "it")
