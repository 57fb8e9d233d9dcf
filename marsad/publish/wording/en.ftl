# What a brief says, in English. Each message is a sentence or part of one; names in braces are filled in.
# .plan, .fear and .noun say the same thing as planned, as possible, and as a noun ("the departure of …").

# Parts

force-counted = { $force } ({ $amount })
amount-exact = { COUNT($low, $noun, $case) }
amount-between = between { $first } and { $last }
amount-at-least = at least { COUNT($low, $noun, $case) }
amount-at-most = up to { COUNT($high, $noun, $case) }

place-articled = the { $place }
at-site = at { $place }
at-other = in { $place }

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-season = { $season } { $year }
when-day = { " " }on { $date }
when-longer = { " " }in { $date }
when-about = { " " }around { $date }
when-between = { " " }between { $first } and { $last }
when-since = { " " }since { $date }
when-from = { " " }from { $date } on
when-by = { " " }by { $date }
when-reported = { " " }(reported on { $date })

side = { $name }
speaker = { $name } ({ $of })
others = { $n ->
    [one] one other source
   *[other] { COUNT($n, "source", "genitive") } more
  }
and-others = { $some } and { $others }
force-of-state = { $adjective } forces
force-of-body = { $name } forces
force-of-group = { $name } fighters
force-itself = the { $name }
force-of-unit = { $name } troops

# Sentences

told = { $clause }, according to { $who }.
told-undated = { $clause }{ $reported }, according to { $who }.
denied = { $noun } is denied by { $who }.
overdue = { $clause }, according to { $who }; that day has passed, and no report says that it was done.
reason = The reason given: { $reasons }, according to { $who }.
reason-denied = It is denied that the reason is { $reasons }, according to { $who }.
reasons-item = { $reason } is given as a reason by { $who }.
reasons-item-denied = { $reason } is denied as a reason by { $who }.

# Presence

presence-counted = { $force } are { $at }{ $when }: { $amount }
presence-then-counted = { $force } were { $at }{ $when }: { $amount }
presence-since = { $force } have been { $at }{ $when }; how many is unknown
presence-since-counted = { $force } have been { $at }{ $when }: { $amount }
presence-then = { $force } were { $at }{ $when }; how many is unknown
presence-as-of = { $force } are { $at } as of { $date }; how many is unknown
presence-as-of-counted = { $force } are { $at } as of { $date }: { $amount }
presence = { $force } are { $at }{ $when }; how many is unknown
    .plan = { $force } are to be or stay { $at }{ $when }
    .fear = { $force } may be or stay { $at }{ $when }
    .noun = the presence of { $force } { $at }{ $when }
presence-reduced = { $force } were reduced { $at }{ $when }; how many remain is unknown
presence-reduced-counted = { $force } were reduced { $at }{ $when }; remaining: { $amount }
presence-left = { $force } left { $place }{ $when }
presence-past = { $force } were { $at }{ $when }

# Holders

holder-passed = control of { $place } passed from { $giver } to { $holder }{ $when }
    .plan = control of { $place } is to pass from { $giver } to { $holder }{ $when }
    .fear = control of { $place } may pass from { $giver } to { $holder }{ $when }
    .noun = the passing of { $place } from { $giver } to { $holder }{ $when }
holder-taken = control of { $place } passed to { $holder }{ $when }
    .plan = control of { $place } is to pass to { $holder }{ $when }
    .fear = control of { $place } may pass to { $holder }{ $when }
    .noun = the passing of { $place } to { $holder }{ $when }
holder-given = { $giver } gave up { $place }{ $when }, to whom is unknown
    .plan = { $giver } are to give up { $place }{ $when }
    .fear = { $giver } may give up { $place }{ $when }
    .noun = the giving up of { $place } by { $giver }{ $when }
holder-held = { $holder } hold { $place }{ $when }
    .plan = { $holder } are to hold { $place }{ $when }
    .fear = { $holder } may hold { $place }{ $when }
    .noun = the control of { $place } by { $holder }{ $when }
holder-then = { $holder } took or held { $place }{ $when }

# Moves

move-both = { $force } left { $origin } for { $destination }{ $when }
    .plan = { $force } are to leave { $origin } for { $destination }{ $when }
    .fear = { $force } may leave { $origin } for { $destination }{ $when }
    .noun = the departure of { $force } from { $origin } to { $destination }{ $when }
move-origin = { $force } left { $origin }{ $when }
    .plan = { $force } are to leave { $origin }{ $when }
    .fear = { $force } may leave { $origin }{ $when }
    .noun = the departure of { $force } from { $origin }{ $when }
move-destination = { $force } came to { $destination }{ $when }
    .plan = { $force } are to come to { $destination }{ $when }
    .fear = { $force } may come to { $destination }{ $when }
    .noun = the arrival of { $force } in { $destination }{ $when }
move-within = { $force } moved within { $origin }{ $when }
    .plan = { $force } are to move within { $origin }{ $when }
    .fear = { $force } may move within { $origin }{ $when }
    .noun = a movement of { $force } within { $origin }{ $when }
