# Work today: when tasks are due, and the cases that are closed.
table-today-passed = Overdue
table-today-this-day = Today
table-today-soon = In the next seven days
table-today-later = Later: { $count ->
    [one] one task
   *[other] { $count } tasks
}
table-today-later-table = Later tasks
table-today-closed =
    { $count ->
        [one] One closed case of yours is kept
       *[other] { $count } closed cases of yours are kept
    }
