# Parts of a whole, and what is not counted from the table's cases.
count-share = { $number } of { $of }
count-share-percent = { $number } of { $of } ({ $percent }%)
count-left-at-home = was identified in the qark that the person comes from
table-counts-not-counted = What is not counted from cases, and why
table-counts-by-the-year = Counted for a whole year alone: a quarter has too few people for a rate.
returns-shares = Shares, as numbers