move-nowhere = { $force } moved, from where and to where is unknown{ $when }
    .plan = { $force } are to move{ $when }
    .fear = { $force } may move{ $when }
    .noun = a movement of { $force }{ $when }

# Activities: what is done, by whom, with or against whom, where.

activity = { $what }{ $by }{ $side }{ $where } { $phase ->
    [started] started
    [resumed] resumed
    [continued] continued
    [increased] increased
    [reduced] were reduced
    [suspended] were suspended
    [ended] ended
   *[other] changed
  }{ $when }
    .plan = { $what }{ $by }{ $side }{ $where } are { $phase ->
        [started] to start
        [resumed] to resume
        [continued] to continue
        [increased] to increase
        [reduced] to be reduced
        [suspended] to be suspended
        [ended] to end
       *[other] to change
      }{ $when }
    .fear = { $what }{ $by }{ $side }{ $where } may { $phase ->
        [started] start
        [resumed] resume
        [continued] continue
        [increased] increase
        [reduced] be reduced
        [suspended] be suspended
        [ended] end
       *[other] change
      }{ $when }
    .noun = { $phase ->
        [started] the start
        [resumed] the resumption
        [continued] the continuation
        [increased] an increase
        [reduced] a reduction
        [suspended] the suspension
        [ended] the end
       *[other] a change
      } of { $what }{ $by }{ $side }{ $where }{ $when }
activity-by = { " " }by { $force }
activity-with = { " " }with { $force }
activity-against = { " " }against { $force }
activity-where = { " " }{ $at }
doing = { $activity ->
    [training] training activities
    [advising] advisory activities
    [combat-operations] combat operations
    [air-strikes] air strikes
    [patrols] patrols
    [exercises] exercises
    [surveillance] surveillance activities
    [logistics] logistics activities
   *[mission] the mission's operations
  }

# Attacks

attack = { $what }{ $target }{ $where } took place{ $when }{ $by }{ $toll }
    .plan = { $what }{ $target }{ $where }{ $by } is planned{ $when }
    .fear = { $what }{ $target }{ $where }{ $by } is feared{ $when }
    .noun = { $what }{ $target }{ $where }{ $by }{ $when }
attack-one = an attack{ $means }
attack-many = attacks{ $means } (number: { $amount })
attack-means = { " " }with { $means }
attack-on = { " " }on { $force }
attack-by = , blamed on { $force }
attack-of = { " " }by { $force }
attack-toll-killed = , leaving { $killed } dead
attack-toll-wounded = , leaving { $wounded } wounded
attack-toll-both = , leaving { $killed } dead and { $wounded } wounded

# Agreements

agreement = { $phase ->
    [asked] { $from } made a demand{ $to } on the presence or tasks of forces
    [discussed] { $parties } discussed the presence or tasks of forces
    [agreed] { $parties } agreed on the presence or tasks of forces
    [rejected] { $from } rejected a demand or agreement on forces{ $with }
    [ended] an agreement on forces between { $parties } was ended
   *[other] the presence of forces was a matter between { $parties }
  }{ $when }
    .plan = { $phase ->
        [asked] { $from } will make a demand{ $to } on forces
        [discussed] { $parties } will discuss the presence or tasks of forces
        [agreed] { $parties } are to agree on the presence or tasks of forces
        [rejected] { $from } will reject a demand or agreement on forces{ $with }
       *[other] an agreement on forces between { $parties } is to end
      }{ $when }
    .fear = { $phase ->
        [asked] { $from } may make a demand{ $to } on forces
        [discussed] { $parties } may discuss the presence or tasks of forces
        [agreed] { $parties } may agree on the presence or tasks of forces
        [rejected] { $from } may reject a demand or agreement on forces{ $with }
       *[other] an agreement on forces between { $parties } may end
      }{ $when }
    .noun = { $phase ->
        [asked] a demand by { $from }{ $to } on forces
        [discussed] a discussion on forces by { $parties }
        [agreed] an agreement on forces by { $parties }
        [rejected] a rejection by { $from }{ $with } of a demand or agreement on forces
       *[other] the end of an agreement on forces by { $parties }
      }{ $when }
agreement-to = { " " }to { $name }
agreement-with = { " " }with { $name }

# What changed in a line of the posture

changed = On { $after }: { $now }. On { $before }: { $past }.

# Disputes

dispute = { $over ->
    [number] The number of people is disputed
    [toll] The toll is disputed
    [date] The date is disputed
    [holder] Who holds the place is disputed
    [attacker] Who attacked is disputed
    [pace] Whether the activity goes on is disputed
    [agreement] Whether there is agreement is disputed
    [denial] Whether it happened is disputed
   *[reason] The reason is disputed
  } ({ $about }): { $sides }.{ $settled }
dispute-side = { $value }, according to { $who } ({ $dates })
dispute-dates-one = { $first }
dispute-dates-two = { $first } to { $last }
dispute-settled = { " " }Settled on { $date } in favour of: { $value }.
dispute-toll-killed = { $killed } killed
dispute-toll-wounded = { $wounded } wounded
dispute-not = not { $reason }
dispute-affirmed = it happened
dispute-denied = it did not

# Unknown

