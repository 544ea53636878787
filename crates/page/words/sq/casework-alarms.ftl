# Sinjalizime për numra të pazakontë hapjesh.
alarm-title = Sinjalizime
alarm-lead = Kur dikush hap tekste të shumë më tepër personave se zakonisht, ose refuzohet herë pas here, e shohin kolegët. Një sinjalizim nuk ndalon askënd dhe nuk provon asgjë: ai bën një pyetje. Këtu nuk përmendet asnjë nga personat e ndihmuar dhe asnjë rast.
alarm-waits =
    { $count ->
        [one] Një sinjalizim ju pret
       *[other] { $count } sinjalizime ju presin
    }
alarm-watched-by = Sinjalizimet e institucionit tuaj i shohin dy vetë: { $names }. I caktoi { $by }, { $at }. Askush nuk sheh një sinjalizim për veten.
alarm-nobody-named = Askush nuk është caktuar t'i shohë sinjalizimet. Deri atëherë u tregohen: { $names }. Askush nuk sheh një sinjalizim për veten.
alarm-table = Sinjalizimet
alarm-none = Asnjë sinjalizim.
alarm-column-raised = Kur
alarm-column-worker = Puna e kujt
alarm-column-told = Çfarë është e pazakontë
alarm-column-looked = Kush e pa
alarm-not-looked-at = Ende nuk e ka parë askush
alarm-told-many-persons = U hapën tekste të { $number } personave brenda një ore
alarm-told-busy-day = U hapën tekste të { $number } personave në një ditë; dita më e ngarkuar e 30 ditëve të fundit kishte { $usual }
alarm-told-many-refusals = U refuzua { $number } herë brenda një ore
alarm-told-many-emergencies = U kërkua { $number } herë hapje për rrezik të jetës në 30 ditë
alarm-finding-explained = E shpjegon puna
alarm-finding-warned = U hap më shumë se ç'kërkonte puna; u bisedua për këtë
alarm-finding-reported = Iu tha titullarit të institucionit
alarm-look-form = Thoni çfarë gjetët
alarm-look-button = Ruaje
alarm-ask-which = Cili sinjalizim
alarm-ask-finding = Çfarë gjetët
alarm-ask-reason = Pse
alarm-ask-reason-hint = Pak fjalë, pa emra e pa numra. Pyeteni më parë kolegun.
alarm-reason-missing = Thoni me pak fjalë, pa emra, çfarë gjetët (jo më shumë se 400 shkronja).
alarm-looked-at = Këtë sinjalizim e ka parë dikush tashmë.
alarm-watchers-form = Cakto dy vetët që i shohin sinjalizimet
alarm-watchers-button = Caktoji
alarm-watcher-first = I pari
alarm-watcher-second = I dyti
alarm-watchers-only = Të tjerë mund të caktojë vetëm kush i sheh sinjalizimet tani.
alarm-watchers-invalid = Caktoni dy punonjës të ndryshëm të institucionit tuaj.
alarm-rules = Kur bëhet një sinjalizim
alarm-rule-many-persons = U hapën tekste të më shumë se { $persons } personave brenda një ore.
alarm-rule-busy-day = U hapën tekste të më shumë se { $fewest } personave në një ditë, dhe mbi { $times } herë më tepër se në ditën më të ngarkuar të punonjësit në { $days } ditët e fundit. Kush nuk ka hapur asgjë në atë kohë krahasohet me ditën më të ngarkuar të cilitdo kolegu.
alarm-rule-many-refusals = Dikush u refuzua { $refusals } herë ose më shumë brenda një ore.
alarm-rule-many-emergencies = Dikush kërkoi { $emergencies } herë ose më shumë hapje për rrezik të jetës brenda { $days } ditësh.
