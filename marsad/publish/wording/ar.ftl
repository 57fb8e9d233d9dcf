# ما يقوله الموجز بالعربية. كل رسالة جملة أو جزء منها، وما بين القوسين يُملأ.
# .plan ما هو مقرر، و.fear ما هو محتمل، و.noun المصدر («مغادرة …»). والفعل مؤنث دائمًا لأن فاعله «قوات» أو «عناصر».

# أجزاء

force-counted = { $force } ({ $amount })
amount-exact = { COUNT($low, $noun, $case) }
amount-between = ما بين { $first } و{ $last }
amount-at-least = { COUNT($low, $noun, $case) } على الأقل
amount-at-most = { COUNT($high, $noun, $case) } على الأكثر

place-articled = { $place }
at-site = في { $place }
at-other = في { $place }

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-season = { $season } { $year }
when-day = { " " }في { $date }
when-longer = { " " }في { $date }
when-about = { " " }نحو { $date }
when-between = { " " }بين { $first } و{ $last }
when-since = { " " }منذ { $date }
when-from = { " " }اعتبارًا من { $date }
when-by = { " " }بحلول { $date }
when-reported = { " " }(في تقرير نُشر في { $date })

side = الجانب { $adjective }
speaker = { $name } ({ $of })
others = { $n ->
    [one] مصدر آخر
    [two] مصدرين آخرين
    [few] { COUNT($n, "source", "genitive") } أخرى
   *[other] { COUNT($n, "source", "genitive") } آخر
  }
and-others = { $some } و{ $others }
force-of-state = القوات { $adjective }
force-of-body = قوات { $name }
force-of-group = عناصر { $name }
force-itself = { $name }
force-of-unit = { $name }

# جمل

told = { $clause }، بحسب { $who }.
told-undated = { $clause }{ $reported }، بحسب { $who }.
denied = { $noun } أمر منفي، بحسب { $who }.
overdue = { $clause }، بحسب { $who }؛ وقد مضى الموعد ولم يرد في تقرير أنه تم.
reason = والسبب المذكور: { $reasons }، بحسب { $who }.
reason-denied = والسبب المنفي: { $reasons }، بحسب { $who }.
reasons-item = { $reason }: سبب مذكور، بحسب { $who }.
reasons-item-denied = { $reason }: سبب منفي، بحسب { $who }.

# الوجود

presence-counted = { $force } موجودة { $at }{ $when }، وعددها { $amount }
presence-then-counted = كانت { $force } موجودة { $at }{ $when }، وعددها { $amount }
presence-since = { $force } موجودة { $at }{ $when }، وعددها مجهول
presence-since-counted = { $force } موجودة { $at }{ $when }، وعددها { $amount }
presence-then = كانت { $force } موجودة { $at }{ $when }، وعددها مجهول
presence-as-of = { $force } موجودة { $at }، وذلك{ $when }، وعددها مجهول
presence-as-of-counted = { $force } موجودة { $at }، وذلك{ $when }، وعددها { $amount }
presence = { $force } موجودة { $at }{ $when }، وعددها مجهول
    .plan = من المقرر وجود { $force } أو بقاؤها { $at }{ $when }
    .fear = من المحتمل وجود { $force } أو بقاؤها { $at }{ $when }
    .noun = وجود { $force } { $at }{ $when }
presence-reduced = تقلّصت { $force } { $at }{ $when }، وعدد من بقي مجهول
presence-reduced-counted = تقلّصت { $force } { $at }{ $when }، وعدد من بقي { $amount }
presence-left = غادرت { $force } { $place }{ $when }
presence-past = كانت { $force } { $at }{ $when }

# من يسيطر

holder-passed = انتقلت السيطرة على { $place } من { $giver } إلى { $holder }{ $when }
    .plan = من المقرر انتقال السيطرة على { $place } من { $giver } إلى { $holder }{ $when }
    .fear = من المحتمل انتقال السيطرة على { $place } من { $giver } إلى { $holder }{ $when }
    .noun = انتقال السيطرة على { $place } من { $giver } إلى { $holder }{ $when }
