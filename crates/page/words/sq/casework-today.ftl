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
       *[other] Ruhen { $count } nga rastet tuaja që janë mbyllur
    }
table-today-refused-entries = { $count ->
    [one] Që kur hytë herën e fundit, mbi çelësin tuaj u provua një frazë e fshehtë e gabuar, më { $when }.
   *[other] Që kur hytë herën e fundit, mbi çelësin tuaj u provuan { $count } fraza të fshehta të gabuara, e fundit më { $when }.
} Kush e shkroi, e dinte fjalëkalimin tuaj dhe kishte një kod të vlefshëm. Nëse nuk ishit ju, ndryshoni fjalëkalimin, kërkoni që pajisja t'ju zgjidhet dhe njoftoni institucionin tuaj.
