situation-title = Situata: { $place }
situation-short = { $known ->
    [0] Për { $period } ende nuk dihet asgjë.
    [one] Një tregues ka shifër për { $period }. Të miratuara ose që përputhen: { $settled }. Me mospërputhje: { $disputed }.
   *[other] { $known } tregues kanë shifër për { $period }. Të miratuara ose që përputhen: { $settled }. Me mospërputhje: { $disputed }.
}
indicator-for-charts = Treguesi i grafikëve
what-is-known = Çfarë dihet
nothing-known = Për këtë periudhë ende nuk dihet asgjë.
added-from-parts = pjesë që dihen: vetëm { $known } nga { $all }
added-from-all-parts = mbledhur nga { $all } pjesë
open-disputes = { $count ->
    [one] { $count } mospërputhje e hapur
   *[other] { $count } mospërputhje të hapura
}
since-period-before = { $change } krahasuar me periudhën e mëparshme
same-as-period-before = njësoj si në periudhën e mëparshme
reporting-rate = Raportimet e marra
on-time-rate = në kohë
of-expected = nga të pritshmet:
nobody-missing = Në tremujorin e fundit ({ $quarter }) nuk mungon askush.
missing-now = Mungojnë në tremujorin e fundit ({ $quarter }): { $names }.
map-description = Harta e qarqeve sipas klasave të njëjta për të gjitha periudhat.
map-region-description = Harta e bashkive sipas klasave që janë të njëjta për të gjitha periudhat.
map-schematic = Skematike: zona rreth qendrës së çdo bashkie, jo kufijtë e saj.
trend-description = Zhvillimi ndër periudha; pikat bosh nuk janë ende të vendosura. Ajo që nuk është raportuar e plotë nuk ka pikë.
target = Objektivi
baseline = Vija bazë
break-in-series = Ndërprerje e serisë
boundary-change = ndryshim kufijsh
not-settled = ende e pavendosur
not-reported-in-full = nuk raportohet, ose jo e plotë
regions-title = Qarqet në një shkallë
pyramid-title = { $indicator } sipas gjinisë dhe moshës, { $period }
pyramid-description = Sipas gjinisë dhe moshës.
spread-title = Sa larg janë nga njëra-tjetra shifrat e institucioneve
spread-description = Dallimi midis shifrës më të madhe dhe më të vogël.
reporting-title = Kush raportoi dhe kur
reporting-description = Raportimi më i keq i çdo tremujori.
punctuality-on-time = në kohë
punctuality-late = me vonesë
punctuality-missing = mungon
punctuality-due = afati s'ka ardhur
reporting-not-expected = afati s'ka ardhur ende ose nuk pritet raportim