holder-taken = انتقلت السيطرة على { $place } إلى { $holder }{ $when }
    .plan = من المقرر انتقال السيطرة على { $place } إلى { $holder }{ $when }
    .fear = من المحتمل انتقال السيطرة على { $place } إلى { $holder }{ $when }
    .noun = انتقال السيطرة على { $place } إلى { $holder }{ $when }
holder-given = تخلّت { $giver } عن { $place }{ $when }، ولا يُعرف لمن
    .plan = من المقرر تخلّي { $giver } عن { $place }{ $when }
    .fear = من المحتمل تخلّي { $giver } عن { $place }{ $when }
    .noun = تخلّي { $giver } عن { $place }{ $when }
holder-held = تسيطر { $holder } على { $place }{ $when }
    .plan = من المقرر سيطرة { $holder } على { $place }{ $when }
    .fear = من المحتمل سيطرة { $holder } على { $place }{ $when }
    .noun = سيطرة { $holder } على { $place }{ $when }
holder-then = سيطرت { $holder } على { $place }{ $when }

# التحركات

move-both = انتقلت { $force } من { $origin } إلى { $destination }{ $when }
    .plan = من المقرر انتقال { $force } من { $origin } إلى { $destination }{ $when }
    .fear = من المحتمل انتقال { $force } من { $origin } إلى { $destination }{ $when }
    .noun = انتقال { $force } من { $origin } إلى { $destination }{ $when }
move-origin = غادرت { $force } { $origin }{ $when }
    .plan = من المقرر مغادرة { $force } { $origin }{ $when }
    .fear = من المحتمل مغادرة { $force } { $origin }{ $when }
    .noun = مغادرة { $force } { $origin }{ $when }
move-destination = وصلت { $force } إلى { $destination }{ $when }
    .plan = من المقرر وصول { $force } إلى { $destination }{ $when }
    .fear = من المحتمل وصول { $force } إلى { $destination }{ $when }
    .noun = وصول { $force } إلى { $destination }{ $when }
move-within = تحركت { $force } داخل { $origin }{ $when }
    .plan = من المقرر تحرك { $force } داخل { $origin }{ $when }
    .fear = من المحتمل تحرك { $force } داخل { $origin }{ $when }
    .noun = تحرك { $force } داخل { $origin }{ $when }
move-nowhere = تحركت { $force }{ $when }، ولا يُعرف من أين ولا إلى أين
    .plan = من المقرر تحرك { $force }{ $when }
    .fear = من المحتمل تحرك { $force }{ $when }
    .noun = تحرك { $force }{ $when }

# الأنشطة: كلها مؤنثة هنا.

activity = { $phase ->
    [started] بدأت
    [resumed] استؤنفت
    [continued] استمرت
    [increased] تزايدت
    [reduced] قُلّصت
    [suspended] عُلّقت
    [ended] انتهت
   *[other] تغيّرت
  } { $what }{ $by }{ $side }{ $where }{ $when }
    .plan = من المقرر { $phase ->
        [started] بدء
        [resumed] استئناف
        [continued] استمرار
        [increased] زيادة
        [reduced] تقليص
        [suspended] تعليق
        [ended] إنهاء
       *[other] تغيير
      } { $what }{ $by }{ $side }{ $where }{ $when }
    .fear = من المحتمل { $phase ->
        [started] بدء
        [resumed] استئناف
        [continued] استمرار
        [increased] زيادة
        [reduced] تقليص
        [suspended] تعليق
        [ended] إنهاء
       *[other] تغيير
      } { $what }{ $by }{ $side }{ $where }{ $when }
    .noun = { $phase ->
        [started] بدء
        [resumed] استئناف
        [continued] استمرار
        [increased] زيادة
        [reduced] تقليص
        [suspended] تعليق
        [ended] إنهاء
       *[other] تغيير
      } { $what }{ $by }{ $side }{ $where }{ $when }
