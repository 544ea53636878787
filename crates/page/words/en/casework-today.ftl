# Work today: the cases that are closed.
table-today-closed =
    { $count ->
        [one] One closed case of yours is kept
       *[other] { $count } closed cases of yours are kept
    }