more-places = { $n ->
    [one] one more place
   *[other] { FIGURE($n) } more places
  }
unknown-holder = No report says who holds { $place }.
unknown-presence = No report says who is at { $place }.
silent-presence = No report in this ledger says who is where.
silent-holder = No report in this ledger says who holds which place.
silent-pace = No report in this ledger says which activities go on or have stopped.
more = { $n ->
    [one] One more line is in the full answer but not in this brief.
   *[other] { FIGURE($n) } more lines are in the full answer but not in this brief.
  }
unsure = { $n ->
    [one] One line of which the reader was not sure is left out.
   *[other] { FIGURE($n) } lines of which the reader was not sure are left out.
  }

# The frame

title = { $subject }: brief for { $date }
clocks = This brief tells of { $subject } on { $on }, and of what happened from { $since } on.
clocks-known = It goes by what was published by { $known }.
clocks-recorded = It follows the ledger as it stood at { $recorded }.
rests = It rests on { COUNT($claims, "claim", "genitive") } in { COUNT($reports, "report", "genitive") }.
no-truth = Each sentence says what reports say, not what is true.
empty = No report tells of { $subject } by { $on }.
heading-posture = Posture on { $date }
heading-changed = What happened from { $since } to { $date }
heading-difference = What is different from { $since }
heading-reasons = Reasons given
heading-planned = Planned
heading-feared = Feared or thought possible
heading-disputed = Disputed
heading-denied = Denied
heading-unknown = Unknown
heading-sources = Sources
caption-map = Places named in this brief and their holders on { $date }.
caption-timeline = What happened, by day and kind, from { $since } to { $date }.
alt-map = Map of { $n ->
    [one] one place
   *[other] { FIGURE($n) } places
  }: { $places }.
alt-timeline = Timeline of { COUNT($n, "event", "genitive") } from { $since } to { $date }.
ledger-source = The ledger itself, as it stood at { $recorded }: { COUNT($claims, "claim", "nominative") } in { COUNT($reports, "report", "genitive") }; what no claim says is unknown.
source-erased = The words of this report were erased from the ledger.
source-line = line { $n }
source-row = row { $n }
source-undated = undated
source-grade = grade { $grade }
source-label = Source { $n }
made-by = Made with Marsad from sourced claims. No sentence was written freely.
known-by = as known on { $known }
chart-map = { $subject } on { $date }
chart-timeline = { $subject }: what happened from { $since } to { $date }
chart-presence = { $subject }: numbers from { $since } to { $date }
chart-known = { $title }, as known on { $known }
chart-presence-note = A band spans the lowest and the highest number told. A triangle up: at least; down: at most. No line: unknown.

# A site of files

site-name = Marsad
site-title = { $what } · Marsad
site-skip = Skip to the text
site-home = Home
site-places = Places
site-actors = Actors
site-events = Events
site-conflicts = Conflicts
site-reports = Reports
site-sources = Sources
site-about = About
site-navigation = Pages
site-other-language = العربية
site-clocks = As of { $on }; published by { $known }; the ledger as it stood at { $recorded }.
site-clocks-all = As of { $on }; everything that the ledger holds; the ledger as it stood at { $recorded }.
site-home-title = Who is where, who holds what, and who says so
site-home-lead = { COUNT($claims, "claim", "nominative") } in { COUNT($reports, "report", "genitive") }, told by { COUNT($outlets, "outlet", "genitive") }. Each sentence leads to the words behind it. It says what reports say, not what is true.
site-newest = Newest changes
site-most-told = Most told of
site-all = All
site-count = ({ FIGURE($n) })
site-feed = Feed of changes (Atom)
site-feed-title = { $subject }: changes
site-within = Within it
site-report-claims = What it says
site-report-none = No claim of this report counts.
site-report-words = Shown are only the passages that support a claim.
site-no-events = Nothing is told as done.
site-no-conflicts = Nothing is in conflict.
site-settled = settled
site-published = published
site-original = Address of the report
site-language = Language
site-outlet = outlet
site-speaker = speaker
site-name-column = Name
site-role-column = As
site-reports-column = Reports
site-claims-column = Claims
site-first-column = First
site-last-column = Last
site-grade-column = Grade
site-no-publisher = (no publisher given)
site-ongoing = goes on
site-planned = planned
site-possible = thought possible
site-denied = denied
site-about-title = About this site
site-about-what = These pages were written by Marsad from a ledger of claims. A claim says that a report, at given characters, quoting a given speaker, says something about forces. It never says that the thing is true.
site-about-sentences = Every sentence is made from claims by templates; none was written freely. The numbers behind it lead to the passages. Where reports disagree both sides stand. Where no report says anything it is unknown, never zero.
site-about-limits = Reports are read by a program. It misses claims and misreads some; judge by the passage. What reports keep silent about is not here, and many reports that copy one another are one voice.
site-about-use = The site rests on published reports alone. It is no advice to a party of a conflict, and it is no measure for acting against anybody.
site-about-clocks = The site shows one moment of three clocks: the day asked about, what was published by then, and what the ledger held. Made again with the same clocks it is the same.
site-progress = { $n } pages
site-unsure = not sure
