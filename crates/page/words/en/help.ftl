help-start-title = How to begin
help-start-text = Besa collects every institution's figures, sets them side by side, shows where and why they differ, and lets the committee decide. The situation page shows all of it at a glance; every number leads to the figures, rules, files and decisions behind it.
help-return-title = A return
help-return-text = Every institution fills in its own form each quarter. Zero is a value; an empty cell is not zero. Where there is no number, choose why: not reported, not applicable or withheld. Once sent in, somebody else verifies it.
help-import-title = Importing files
help-import-text = Upload the workbook or a table of your own. Nothing counts before you have seen the preview. A file with names, birth dates or personal numbers, be it in one remark, is refused and not kept.
help-discrepancy-title = Discrepancies
help-discrepancy-text = They open by themselves when figures do not fit, and close by themselves when they do. Look at the counting rules first: most different figures are right answers to different questions.
help-adoption-title = A figure and its adoption
help-adoption-text = Every number leads to its own page: what is known, who says what by which rule and from which file, and what was decided. The chair adopts a figure by a rule, with a reason and the meeting that decided. Reported figures never change. When one of them changes, the decision has to be looked at again.
help-situation-title = The situation
help-situation-text = The first sentence says how many figures there are and how many of them stand; then who has not reported. Numbers given as a range are disputed; “≥” means at least, because parts are missing. Hollow points are not settled yet; what was not reported in full has no point. Below every chart there is a table with the same numbers. A region has a map of its municipalities where institutions report by municipality; without surveyed outlines it is schematic and says so. A member of an institution sees its own figures exactly, and those of others as they were released to the committee.
help-snapshot-title = Snapshots
help-snapshot-text = A snapshot never changes again. Its code is printed on every page of a report, so that anybody can compare.
help-public-title = Public pages
help-public-text = Small numbers can give a person away. The public sees only registered tables whose numbers were protected together (rounded, perturbed, or exact where they count no people) and from which a program could not work out the counts. Each page says what was done.
help-safety-title = Safety
help-safety-text = There are no names here. Do not write any into notes or files either. A text with a personal number, a telephone, an e-mail address, a day of birth or the like is refused, and the page says where it stands; names of officials pass. Every act is recorded in a log that cannot be changed unnoticed.
help-program-title = Programs
help-program-text = Figures, returns, files, discrepancies, the situation, pictures and estimates can be asked for by programs too. Make an access token behind your name at the top of the page; what can be asked for, and how, stands at /api. A token does what you may do for the body for which it was made, until it ends or you revoke it.
help-round-title = Matching lists without names
help-round-text = How many different people several institutions know together, without a name leaving any of them. A list with names is refused and not kept.
    The national office begins a round and names the institutions.
    The institutions make a key among themselves; here they confirm only its check value.
    Each encodes its own list on its own computer and hands in the encoded file.
    The lists are matched. The page says how many different people they hold and how many are on several, as classes of five.
    The round is closed: files and combinations are deleted; what may be said and the log stay.
help-table-title = Work on cases
help-table-text = People of institutions who work on real cases come in by “Table wing” and its inner door, with a passphrase of their own and a code from their telephone. There are codes everywhere; a name is opened for a reason, and the person can be shown who saw their file. The red link, or Shift three times, leaves at once. “Guide”, under “More”, walks through a case in ten minutes.
help-about = What each part is for, in plain words. The link Help at the top of a page leads to its part.
help-group-begin = To begin with
help-group-figures = Figures and decisions
help-group-lists = Lists and estimates
help-group-public = What leaves
help-group-table = The table wing
help-group-server = Programs and the server