activity-by = { " " }التي تنفذها { $force }
activity-with = { " " }مع { $force }
activity-against = { " " }ضد { $force }
activity-where = { " " }{ $at }
doing = { $activity ->
    [training] أنشطة التدريب
    [advising] أنشطة المشورة
    [combat-operations] العمليات القتالية
    [air-strikes] الضربات الجوية
    [patrols] الدوريات
    [exercises] المناورات
    [surveillance] أنشطة المراقبة
    [logistics] أنشطة الإمداد
   *[mission] أعمال المهمة
  }

# الهجمات

attack = { $many ->
    [yes] وقعت
   *[no] وقع
  } { $what }{ $target }{ $where }{ $when }{ $by }{ $toll }
    .plan = من المقرر شن { $what }{ $target }{ $where }{ $by }{ $when }
    .fear = من المحتمل وقوع { $what }{ $target }{ $where }{ $by }{ $when }
    .noun = وقوع { $what }{ $target }{ $where }{ $by }{ $when }
attack-one = هجوم{ $means }
attack-many = هجمات{ $means } (عددها: { $amount })
attack-means = { " " }ب{ $means }
attack-on = { " " }على { $force }
attack-by = ، { $many ->
    [yes] وتُنسب
   *[no] ويُنسب
  } إلى { $force }
attack-of = { " " }من جانب { $force }
attack-toll-killed = ، { $many ->
    [yes] وأسفرت
   *[no] وأسفر
  } عن مقتل { $killed }
attack-toll-wounded = ، { $many ->
    [yes] وأسفرت
   *[no] وأسفر
  } عن إصابة { $wounded }
attack-toll-both = ، { $many ->
    [yes] وأسفرت
   *[no] وأسفر
  } عن مقتل { $killed } وإصابة { $wounded }

# الاتفاقات

agreement = { $phase ->
    [asked] قُدّم طلب من { $from }{ $to } بشأن وجود القوات أو مهامها
    [discussed] جرت محادثات بين { $parties } بشأن وجود القوات أو مهامها
    [agreed] جرى اتفاق بين { $parties } بشأن وجود القوات أو مهامها
    [rejected] صدر رفض من { $from }{ $with } لطلب أو اتفاق بشأن القوات
    [ended] أُنهي اتفاق بشأن القوات بين { $parties }
   *[other] كان وجود القوات موضع بحث بين { $parties }
  }{ $when }
    .plan = من المقرر { $phase ->
        [asked] تقديم طلب من { $from }{ $to } بشأن القوات
        [discussed] إجراء محادثات بين { $parties } بشأن وجود القوات أو مهامها
        [agreed] إبرام اتفاق بين { $parties } بشأن وجود القوات أو مهامها
        [rejected] صدور رفض من { $from }{ $with } لطلب أو اتفاق بشأن القوات
       *[other] إنهاء اتفاق بشأن القوات بين { $parties }
      }{ $when }
    .fear = من المحتمل { $phase ->
        [asked] تقديم طلب من { $from }{ $to } بشأن القوات
        [discussed] إجراء محادثات بين { $parties } بشأن وجود القوات أو مهامها
        [agreed] إبرام اتفاق بين { $parties } بشأن وجود القوات أو مهامها
        [rejected] صدور رفض من { $from }{ $with } لطلب أو اتفاق بشأن القوات
       *[other] إنهاء اتفاق بشأن القوات بين { $parties }
      }{ $when }
    .noun = { $phase ->
        [asked] تقديم طلب من { $from }{ $to } بشأن القوات
        [discussed] إجراء محادثات بين { $parties } بشأن القوات
        [agreed] إبرام اتفاق بين { $parties } بشأن القوات
        [rejected] صدور رفض من { $from }{ $with } لطلب أو اتفاق بشأن القوات
       *[other] إنهاء اتفاق بشأن القوات بين { $parties }
      }{ $when }
agreement-to = { " " }إلى { $name }
agreement-with = { " " }مع { $name }

# ما تغيّر في سطر من الوضع

changed = في { $after }: { $now }. وفي { $before }: { $past }.

# الخلافات

dispute = { $over ->
    [number] العدد مختلف فيه
    [toll] الحصيلة مختلف فيها
    [date] التاريخ مختلف فيه
    [holder] من يسيطر على الموقع مختلف فيه
    [attacker] من هاجم مختلف فيه
    [pace] استمرار النشاط مختلف فيه
    [agreement] وجود الاتفاق مختلف فيه
    [denial] وقوع الأمر مختلف فيه
   *[reason] السبب مختلف فيه
  } ({ $about }): { $sides }.{ $settled }
