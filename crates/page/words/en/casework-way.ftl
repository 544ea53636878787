# The way of a case, on its page.
case-way-concern = Concern
case-way-screened = Screening
case-way-assisted = Help
case-way-planned = Plan
case-way-reintegration = Reintegration
case-way-follow-up = Follow-up
case-way-closed = End
case-way-past = passed
case-way-before = before the closing
case-way-ahead = to come
