release-for = For
release-for-public = For the public
release-for-members = For the members of the committee
release-preview-members = What the members would see
release-members-see = What the members see
release-members-hint = It is shown at once to everybody who sits on the committee of the qark for an institution. Your name, the time and the hash stand in the register and in the log.
release-show = Show it to the members
release-shown-by = Shown by
release-show-anew = Show the newest state
release-look-members = Look at what the members would see
release-state-shown = shown to the members
release-state-shown-anew = replaced by a newer state
release-verdict-hidden = { $hidden ->
    [one] One figure of this table is hidden.
   *[other] { $hidden } figures of this table are hidden.
}
public-rule-suppression = Counts from 1 to { $threshold } are hidden, and some others with them, so that no sum gives one back. All other numbers are exact.
public-rule-cell-key = Every number was changed a little by chance, by { $maximum } at the most. Sums need not add up.
public-why-hidden = Where few people are counted, an exact number can show who they are. Therefore such numbers are hidden here; the others are exact.
public-how-suppression = Counts from 1 to { $threshold } are hidden. So are others, chosen so that nobody can work out a hidden number from the sums; both look the same.
public-how-zeros = “Hidden” is never a number that is missing: what nobody has settled says so, and a zero that is printed was counted.
public-how-cell-key = Every number was changed by a small chance, by { $maximum } at the most. What is shown as 0 stands for 0 to { $maximum }; no number from 1 to { $small } is shown. Because each is changed by itself, sums need not add up.
public-chance-of-keys = The same count of the same place and year is changed alike in every table: whoever asks again gets the same number, and nothing can be averaged away.
public-audited-methods = Before it was published, a program tried to work out the true counts from this table and everything published before, knowing all the rules. It could tell none of them closely.
