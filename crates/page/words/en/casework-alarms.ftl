# Alarms about unusual numbers of openings.
alarm-title = Alarms
alarm-lead = When somebody opens far more people's texts than usual, or is refused again and again, colleagues look at it. An alarm stops nobody and proves nothing: it asks a question. None of the people who are helped, and no case, is named here.
alarm-waits =
    { $count ->
        [one] An alarm waits for you
       *[other] { $count } alarms wait for you
    }
alarm-watched-by = Two people look at the alarms of your institution: { $names }. Named by { $by }, { $at }. Nobody sees an alarm about themselves.
alarm-nobody-named = Nobody was named to look at the alarms. Until then they are shown to: { $names }. Nobody sees an alarm about themselves.
alarm-table = Alarms
alarm-none = No alarm.
alarm-column-raised = When
alarm-column-worker = Whose work
alarm-column-told = What is unusual
alarm-column-looked = Looked at
alarm-not-looked-at = Nobody has looked yet
alarm-told-many-persons = Texts of { $number } persons opened within an hour
alarm-told-busy-day = Texts of { $number } persons opened in a day; the busiest day of the last 30 had { $usual }
alarm-told-many-refusals = Refused { $number } times within an hour
alarm-told-many-emergencies = Danger to life claimed { $number } times in 30 days
alarm-finding-explained = The work explains it
alarm-finding-warned = More was opened than the work asked for; it was talked about
alarm-finding-reported = Told to the head of the institution
alarm-look-form = Say what you found
alarm-look-button = Save
alarm-ask-which = Which alarm
alarm-ask-finding = What you found
alarm-ask-reason = Why
alarm-ask-reason-hint = A few words, no names and no numbers. Ask the colleague first.
alarm-reason-missing = Say in a few words, without names, what you found (at most 400 letters).
alarm-looked-at = Somebody has looked at this alarm already.
alarm-watchers-form = Name the two who look at the alarms
alarm-watchers-button = Name them
alarm-watcher-first = First
alarm-watcher-second = Second
alarm-watchers-only = Only who looks at the alarms now may name others.
alarm-watchers-invalid = Name two different workers of your institution.
alarm-rules = When an alarm is raised
alarm-rule-many-persons = Texts of more than { $persons } persons were opened within an hour.
alarm-rule-busy-day = Texts of more than { $fewest } persons were opened in a day, and more than { $times } times as many as on the worker's busiest day of the last { $days }. Whoever opened nothing in that time is compared with the busiest day of any colleague.
alarm-rule-many-refusals = Somebody was refused { $refusals } times or more within an hour.
alarm-rule-many-emergencies = Somebody claimed danger to life { $emergencies } times or more in { $days } days.
