# The witnesses of an audit log.
log-witness-title = Witnesses of the audit log
log-witness-lead = Everything that is opened here stands in a log. So that nobody can rewrite it unnoticed, others hold its size and a seal over it: each day the server signs both, and each witness fetches and signs them. A witness learns how many rows there are, and nothing else.
log-witness-signed = Last signed { $at }: { $rows } rows.
log-witness-signed-long-ago = Last signed { $at }: { $rows } rows. That is more than { $days } days ago. Ask whoever runs the server.
log-witness-unsigned = Nothing was signed yet. Whoever runs the server makes a key: besa audit key NAME --table-wing
log-witness-fault = The check of { $at } found that the log was tampered with: { $fault }. Nothing was signed. Keep a copy of the database, and tell the head of the institution and the witnesses today.
log-witness-table = Witnesses
log-witness-none = Nobody witnesses this log. The Office of the National Coordinator and one NPO should: besa audit witnesses add --table-wing
log-witness-column-name = Witness
log-witness-column-fetched = Last fetched
log-witness-column-signed = Last signed
log-witness-column-state = State
log-witness-never = never
log-witness-late = Not signed for { $days } days or more: call them
log-witness-in-time = in time
log-witness-amiss = The audit log is not witnessed as it should be: look who must act
log-witness-committee = The committee's audit log is not witnessed as it should be: nothing was signed or a witness is late for { $days } days, or its check found a fault. Whoever runs the server sees it by: besa audit witnesses list
help-lead-title = When a colleague leaves
help-lead-text = The page “Cases without a lead” shows which cases wait and who must act, by a day. So that this is always possible: name a deputy before you are away, name three custodians of your key, and see that your institution has three keepers for danger to life.
    Suspend the colleague at the table wing under “Workers”: from that moment they open nothing.
    One person names another lead and a second one agrees.
    The new lead takes each case over.
help-witness-title = Witnesses of the log
help-witness-text = Whoever owns the server could rewrite the log of who did what. So others hold its size and a seal over it: the Office of the National Coordinator and one NPO. A witness learns how many rows the log has, and nothing of what is in them. When a witness is late for a week, or the log was touched, administrators and those who look at alarms see it.
    Whoever runs the server makes a key once: besa audit key NAME, and again with --table-wing.
    They enter each witness, who gets a token: besa audit witnesses add --key FILE.
    Each witness runs one command a day, with the files that its help names: besa audit witness --from https://YOUR-SERVER/witness/committee.
