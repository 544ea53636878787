situation-title = Situation: { $place }
indicator-for-charts = Indicator of the charts
what-is-known = What is known
nothing-known = Nothing is known for this period yet.
added-from-parts = added up from { $known } of { $all } parts
open-disputes = { $count ->
    [one] { $count } open discrepancy
   *[other] { $count } open discrepancies
}
since-period-before = { $change } since the period before
same-as-period-before = same as the period before
reporting-rate = Returns received
on-time-rate = on time
of-expected = of those expected:
nobody-missing = Nobody is missing in the last quarter.
missing-now = Missing in the last quarter:
map-description = Map of the qarqe by classes that are the same for all periods.
map-region-description = Map of the municipalities by classes that are the same for all periods.
map-schematic = Schematic: areas around the centre of each municipality, not its borders.
trend-description = Development over the periods; hollow points are not settled yet.
target = Target
baseline = Baseline
break-in-series = Break in series
boundary-change = change of boundaries
not-settled = not settled yet
regions-title = The qarqe on one scale
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
