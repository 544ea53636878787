release-outdated = To be shown to the members anew
release-outdated-text = Behind these tables a figure has changed since the members of the committee were shown them. Members still read the earlier one. Look at what they would see now, and show it.
release-outdated-why = What changed
release-outdated-do = What to do
release-outdated-again = Show it anew
release-outdated-moved = { $count ->
    [one] One figure no longer stands for its count.
   *[other] { $count } figures no longer stand for their counts.
}
release-outdated-settled = { $count ->
    [one] One figure is known that was not reported then.
   *[other] { $count } figures are known that were not reported then.
}
release-outdated-open = { $count ->
    [one] One count is no longer settled.
   *[other] { $count } counts are no longer settled.
}
release-another = Another table