dispute-side = { $value }، بحسب { $who } ({ $dates })
dispute-dates-one = { $first }
dispute-dates-two = { $first } إلى { $last }
dispute-settled = { " " }وحُسم في { $date } لصالح القول: { $value }.
dispute-toll-killed = القتلى { $killed }
dispute-toll-wounded = الجرحى { $wounded }
dispute-not = ليس { $reason }
dispute-affirmed = وقع
dispute-denied = لم يقع

# المجهول

more-places = { $n ->
    [one] موقع آخر
    [two] موقعين آخرين
    [few] { COUNT($n, "place", "genitive") } أخرى
   *[other] { COUNT($n, "place", "genitive") } آخر
  }
unknown-holder = لا يقول أي تقرير من يسيطر على { $place }.
unknown-presence = لا يقول أي تقرير من يوجد في { $place }.
silent-presence = لا يقول أي تقرير في هذا السجل من يوجد وأين.
silent-holder = لا يقول أي تقرير في هذا السجل من يسيطر على أي موقع.
silent-pace = لا يقول أي تقرير في هذا السجل أي الأنشطة مستمر وأيها توقف.
more = { $n ->
    [one] وفي الجواب الكامل سطر آخر لم يرد في هذا الموجز.
    [two] وفي الجواب الكامل سطران آخران لم يردا في هذا الموجز.
    [few] وفي الجواب الكامل { COUNT($n, "line", "nominative") } أخرى لم ترد في هذا الموجز.
   *[other] وفي الجواب الكامل { COUNT($n, "line", "nominative") } لم ترد في هذا الموجز.
  }
unsure = { $n ->
    [one] وتُرك سطر واحد لم يتيقن منه القارئ الآلي.
    [two] وتُرك سطران لم يتيقن منهما القارئ الآلي.
    [few] وتُركت { COUNT($n, "line", "nominative") } لم يتيقن منها القارئ الآلي.
   *[other] وتُرك { COUNT($n, "line", "nominative") } لم يتيقن منها القارئ الآلي.
  }

# الإطار

title = { $subject }: موجز { $date }
clocks = يتناول هذا الموجز { $subject } في { $on }، وما وقع منذ { $since }.
clocks-known = ويعتمد ما نُشر حتى { $known }.
clocks-recorded = ويتبع السجل كما كان في { $recorded }.
rests = ويستند إلى { COUNT($claims, "claim", "genitive") } في { COUNT($reports, "report", "genitive") }.
no-truth = وكل جملة فيه تقول ما تقوله التقارير، لا ما هو صحيح.
empty = لا يتناول أي تقرير { $subject } حتى { $on }.
heading-posture = الوضع في { $date }
heading-changed = ما وقع من { $since } إلى { $date }
heading-difference = ما اختلف عمّا كان في { $since }
heading-reasons = الأسباب المذكورة
heading-planned = المقرر
heading-feared = المحتمل أو ما يُخشى
heading-disputed = المختلف فيه
heading-denied = المنفي
heading-unknown = المجهول
heading-sources = المصادر
caption-map = المواقع الواردة في هذا الموجز ومن يسيطر عليها في { $date }.
caption-timeline = ما وقع، بحسب اليوم والنوع، من { $since } إلى { $date }.
alt-map = خريطة فيها { COUNT($n, "place", "nominative") }: { $places }.
alt-timeline = خط زمني فيه { COUNT($n, "event", "nominative") } من { $since } إلى { $date }.
ledger-source = السجل نفسه كما كان في { $recorded }: { COUNT($claims, "claim", "nominative") } في { COUNT($reports, "report", "genitive") }؛ وما لا يرد في قول فهو مجهول.
source-erased = حُذف نص هذا التقرير من السجل.
source-line = السطر { $n }
source-row = الصف { $n }
source-undated = بلا تاريخ
source-grade = الدرجة { $grade }
source-label = المصدر { $n }
made-by = أُعدّ بمَرصد من أقوال مُسندة. ولم تُكتب فيه جملة بحرية.
known-by = كما كان معلومًا في { $known }
chart-map = { $subject } في { $date }
chart-timeline = { $subject }: ما وقع من { $since } إلى { $date }
chart-presence = { $subject }: الأعداد من { $since } إلى { $date }
chart-known = { $title }، كما كان معلومًا في { $known }
chart-presence-note = الشريط بين أدنى عدد مذكور وأعلاه. المثلث إلى أعلى: على الأقل، وإلى أسفل: على الأكثر. وحيث لا خط فالعدد مجهول.

