situation-title = Situation: { $place }
situation-short = { $known ->
    [0] Nothing is known yet for { $period }.
    [one] One indicator has a figure for { $period }. Adopted or agreed: { $settled }. Disputed: { $disputed }.
   *[other] { $known } indicators have a figure for { $period }. Adopted or agreed: { $settled }. Disputed: { $disputed }.
}
indicator-for-charts = Indicator of the charts
what-is-known = What is known
nothing-known = Nothing is known for this period yet.
added-from-parts = only { $known } of { $all } parts are known
added-from-all-parts = added up from { $all } parts
open-disputes = { $count ->
    [one] { $count } open discrepancy
   *[other] { $count } open discrepancies
}
since-period-before = { $change } since the period before
same-as-period-before = same as the period before
reporting-rate = Returns received
on-time-rate = on time
of-expected = of those expected:
nobody-missing = In the last quarter ({ $quarter }) nobody is missing.
missing-now = Missing in the last quarter ({ $quarter }): { $names }.
map-description = Map of the qarqe by classes that are the same for all periods.
map-region-description = Map of the municipalities by classes that are the same for all periods.
map-schematic = Schematic: areas around the centre of each municipality, not its borders.
trend-description = Development over the periods; hollow points are not settled yet. What was not reported in full has no point.
target = Target
baseline = Baseline
break-in-series = Break in series
boundary-change = change of boundaries
not-settled = not settled yet
not-reported-in-full = not reported, or not in full
regions-title = The qarqe on one scale
pyramid-title = { $indicator } by sex and age, { $period }
pyramid-description = By sex and age.
spread-title = How far institutions are apart
spread-description = Difference between the largest and the smallest figure.
reporting-title = Who reported, and when
reporting-description = The worst return of each quarter.
punctuality-on-time = on time
punctuality-late = late
punctuality-missing = missing
punctuality-due = not yet due
reporting-not-expected = not yet due or not expected
