snapshot = Snapshot
snapshot-of = Snapshot: { $place }, { $period }
snapshots-lead = A snapshot holds all that is known at one moment and never changes again. Report, workbook and table come from it.
freeze = Freeze
no-snapshots = No snapshots yet. The secretariat freezes what is known before a report is handed out.
no-snapshots-freeze = No snapshots yet. Write a period above and freeze what is known of it: report, workbook and table come from there.
cells = Cells
hand-out = To hand out
hand-out-report = Report (PDF)
hand-out-workbook = Workbook (XLSX): data, codebook, notes
hand-out-table = Table (CSV with HXL tags)
snapshot-empty = There is nothing to freeze for this period.
snapshot-period = Write the period like 2026, first half 2026 or third quarter 2026.
report-title = Report on the trafficking situation
report-page = Page
report-of = of
report-table = Table
report-figure = Figure
report-notes = Notes
report-internal = Internal version, for the committee alone: it holds every figure, small ones too. Not for publication.
report-figures = Figures by indicator
report-disputed = Where institutions disagree
report-about = About this report
report-about-text = Every number comes from snapshot { $code }, taken on { $when } by { $who }. Its fingerprint (BLAKE3), which changes with every digit: { $hash }.
sheet-data = Data
sheet-codebook = Codebook
sheet-notes = Notes
lowest = Lowest
highest = Highest
missing-many = { $count ->
    [one] In the last quarter ({ $quarter }) { $count } institution is missing.
   *[other] In the last quarter ({ $quarter }) { $count } institutions are missing.
}