# موقع من ملفات

site-name = مَرصد
site-title = { $what } · مَرصد
site-skip = إلى النص
site-home = الرئيسة
site-places = المواقع
site-actors = الجهات
site-events = الأحداث
site-conflicts = الخلافات
site-reports = التقارير
site-sources = المصادر
site-about = عن الموقع
site-navigation = الصفحات
site-other-language = English
site-clocks = في { $on }؛ بما نُشر حتى { $known }؛ والسجل كما كان في { $recorded }.
site-clocks-all = في { $on }؛ بكل ما في السجل؛ والسجل كما كان في { $recorded }.
site-home-title = من يوجد وأين، ومن يسيطر على ماذا، ومن يقول ذلك
site-home-lead = { COUNT($claims, "claim", "nominative") } في { COUNT($reports, "report", "genitive") }، نشرتها { COUNT($outlets, "outlet", "nominative") }. وكل جملة تقود إلى النص الذي تستند إليه، وتقول ما تقوله التقارير لا ما هو صحيح.
site-newest = أحدث التغيرات
site-most-told = الأكثر ذكرًا
site-all = الكل
site-count = ({ FIGURE($n) })
site-feed = تغذية التغيرات (Atom)
site-feed-title = { $subject }: التغيرات
site-within = في داخله
site-report-claims = ما يقوله التقرير
site-report-none = لا يُعتدّ بأي قول من هذا التقرير.
site-report-words = لا تُعرض إلا المقاطع التي تسند قولًا.
site-no-events = لم يُذكر وقوع شيء.
site-no-conflicts = لا خلاف.
site-settled = حُسم
site-published = النشر
site-original = عنوان التقرير
site-language = اللغة
site-outlet = ناشر
site-speaker = متحدث
site-name-column = الاسم
site-role-column = بصفة
site-reports-column = التقارير
site-claims-column = الأقوال
site-first-column = الأول
site-last-column = الأخير
site-grade-column = الدرجة
site-no-publisher = (بلا ناشر)
site-ongoing = مستمر
site-planned = مقرر
site-possible = محتمل
site-denied = منفي
site-about-title = عن هذا الموقع
site-about-what = كتب مَرصد هذه الصفحات من سجل أقوال. والقول هو أن تقريرًا ما، في موضع معيّن من نصه، نقلًا عن متحدث معيّن، يقول شيئًا عن القوات. ولا يقول أبدًا إن ذلك صحيح.
site-about-sentences = كل جملة مصوغة من أقوال بقوالب، ولم تُكتب جملة بحرية. والأرقام بعدها تقود إلى المقاطع. وحيث تختلف التقارير تُعرض الروايتان. وما لا يرد في تقرير فهو مجهول، وليس صفرًا.
site-about-limits = يقرأ التقارير برنامج، يفوته بعض الأقوال ويخطئ في بعضها، فاحكم بالمقطع نفسه. وما سكتت عنه التقارير ليس هنا، والتقارير المنقول بعضها عن بعض صوت واحد.
site-about-use = يستند الموقع إلى تقارير منشورة وحدها. وليس مشورة لطرف في نزاع، ولا أساسًا لفعل ضد أحد.
site-about-clocks = يعرض الموقع لحظة واحدة من ثلاث ساعات: اليوم المسؤول عنه، وما نُشر حتى حينه، وما كان في السجل. وإذا أُعيد صنعه بالساعات نفسها كان هو نفسه.
site-progress = { $n } صفحة
site-unsure = غير متيقن
