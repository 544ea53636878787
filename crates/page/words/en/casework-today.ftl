# Work today: when tasks are due.
table-today-passed = Overdue
table-today-this-day = Today
table-today-soon = In the next seven days
table-today-later = Later: { $count ->
    [one] one task
   *[other] { $count } tasks
}
table-today-later-table = Later tasks
