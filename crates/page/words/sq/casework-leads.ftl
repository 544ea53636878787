# Raste pa drejtues: një drejtues tjetër, i caktuar nga dy vetë.
lead-title = Raste pa drejtues
lead-lead = Kur largohet ai që drejton një rast, dy vetë të institucionit caktojnë një drejtues tjetër, i cili e merr rastin me çelësa të rinj. Askush nuk e bën i vetëm, dhe këtu nuk tregohet asgjë nga rasti.
lead-who-acts =
    { $count ->
        [one] Një rast nuk ka drejtues.
       *[other] { $count } raste nuk kanë drejtues.
    } Duhet të veprojnë: { $names }.
lead-nobody-acts =
    { $count ->
        [one] Një rast nuk ka drejtues, dhe askush që punon këtu nuk mund të veprojë.
       *[other] { $count } raste nuk kanë drejtues, dhe askush që punon këtu nuk mund të veprojë.
    } Kërkojini titullarit të institucionit një punonjës social që mundet.
lead-table = Raste që presin një drejtues
lead-none = Asnjë rast nuk ju pret.
lead-column-code = Rasti
lead-column-phase = Faza
lead-column-left = Kush e drejtonte
lead-column-due = Deri më
lead-column-state = Ku është
lead-column-deciders = Kush vendos
lead-no-way = Nuk e hap dot askush: as me akses, as me ruajtësit e çelësit, as me ata për rrezik të jetës
lead-name-form = Cakto një drejtues
lead-ask-lead = Rasti dhe drejtuesi i ri
lead-name-button = Caktoje
lead-answer-form = U caktua një drejtues: përgjigjja juaj
lead-ask-which = Rasti dhe drejtuesi i ri
lead-ask-answer = Përgjigjja
lead-answer-confirm = E pranoj
lead-answer-drop = Nuk e pranoj: të hidhet poshtë
lead-answer-button = Përgjigju
lead-take-form = Merr një rast
lead-ask-taken = Rasti
lead-ask-taken-hint = Kur rastin e hapën ruajtësit, ajo që ishte mbyllur për procedimin shkatërrohet sapo ta merrni: këtu nuk e lexon dot më askush. Pyeteni personin përsëri.
lead-take-yes = E marr
lead-take-no = Nuk mund ta drejtoj
lead-take-button = Ruaje
lead-changed = Rasti { $code } ka drejtues tjetër që nga { $at }: { $to } në vend të { $from }. E caktoi { $by }, e pranoi { $second }. Nëse ju habit, pyetini të dy.
lead-rules = Si bëhet
lead-rule-two = Një person e cakton drejtuesin e ri dhe një tjetër e pranon: ruajtësit për rrezik të jetës, dhe kur nuk janë të paktën dy, punonjësit socialë. Askush nuk cakton veten.
lead-rule-grant = I pari vjen ai që ka tashmë akses në gjithë rastin, si një zëvendës; atëherë nuk hapet asgjë tjetër.
lead-rule-custodians = Kur nuk ka të tillë, ia hapin dy nga ruajtësit e çelësit që kishte caktuar vetë drejtuesi.
lead-rule-keepers = Kur nuk mundet as kështu, e hapin dy ruajtës me çelësin për rrezik të jetës. Ai çelës nuk e hap kurrë atë që është mbyllur për procedimin.
lead-rule-taken = Drejtuesi i ri e merr rastin ose thotë jo. Pastaj çdo pjesë mbyllet me çelës të ri, aksesi i drejtuesit të vjetër hiqet, detyrat e hapura kalojnë tek i riu, dhe kjo mbetet në raportin e dosjes për personin.
case-task-name-lead = Drejtuesi i këtij rasti u largua: caktoni një tjetër
case-task-confirm-lead = U caktua një drejtues i ri: pranojeni ose jo
case-task-take-lead = U caktuat drejtues i këtij rasti: merreni ose thoni jo
grant-source-succession = do ta drejtojë rastin
file-event-lead-left = U largua ai që drejtonte rastin
file-event-lead-proposed = U caktua një drejtues i ri
file-event-lead-confirmed = Një person i dytë e pranoi drejtuesin e ri
file-event-lead-dropped = Drejtuesi i ri nuk u pranua
file-event-lead-declined = Drejtuesi i ri tha jo
file-event-lead-taken-over = Një drejtues i ri e mori rastin, me çelësa të rinj
succession-way-grant = Dikush e ka gjithë rastin
succession-way-custodians = E hapin dot dy ruajtës të çelësit të drejtuesit të vjetër
succession-way-keepers = E hapin dot dy ruajtës
succession-state-proposed = { $to } u caktua nga { $by } më { $at }; duhet ta pranojë një i dytë
succession-state-confirmed = { $to }, i caktuar nga { $by } më { $at }, mund ta marrë
succession-pending = Për këtë rast është caktuar tashmë një drejtues. Përgjigjuni më parë për të, ose hidheni poshtë.
succession-no-way = Këtë rast nuk e hap dot askush që punon këtu: askush nuk ka akses në gjithë rastin, nuk ka dy ruajtës të çelësit të drejtuesit të vjetër, nuk ka dy ruajtës për rrezik të jetës. Kërkojini titullarit të institucionit ta thërrasë drejtuesin e vjetër për një dorëzim.
succession-oneself = Askush nuk cakton veten. Kërkojini një kolegu t'ju caktojë.
succession-lead-invalid = Drejtuesi i ri duhet të jetë një punonjës tjetër social i institucionit tuaj që e ka gjithë rastin, ose të cilit mund t'i hapet. Zgjidhni dikë nga lista.
succession-two-people = Duhet ta pranojë dikush tjetër: jo ai që e caktoi drejtuesin e ri, e as vetë drejtuesi i ri kur mund të vendosë një i tretë.
succession-too-late = Kaloi një javë. Caktojeni drejtuesin përsëri.
succession-step-not-allowed = Kësaj iu përgjigj dikush ndërkohë. Shiheni listën përsëri.
succession-changed = Diçka ndryshoi ndërkohë: kush e hap dot rastin ose kush e drejton. Hidheni poshtë dhe caktoni përsëri një drejtues.
table-guide-title-leads = Një koleg u largua
table-guide-leads = Një rast pret një drejtues tjetër: një person e cakton zëvendësin, një tjetër e pranon, zëvendësi e merr rastin me çelësa të rinj.
