# Follow-up.
case-page-to-followup = Follow-up
case-followup-title = Follow-up
case-followup-lead = Asking how the person is, five times in two years, by their wish alone. It decides about nothing: help that is due goes on.
case-followup-not-yet = Follow-up begins once the plan is being carried out, and when the person wishes it.
case-followup-begin-title = Begin the follow-up
case-followup-wishes = The person wishes to be asked, and said how they can be reached safely
case-followup-wishes-hint = Five days are set: after 1, 3, 6, 12 and 24 months. Each can be declined.
case-followup-begin = Begin the follow-up
case-followup-table = The five days
case-followup-head-month = Month
case-followup-head-due = Day
case-followup-head-state = State
case-followup-head-done = Recorded
case-followup-overdue = overdue
case-followup-month =
    { $count ->
        [one] after one month
       *[other] after { $count } months
    }
case-followup-read = Open what the person said
case-followup-record = Record a follow-up
case-followup-which = Which one
case-followup-result = What came of it
case-followup-result-hint = When it was done, say below how it goes in the person's own words; otherwise leave everything “not asked”.
case-followup-button = Save the follow-up
case-followup-said-title = What the person said
case-followup-said-lead = As the person rates it themselves, the children included. The opening is written down.
case-followup-said = How it goes, by domain and month
case-followup-said-nothing = Nothing was said yet.
followup-state-planned = to come
followup-state-done = done
followup-state-not-reached = could not be reached safely
followup-state-declined = the person wished none
outcome-score-badly = badly
outcome-score-not-well = not well
outcome-score-middling = middling
outcome-score-well = well
outcome-score-very-well = very well
outcome-score-declined = did not wish to say
outcome-score-not-asked = not asked
