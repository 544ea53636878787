release-outdated = Për t'u treguar përsëri anëtarëve
release-outdated-text = Pas këtyre tabelave një shifër ka ndryshuar që kur iu treguan anëtarëve të komitetit. Anëtarët lexojnë ende të mëparshmen. Shihni çfarë do të shihnin tani dhe tregojuani.
release-outdated-why = Çfarë ndryshoi
release-outdated-do = Çfarë duhet bërë
release-outdated-again = Tregojeni përsëri
release-outdated-moved = { $count ->
    [one] Një shifër nuk i përgjigjet më numrit të vet.
   *[other] { $count } shifra nuk u përgjigjen më numrave të tyre.
}
release-outdated-settled = { $count ->
    [one] Dihet një shifër që atëherë nuk ishte raportuar.
   *[other] Dihen { $count } shifra që atëherë nuk ishin raportuar.
}
release-outdated-open = { $count ->
    [one] Një numër nuk është më i vendosur.
   *[other] { $count } numra nuk janë më të vendosur.
}
release-another = Tabelë tjetër
