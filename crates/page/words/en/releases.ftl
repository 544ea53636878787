navigation-releases = Releases
releases-lead = What leaves the committee: for the public, and for its own members. One person proposes a table for the public, another approves it. Before each step a program tries to work out the counts from everything that was ever published.
no-releases = Nothing was released yet.
release-code = Release
release-table = Table
release-look = Look at what would be seen
release-period-hint = The year, such as 2025; for schools the school year, such as school year 2024-2025.
release-preview = What the public would see
release-public-sees = What the public sees
release-audit = What can be found out
release-part = Part
release-before = Before
release-day = Published from
release-day-hint = For example 31.12.2026; leave it empty to publish with the approval. Before that day nobody outside sees it.
release-reason = Reason of the correction
release-reason-hint = The public reads this reason. It never says by how many a count changed.
release-explanation = Explanation for those inside
release-propose = Propose
release-proposed = Proposed
release-decided = Decided
release-stands = State
release-visible = Visible from
release-engine = Engine
release-to-public = To the public page
release-decide = Your decision
release-approve = Approve
release-refuse = Refuse
release-refusal = Reason of the refusal
release-correct = Correct
release-correct-hint = A figure keeps its value for as long as its count is one of those that it stands for. Only the others change.
release-withdraw = Withdraw
release-withdraw-hint = The figures are no longer shown. Whoever read them remembers them, so that they still count in every audit.
release-withdrawal = Why it is withdrawn
release-chain = All releases of this table and period
release-state-proposed = waits for approval
release-state-approved = approved
release-state-refused = refused
release-state-withdrawn = withdrawn
release-state-published = published
release-state-embargoed = approved, not yet visible
release-state-corrected = replaced by a correction
release-verdict-open = These numbers count no people: they leave as they are.
release-verdict-safe = { $cells ->
    [one] One cell of the year was looked at, together with everything else. For it at least two counts stay possible that lie { $narrowest } apart; at least { $width } are asked for.
   *[other] { $cells } cells of the year were looked at together. For each of them at least two counts stay possible; the narrowest lie { $narrowest } apart, and at least { $width } are asked for.
}
release-verdict-with = Reckoned with: { $releases ->
    [one] one earlier release
   *[other] { $releases } earlier releases
} and { $printed ->
    [one] one figure
   *[other] { $printed } figures
} that others printed.
release-verdict-drawings = The { $drawings }th drawing was the first that is safe.
release-verdict-steps = The next multiples do not add up: figures are up to { $steps } bases away from their counts, and the page says so.
release-verdict-loose = The figures do not all add up, because some were published before and keep their value.
release-verdict-totals = Nothing finer was safe: the table is cut down to its totals.
release-not-safe = No figures were found from which the counts cannot be told. Take a coarser table, or pool years.
release-not-waiting = This release does not wait for approval any more.
release-not-approved = Only an approved release can be withdrawn.
release-already-proposed = This table is proposed already for this period. Decide on it first.
release-already-released = This table is released already for this period. Propose a correction instead.
release-needs-reason = Choose the reason of the correction.
release-needs-explanation = Write why.
release-needs-day = Write a day from today on, at most two years ahead, for example 31.12.2026.
release-correct-first = A count has moved out of what was published of it. Correct the earlier release first.
release-figures-moved = The committee's figures have changed since the proposal. Refuse it and propose it anew.
release-nothing-settled = Nothing in this table is settled: no count was adopted, or reported alike by two institutions.
release-nothing-to-correct = There is nothing to correct: what is published still stands for the counts.
release-own-proposal = You proposed this release: somebody else has to approve it.
release-too-long = This text is too long: 2,000 characters at most.
budget-other-ledger = This ledger does not continue the one that the register holds. Take the ledger that was used last.
release-try-again = Somebody else changed the register at the same time. Try again.
release-wrong-period = This table is not released for this period.
help-releases-title = Releases
help-releases-text = Choose a table and a period and look at what the public would see. If it is right, propose it; somebody else approves it. From its day on it stands on the public pages. A correction says why, and changes only the figures that no longer stand for their count. Exact counts never leave.
