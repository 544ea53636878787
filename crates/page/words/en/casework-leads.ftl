# Cases whose lead left: another lead, named by two.
lead-title = Cases without a lead
lead-lead = When whoever leads a case leaves, two people of the institution name another lead, who takes the case over with new keys. Nobody does it alone, and nothing of a case is shown here.
lead-who-acts =
    { $count ->
        [one] One case has no lead.
       *[other] { $count } cases have no lead.
    } These must act: { $names }.
lead-nobody-acts =
    { $count ->
        [one] One case has no lead, and nobody who works here may act.
       *[other] { $count } cases have no lead, and nobody who works here may act.
    } Ask the head of the institution for a social worker who does.
lead-table = Cases that wait for a lead
lead-none = No case waits for you.
lead-column-code = Case
lead-column-phase = Phase
lead-column-left = Who led it
lead-column-due = By
lead-column-state = Where it stands
lead-column-deciders = Who decides
lead-no-way = Nobody can open it: neither a grant, nor custodians, nor keepers
lead-name-form = Name a lead
lead-ask-lead = Case and new lead
lead-name-button = Name
lead-answer-form = A lead was named: your answer
lead-ask-which = Case and new lead
lead-ask-answer = Answer
lead-answer-confirm = I agree
lead-answer-drop = I do not agree: drop it
lead-answer-button = Answer
lead-take-form = Take a case over
lead-ask-taken = Case
lead-ask-taken-hint = Where the keepers opened the case, what was sealed about proceedings is destroyed as you take it over: nobody here can read it any more. Ask the person again.
lead-take-yes = I take it over
lead-take-no = I cannot lead it
lead-take-button = Save
lead-changed = The case { $code } has another lead since { $at }: { $to } instead of { $from }. Named by { $by }, agreed to by { $second }. If this surprises you, ask both.
lead-rules = How it goes
lead-rule-two = One person names the new lead and another agrees: the keepers for danger to life, and where there are not two of them the social workers. Nobody names themselves.
lead-rule-grant = Who holds access to the whole case already, such as a deputy, comes first; then nothing else is opened.
lead-rule-custodians = Where nobody does, two of the custodians whom the lead had named open it for the new one.
lead-rule-keepers = Where that is not possible either, two keepers open it with the key for danger to life. That key never opens what is sealed about proceedings.
lead-rule-taken = The new lead takes the case over or says no. Then every part is sealed under a new key, the old lead's access is gone, open tasks go along, and it stands in the person's account of their file.
case-task-name-lead = The lead of this case left: name another
case-task-confirm-lead = A new lead was named: agree or not
case-task-take-lead = You were named the lead of this case: take it over or say no
grant-source-succession = is to lead the case
file-event-lead-left = Whoever led the case left
file-event-lead-proposed = A new lead was named
file-event-lead-confirmed = A second person agreed to the new lead
file-event-lead-dropped = The new lead was not agreed to
file-event-lead-declined = The new lead said no
file-event-lead-taken-over = A new lead took the case over, with new keys
succession-way-grant = Somebody holds the whole case
succession-way-custodians = Two custodians of the old lead can open it
succession-way-keepers = Two keepers can open it
succession-state-proposed = { $to } was named by { $by } on { $at }; a second person must agree
succession-state-confirmed = { $to }, named by { $by } on { $at }, may take it over
succession-pending = A lead was named for this case already. Answer that first, or drop it.
succession-no-way = Nobody who works here can open this case: no grant on the whole of it, no two custodians of the old lead, no two keepers. Ask the head of the institution to call the old lead back for a transfer.
succession-oneself = Nobody names themselves. Ask a colleague to name you.
succession-lead-invalid = The new lead is another social worker of your institution who holds the whole case, or to whom it can be opened. Choose somebody from the list.
succession-two-people = Somebody else must agree: neither who named the new lead, nor the new lead while a third person can.
succession-too-late = A week has passed. Name the lead again.
succession-step-not-allowed = This was answered meanwhile. Look at the list again.
succession-changed = Something changed meanwhile: who can open the case, or who leads it. Drop this and name a lead again.
table-guide-title-leads = A colleague left
table-guide-leads = A case waits for another lead: one person names the deputy, another agrees, the deputy takes it over with new keys.
