snapshot = Pamja e ngrirë
snapshot-of = Pamje e ngrirë: { $place }, { $period }
snapshots-lead = Një pamje e ngrirë mban gjithçka që dihet në një çast dhe nuk ndryshon më. Prej saj dalin raporti, fletëllogaritja dhe tabela.
freeze = Ngri
no-snapshots = Ende asnjë pamje e ngrirë. Sekretariati ngrin atë që dihet para se të jepet një raport.
no-snapshots-freeze = Ende asnjë pamje e ngrirë. Shkruani më lart një periudhë dhe ngrini çfarë dihet për të: prej andej vijnë raporti, fletëllogaritja dhe tabela.
cells = Qeliza
hand-out = Për t'u dhënë
hand-out-report = Raporti (PDF)
hand-out-workbook = Fletëllogaritje (XLSX): të dhëna, kode, shënime
hand-out-table = Tabela (CSV me etiketa HXL)
snapshot-empty = Për këtë periudhë nuk ka asgjë për të ngrirë.
snapshot-period = Shkruani periudhën si 2026, gjashtëmujori I 2026 ose tremujori III 2026.
report-title = Raport mbi situatën e trafikimit
report-page = Faqja
report-of = nga
report-table = Tabela
report-figure = Figura
report-notes = Shënime
report-internal = Variant i brendshëm, vetëm për komitetin: mban çdo shifër, edhe të voglat. Nuk botohet.
report-figures = Shifrat sipas treguesve
report-disputed = Ku institucionet nuk përputhen
report-about = Për këtë raport
report-about-text = Çdo numër vjen nga pamja e ngrirë { $code }, e marrë më { $when } nga { $who }. Gjurma e saj (BLAKE3), që ndryshon me çdo shifër: { $hash }.
sheet-data = Të dhëna
sheet-codebook = Kode
sheet-notes = Shënime
lowest = Më e vogla
highest = Më e madhja
missing-many = { $count ->
    [one] Në tremujorin e fundit ({ $quarter }) mungon { $count } institucion.
   *[other] Në tremujorin e fundit ({ $quarter }) mungojnë { $count } institucione.
}
