"""What the listed words find in a sentence: triggers with their sense, and that no longer phrase hides them."""

import pytest

from marsad.languages import load
from marsad.model.kinds import KINDS
from marsad.reading.annotate import annotator

FOUND = [
    # leaving, with and without particles, pronouns and inflection
    ("en", "The soldiers withdrew from the base.", "move", "leave"),
    ("en", "Troops were pulled out on Monday.", "move", "leave"),
    ("en", "They pulled their troops out.", "move", "withdraw"),
    ("en", "It sent 300 soldiers home.", "move", "send"),
    ("en", "The unit returned to its garrison.", "move", "home"),
    ("en", "A further 3,000 are to follow by September.", "move", "follow"),
    ("en", "Dutch batteries relieve the German ones.", "move", "replace"),
    ("ar", "غادرها الجنود أمس", "move", "leave"),
    ("ar", "لن يغادروها قبل العام المقبل", "move", "leave"),
    ("ar", "القوات المنسحبة من القاعدة", "move", "leave"),
    ("ar", "إجلاؤهم من العاصمة", "move", "withdraw"),
    ("ar", "لم تعد إلى ثكنتها", "move", "home"),
    ("ar", "سيتبعها مئتان وستون عسكريا", "move", "follow"),
    # handover
    ("en", "It turned the camp over to the Iraqi army.", "handover", "give"),
    ("en", "They handed it over.", "handover", "give"),
    ("en", "Air Base 101 went back to the Nigeriens.", "handover", "pass"),
    ("ar", "سلّموها إلى الجيش", "handover", "give"),
    ("ar", "صار في عهدة وزارة الداخلية", "handover", "pass"),
    # presence
    ("en", "The force numbers 900 soldiers.", "presence", "number"),
    ("en", "They are now at the airport.", "presence", "be"),
    ("en", "There are 900 soldiers in Syria.", "presence", "exist"),
    ("ar", "قوة قوامها ثلاثمئة جندي", "presence", "number"),
    ("ar", "يبلغ عديدها ألف جندي", "presence", "number"),
    ("ar", "الجنود الباقون في بغداد", "presence", "remain"),
    ("ar", "القوات المتمركزة هناك", "presence", "stationed"),
    # the others
    ("en", "Balikatan ended on Friday.", "activity", "exercises"),
    ("ar", "علّقت مهمتها التدريبية", "activity", "training"),
    ("ar", "هوجم الرتل عند المدخل", "attack", "attack"),
    ("en", "The group denied any part in it.", "attack", "blame"),
    ("en", "Troops took over the port.", "control", "take"),
    ("ar", "استرجع الجيش المدينة", "control", "take"),
    ("en", "Germany has agreed to stay.", "agreement", "agreed"),
    ("en", "Israel turned it down.", "agreement", "rejected"),
    ("en", "The group sank a Greek ship.", "attack", "bomb"),
    ("en", "They were set upon in their camp.", "attack", "attack"),
    ("en", "Twenty more were gunned down.", "attack", "casualties"),
    ("en", "NATO wound up the mission.", "activity", "mission"),
    ("en", "Aircraft circle above the city.", "activity", "patrols"),
    ("en", "Fighters swept through the town.", "control", "take"),
    ("en", "The EU force took over from NATO's.", "move", "replace"),
    ("en", "Niger turned the Americans out; Mali had shown them the door.", "agreement", "asked"),
    ("en", "Ministers initialled a paper.", "agreement", "agreed"),
    ("en", "Turkish soldiers would not be welcome.", "agreement", "rejected"),
    ("en", "It will go down to 3,000.", "move", "reduce"),
    ("ar", "الموعد المتفق عليه", "agreement", "agreed"),
    ("ar", "لا موافقة على بقائهم", "agreement", "rejected"),
    # bases that are built
    ("ar", "أنشأت تركيا قاعدة في شمال العراق", "presence", "stationed"),
    ("ar", "أعلنت تركيا إقامة قاعدة عسكرية", "presence", "stationed"),
    ("ar", "قاعدة قيد الإنشاء في الطبقة", "presence", "stationed"),
    ("en", "A base is under construction in Tabqa.", "presence", "stationed"),
    ("en", "Rebels are most active in the south.", "presence", "stationed"),
    # wars and what is defeated
    ("ar", "تمكنت القوات من هزيمة المسلحين", "activity", "combat-operations"),
    ("ar", "انتهاء الحرب ضد داعش", "activity", "combat-operations"),
    ("ar", "استئناف عملها في الجولان", "activity", "mission"),
    ("en", "The war against ISIS is over.", "activity", "combat-operations"),
    # and others
    ("ar", "بتأمين مفرق المخا", "control", "hold"),
    ("ar", "حث المجلس الطرفين على وقف القتال", "agreement", "asked"),
    ("ar", "وجهوا أشعة الليزر إلى الطائرة", "attack", "bomb"),
    ("en", "They tried to persuade Khartoum.", "agreement", "asked"),
    ("en", "The soldiers traveled on to Russia.", "move", "arrive"),
    ("ar", "المقاتلون الذين طُردوا من المدينة", "move", "leave"),
    ("ar", "وأنهت وجودها في البلاد", "move", "leave"),
    ("ar", "استقرت السرية في الثكنة", "move", "arrive"),
    ("ar", "وأُبعدت الفصائل عن الحدود", "move", "withdraw"),
    ("ar", "وضعت يدها على الميناء", "control", "take"),
    ("ar", "أطبقت على التلة", "control", "take"),
    ("ar", "لم تعد ملتزمة بالهدنة", "agreement", "ended"),
    ("ar", "ويتوزع الجنود على ثكنتين", "presence", "stationed"),
    ("ar", "وترسو البارجة في الميناء", "presence", "stationed"),
    ("ar", "تخوض المعركة في الجنوب", "activity", "combat-operations"),
    ("ar", "وأجرت القوات تدريبا في الصحراء", "activity", "exercises"),
    ("en", "Jets flew over the valley.", "activity", "surveillance"),
    ("en", "Drones took pictures of the depot.", "activity", "surveillance"),
    ("en", "Soldiers searched the village.", "activity", "combat-operations"),
    ("en", "The headquarters was deactivated in May.", "activity", "mission"),
    ("en", "Parliament voted down the stay of the troops.", "agreement", "rejected"),
    ("en", "Gunmen tried to storm the gate.", "attack", "attack"),
    ("en", "The army got the bridge back and got back the town.", "control", "take"),
    ("en", "The rebels still have the mine.", "control", "hold"),
    ("en", "An Iraqi colonel signed for the site.", "handover", "take"),
    ("en", "The Danes made room for a Czech company.", "move", "replace"),
    ("en", "The battalion is striking its tents.", "move", "leave"),
    ("en", "Norway lent 40 instructors.", "move", "send"),
    ("en", "Two frigates are homeported at Rota.", "presence", "stationed"),
]
# ordinary words that look like a trigger once their spelling is folded
SILENT = [
    ("ar", "أكد أنها قائمة", "agreement", "ended"),
    ("ar", "قال إنه سعيد", "agreement", "ended"),
    ("ar", "قبل الحرب", "agreement", "agreed"),
    ("ar", "من أجل السلام", "move", "withdraw"),
    ("en", "They met on March 3.", "move", "arrive"),
    ("en", "The troops were tired.", "move", "arrive"),
]


def senses(language: str, text: str) -> set[tuple[str, str]]:
    page = annotator(language).page(text)
    return {(h.kind, h.label) for at in page.matches for m in at for h in m.hits if h.layer == "trigger"}


@pytest.mark.parametrize(("language", "text", "kind", "sense"), FOUND)
def test_triggers_are_found(language: str, text: str, kind: str, sense: str) -> None:
    assert (kind, sense) in senses(language, text)


@pytest.mark.parametrize(("language", "text", "kind", "sense"), SILENT)
def test_ordinary_words_are_no_triggers(language: str, text: str, kind: str, sense: str) -> None:
    assert (kind, sense) not in senses(language, text)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_senses_are_told_apart_once_per_kind(language: str) -> None:
    for kind in KINDS:
        if kind != "activity":
            listed = [rule["sense"] for rule in load(language, kind)["rules"]]
            assert len(listed) == len(set(listed))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "activity"])
def test_languages_share_their_senses(kind: str) -> None:
    senses_of = [{rule["sense"] for rule in load(language, kind)["rules"]} for language in ("ar", "en")]
    assert senses_of[0] ^ senses_of[1] <= {"be"}
