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
table-today-refused-entries = { $count ->
    [one] A wrong passphrase was tried on your key since you last came in, at { $when }.
   *[other] { $count } wrong passphrases were tried on your key since you last came in, the last at { $when }.
} Whoever typed it knew your password and had a good code. If it was not you, change your password, have your device untied and tell your institution.
