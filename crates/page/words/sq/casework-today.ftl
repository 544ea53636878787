# Puna sot: rastet e mbyllura.
table-today-closed =
    { $count ->
        [one] Ruhet një rast juaji që është mbyllur
       *[other] Ruhen { $count } raste tuajat që janë mbyllur
    }
