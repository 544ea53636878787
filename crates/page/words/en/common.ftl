skip-to-content = Skip to content
sign-out = Sign out
other-language = Shqip
navigation = Main navigation
footer = Figures that can be explained, people who are protected.
help = Help
public-pages = Public pages
to-start = To the start page
problems-title = Something has to be corrected
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
period-quarter = { $part ->
    [1] first
    [2] second
    [3] third
   *[4] fourth
} quarter { $year }
period-half-year = { $part ->
    [1] first
   *[2] second
} half-year { $year }
period-school-year = school year { $years }
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-ahead = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
day-past = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
dismiss = Close
breadcrumb = You are here
what-does-this-mean = What does this mean?
table-filter = Show only rows with
table-shown = Shown:
pages = Pages
previous-page = Previous page
field-optional = (optional)
problem-prefix = Error:
