# Puna sot: kur e kanë afatin detyrat, dhe rastet e mbyllura.
table-today-passed = Me afat të kaluar
table-today-this-day = Sot
table-today-soon = Në shtatë ditët e ardhshme
table-today-later = Më vonë: { $count ->
    [one] një detyrë
   *[other] { $count } detyra
}
table-today-later-table = Detyra të mëvonshme
table-today-closed =
    { $count ->
        [one] Ruhet një rast juaji që është mbyllur
       *[other] Ruhen { $count } raste tuajat që janë mbyllur
    }
