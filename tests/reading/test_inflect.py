"""The forms of listed words, as tables: what each must have, and what it must not have."""

import pytest

from marsad.reading.inflect import Inflector

ENGLISH_VERBS = {
    "leave/left": ("leave leaves leaving left", "leaved"),
    "withdraw/withdrew/withdrawn": ("withdraws withdrawing withdrew withdrawn", "withdrawed"),
    "go/went/gone": ("goes going went gone", "gos"),
    "die": ("dies dying died", "diing dieing"),
    "flee/fled": ("flees fleeing fled", "fleing"),
    "occupy": ("occupies occupying occupied", "occupys"),
    "deploy": ("deploys deploying deployed", "deploies deployying"),
    "ship": ("ships shipping shipped", "shiping shiped"),
    "raid": ("raids raiding raided", "raidding"),
    "quit/quit": ("quits quitting quit", "quiting"),
    "commit": ("commits committing committed", ""),
    "patrol": ("patrols patrolling patrolled", ""),
    "cancel": ("cancelling canceling cancelled canceled", ""),
    "target": ("targeting targeted", ""),
    "dispatch": ("dispatches dispatching dispatched", "dispatchs"),
    "veto": ("vetoes vetoing vetoed", "vetos"),
    "mobilise": ("mobilise mobilize mobilised mobilized mobilising mobilizing", ""),
    "relinquish": ("relinquishes relinquished relinquishing", ""),
    "hand over": ("hand over|hands over|handing over|handed over", "hand overs"),
    "give up/gave up/given up": ("gives up|giving up|gave up|given up", "gived up"),
    "send home/sent home": ("sends home|sending home|sent home", "sended home"),
    "pull out": ("pulls out|pulling out|pulled out", "pullled out"),
}
ENGLISH_NOUNS = {
    "gunman": "gunmen",
    "man/men": "men",
    "casualty": "casualties",
    "convoy": "convoys",
    "clash": "clashes",
    "hand over": "hand overs",
    "exchange of fire": "exchanges of fire",
    "status of forces agreement": "statuses of forces agreement",
    "training programme": "training programmes",
    "mobilisation": "mobilization",
    "human": "humans",
}
ARABIC_VERBS = {
    # sound, with a participle
    "انسحب/ينسحب/منسحب": "انسحب انسحبت انسحبوا انسحبنا ينسحب تنسحب ننسحب ينسحبون تنسحبوا منسحب المنسحبة المنسحبين",
    # before a pronoun: سحبوها، يسحبوها، أخلاها، يبقاها
    "سحب/يسحب": "سحب سحبو يسحبو سحبنا",
    "أخلى/يخلي": "أخلى أخلا أخلت أخلوا أخلو أخلينا أخليت يخلي يخلون يخلو تخل",
    "بقي/يبقى": "بقي بقيت بقوا بقينا يبقى يبق يبقون تبقى تبق",
    "دعا/يدعو": "دعا دعت دعوا دعونا يدعو يدعون يدع",
    "تولى/يتولى": "تولى تولت تولوا يتولى يتول يتولون تولا",
    # hollow
    "عاد/يعود/يعد": "عاد عادت عادوا عدنا عدت يعود تعود يعودون يعد تعد",
    "أعاد/يعيد": "أعاد أعادت أعدنا أعيد أعيدت يعيد يعاد تعاد",
    "استعاد/يستعيد": "استعاد استعادت استعدنا استعيد يستعيد يستعاد يستعد تستعد",
    "اجتاز/يجتاز": "اجتاز اجتزنا اجتيز يجتاز يجتز",
    # doubled
    "فر/يفر": "فر فرت فروا فررنا يفر يفرون",
    "احتل/يحتل": "احتل احتلت احتللنا يحتل يحتلون",
    "استرد/يسترد": "استرد استرددنا يسترد",
    # hamzated
    "بدأ/يبدأ": "بدأ بدأت بدؤوا بدأوا بدأنا يبدأ يبدؤون يبدأون",
    "أرجأ/يرجئ": "أرجأ أرجأت أرجؤوا يرجئ ترجئ يرجئون",
    "جاء/يجيء": "جاء جاءت جاؤوا جاءوا يجيء",
    # passives with letters of their own
    "هاجم/يهاجم": "هاجم هاجمت هوجم هوجمت هوجموا يهاجم",
    "غادر/يغادر/مغادر": "غادر غودر المغادرين مغادرة",
    # phrases inflect their first word
    "أعاد نشر/يعيد نشر": "أعادت نشر|تعيد نشر|أعيد نشر|يعاد نشر|أعدنا نشر",
}
ARABIC_NOUNS = {
    "هجوم": "هجوم هجوما الهجوم هجومين الهجومين هجومات",
    "قاعدة": "قاعدة القاعدة قاعدتان قاعدتين القاعدتين قاعدتي قاعدات",
    "إجلاء": "إجلاء الإجلاء إجلائ إجلاؤ إجلاءات",
    "مدرب/مدربون": "مدرب المدرب مدربا مدربون المدربين مدربين مدربي مدربو",
    "قتيل/قتلى": "قتيل قتيلا قتيلين قتلى القتلى قتلا",
    "شهيد/شهداء": "شهيد شهداء الشهداء شهدائ",
    "تحرك": "تحرك التحركات تحركات",
    "جندي/جنود": "جندي جنديا جنديان جنديين جنود الجنود جنودا",
    "طلعة جوية": "طلعة جوية|الطلعة الجوية",
}


