# Puna sot: kur e kanë afatin detyrat.
table-today-passed = Me afat të kaluar
table-today-this-day = Sot
table-today-soon = Në shtatë ditët e ardhshme
table-today-later = Më vonë: { $count ->
    [one] një detyrë
   *[other] { $count } detyra
}
table-today-later-table = Detyra të mëvonshme
