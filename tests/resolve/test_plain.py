"""What is said as plainly as can be is read, also where nothing stands around it: no date, no speaker."""

import datetime as dt

import pytest

from marsad.model.report import Report
from marsad.reader import Reader

DAY = dt.date(2024, 3, 5)
SAID = {
    "control": (
        "The Malian army took control of the base in Kidal on Monday.",
        "Rebels took control of the town of Goma on Monday.",
        "M23 rebels have taken control of Sake.",
        "The Taliban captured Kunduz on Sunday.",
        "Iraqi forces recaptured Ramadi from Islamic State.",
        "Sudan's army retook the presidential palace in Khartoum.",
        "Al-Shabaab seized the town of Bardera.",
        "The Houthis control Sanaa.",
        "Ukrainian forces liberated Kherson on 11 November.",
        "Syrian rebels seized the airport in Aleppo.",
        "The base is now in the hands of the Nigerien army.",
        "سيطر الجيش السوداني على مدينة سنجة.",
        "سيطرت حركة طالبان على قندوز يوم الأحد.",
        "استعادت القوات العراقية الرمادي من تنظيم الدولة.",
        "استولى مقاتلو حركة الشباب على بلدة بارديرا.",
        "يسيطر الحوثيون على صنعاء.",
        "حررت القوات الأوكرانية خيرسون.",
        "سيطرت قوات النيجر على قاعدة أغاديز.",
        "انتزعت قوات الدعم السريع مدينة نيالا من الجيش.",
    ),
    "move": (
        "US troops left Agadez on Monday.",
        "The last French soldiers left Niger on Friday.",
        "Germany will withdraw its troops from Mali by May.",
        "Russia sent 200 soldiers to Burkina Faso.",
        "About 100 Russian instructors arrived in Niamey on Wednesday.",
        "The United States deployed 3,000 troops to Kabul.",
        "Kenya sent 400 police officers to Haiti.",
        "Turkey has withdrawn its troops from northern Iraq.",
        "British soldiers returned home from Iraq.",
        "The army moved tanks to the border with Lebanon.",
        "Israeli troops pulled out of Khan Younis.",
        "UN peacekeepers withdrew from Kidal.",
        "Poland will send soldiers to the Baltic states.",
        "غادرت القوات الأميركية أغاديز يوم الاثنين.",
        "انسحبت القوات الفرنسية من مالي.",
        "ستسحب ألمانيا قواتها من مالي.",
        "أرسلت روسيا 200 جندي إلى بوركينا فاسو.",
        "وصل نحو مئة مدرب روسي إلى نيامي.",
        "عاد الجنود البريطانيون من العراق.",
        "سحبت تركيا قواتها من شمال العراق.",
        "انسحب الجيش الإسرائيلي من خان يونس.",
        "وصلت تعزيزات عسكرية تركية إلى إدلب.",
        "غادر آخر جندي أميركي أفغانستان.",
    ),
    "handover": (
        "The coalition handed over the K-1 base to Iraqi forces.",
        "French forces handed the Menaka base to the Malian army.",
        "MINUSMA handed over its camp in Ber to the Malian army.",
        "The US will hand over Air Base 201 to Niger in August.",
        "British forces transferred Basra to Iraqi control.",
        "سلم التحالف الدولي قاعدة كي وان إلى القوات العراقية.",
        "سلمت القوات الفرنسية قاعدة ميناكا إلى الجيش المالي.",
        "تسلم الجيش العراقي قاعدة القيارة من التحالف.",
        "ستسلم الولايات المتحدة القاعدة 201 إلى النيجر في آب.",
    ),
    "presence": (
        "About 900 US soldiers are stationed in Syria.",
        "Some 2,500 American troops remain in Iraq.",
        "France keeps 350 soldiers in Gabon.",
        "Russian troops are stationed at Hmeimim.",
        "Wagner fighters are in Timbuktu.",
        "UNIFIL has about 10,000 peacekeepers in southern Lebanon.",
        "US troops will stay in Niger.",
        "ينتشر نحو 900 جندي أميركي في سوريا.",
        "لا يزال 2500 جندي أميركي في العراق.",
        "تحتفظ فرنسا بـ350 جنديا في الغابون.",
        "تتمركز قوات روسية في حميميم.",
        "ستبقى القوات الأميركية في النيجر.",
        "يوجد مقاتلون من فاغنر في تمبكتو.",
    ),
    "activity": (
        "NATO suspended training in Iraq.",
        "The US ended its combat mission in Iraq.",
        "Germany resumed training of Malian soldiers.",
        "Russia and China began joint naval exercises in the Sea of Japan.",
        "UN patrols in southern Lebanon resumed on Monday.",
        "France suspended joint operations with Malian forces.",
        "علق حلف الناتو التدريب في العراق.",
        "استأنفت ألمانيا تدريب الجنود الماليين.",
        "بدأت روسيا والصين مناورات بحرية في بحر اليابان.",
        "أنهت الولايات المتحدة مهمتها القتالية في العراق.",
        "استأنفت اليونيفيل دورياتها في جنوب لبنان.",
        "علقت فرنسا العمليات المشتركة مع الجيش المالي.",
    ),
    "attack": (
        "Rockets hit Ain al-Asad base on Monday.",
        "Two US soldiers were killed in a drone attack on Tower 22.",
        "Israel bombed Damascus airport.",
        "A suicide bomber attacked an army base in Mogadishu, killing ten soldiers.",
        "Gunmen attacked a military camp in Tillaberi.",
        "Turkish warplanes struck PKK positions in northern Iraq on Sunday.",
        "Houthi missiles hit a ship in the Red Sea.",
        "US forces carried out air strikes on Iran-backed militias in Syria.",
        "A roadside bomb hit an army convoy near Gao.",
        "سقطت صواريخ على قاعدة عين الأسد.",
        "قتل جنديان أميركيان في هجوم بطائرة مسيرة على البرج 22.",
        "قصفت إسرائيل مطار دمشق.",
        "هاجم مسلحون معسكرا للجيش في تيلابيري.",
        "انفجرت عبوة ناسفة برتل للجيش قرب غاو.",
        "شنت القوات الأميركية غارات على فصائل موالية لإيران في سوريا.",
        "استهدفت طائرات مسيرة أوكرانية مطارا في إنغلز.",
        "قصفت الطائرات التركية مواقع لحزب العمال الكردستاني شمال العراق.",
    ),
    "agreement": (
        "Niger asked France to withdraw its troops.",
        "Iraq and the United States agreed to end the coalition's mission.",
        "Mali ended its defence agreement with France.",
        "The Iraqi parliament demanded that US troops leave.",
        "Chad and Russia signed a military cooperation agreement.",
        "Turkey and Iraq discussed the withdrawal of Turkish troops.",
        "Burkina Faso rejected a Russian base.",
        "طلبت النيجر من فرنسا سحب قواتها.",
        "ألغت مالي اتفاقية الدفاع مع فرنسا.",
        "طالب البرلمان العراقي بخروج القوات الأميركية.",
        "وقعت تشاد وروسيا اتفاقا للتعاون العسكري.",
        "بحثت تركيا والعراق انسحاب القوات التركية.",
        "رفضت بوركينا فاسو إقامة قاعدة روسية.",
    ),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def kinds(reader: Reader, text: str) -> list[str]:
    language = "en" if text.isascii() else "ar"
    return [claim.kind for claim in reader.read(Report("r", text, language, DAY)).claims]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts])
def test_a_plain_statement_is_one_claim(reader: Reader, kind: str, text: str) -> None:
    assert kinds(reader, text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "France beat Croatia in Moscow.",
        "The United States sent 3,000 ballots to Kabul.",
        "Israel left the talks in Cairo.",
        "The French ambassador left Mali.",
        "فازت فرنسا على كرواتيا في موسكو.",
        "غادر السياح الألمان تونس.",
    ],
)
def test_what_is_no_forces_doing_is_none_however_plain(reader: Reader, text: str) -> None:
    assert kinds(reader, text) == []