def forms(language: str, entry: str, part: str) -> set[str]:
    inflector = Inflector(language)
    return {written for _, written in (inflector.verb(entry) if part == "verb" else inflector.noun(entry))}


def split(listed: str) -> set[str]:
    return set(listed.split("|") if "|" in listed else listed.split())


@pytest.mark.parametrize("entry", ENGLISH_VERBS)
def test_english_verbs(entry: str) -> None:
    wanted, unwanted = map(split, ENGLISH_VERBS[entry])
    found = forms("en", entry, "verb")
    assert wanted <= found
    assert not unwanted & found


@pytest.mark.parametrize("entry", ENGLISH_NOUNS)
def test_english_nouns(entry: str) -> None:
    assert {entry.split("/")[0], ENGLISH_NOUNS[entry]} <= forms("en", entry, "noun")


@pytest.mark.parametrize("entry", ARABIC_VERBS)
def test_arabic_verbs(entry: str) -> None:
    assert split(ARABIC_VERBS[entry]) <= forms("ar", entry, "verb")


@pytest.mark.parametrize("entry", ARABIC_NOUNS)
def test_arabic_nouns(entry: str) -> None:
    assert split(ARABIC_NOUNS[entry]) <= forms("ar", entry, "noun")


def test_forms_are_named() -> None:
    verb = Inflector("ar").verb
    named = {written: form for form, written in verb("هاجم/يهاجم/مهاجم")}
    assert (named["هاجمت"], named["يهاجم"], named["هوجم"]) == ("perfect", "imperfect", "passive")
    assert (named["مهاجمين"], named["المهاجمون"]) == ("noun", "definite")
    named = {written: form for form, written in Inflector("en").verb("fly/flew/flown")}
    assert named == {"fly": "base", "flies": "s", "flying": "ing", "flew": "past", "flown": "participle"}
    assert dict(Inflector("en").verb("send/sent"))["ed"] == "sent"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_form_is_empty_or_repeated(language: str) -> None:
    inflector = Inflector(language)
    for entry in ARABIC_VERBS if language == "ar" else ENGLISH_VERBS:
        listed = list(inflector.verb(entry))
        assert all(written.strip() == written != "" for _, written in listed)
        assert len(set(listed)) == len(listed)
