accounts-lead = Kush mund të hyjë. Administratori nuk sheh asnjë shifër.
account-add = Hap një llogari
account-shown-name = Emri që shfaqet
role = Roli
account-institution-field = Institucioni (për anëtarët)
account-region-field = Qarku (për sekretariatin dhe kryetarin)
account-first-password = Fjalëkalimi i parë
last-signed-in = Hyrja e fundit
act = Veprimi
closed = e mbyllur
account-open = Hap sërish llogarinë
account-close = Mbyll llogarinë
account-new-password = Fjalëkalim i ri
account-name-taken = Ky emër përdoruesi është i zënë.
account-already-set-up = Administratori i parë ekziston tashmë.
account-last-administrator = Duhet të mbetet të paktën një administrator.
account-sign-in-name-malformed = Emri i përdoruesit: 3 deri në 64 shkronja të vogla pa ë e ç, shifra, pikë ose vizë.
account-name-malformed = Shkruani emrin që do të shfaqet.
membership-institution-missing = Zgjidhni institucionin e anëtarit.
membership-region-missing = Zgjidhni qarkun.
membership-too-much = Ky rol nuk ka qark ose institucion.
account-region = Qarku
accounts-find = Kërko llogari
accounts-words = Emri ose institucioni
accounts-all = të gjitha
accounts-count =
    { $count ->
        [0] Asnjë llogari nuk është e tillë.
        [one] Një llogari.
       *[other] { $count } llogari.
    }
accounts-count-page = { $first }–{ $last } nga { $count } llogari.
accounts-show-all = Shfaqi të gjitha
account-state-open = e hapur
account-state-closed = e mbyllur
account-state-unused = nuk ka hyrë kurrë
account-state-without-body = nuk është në asnjë organ
account-never = asnjëherë
account-opened = Hapur
account-closed-since = e mbyllur që më { $when }
account-must-change = e hapur; e ndryshon fjalëkalimin kur të hyjë herën tjetër
account-entry = Hyrja në llogari
account-entry-own = Kjo është llogaria juaj. Fjalëkalimin, faktorin e dytë dhe hyrjet i ndryshoni vetë.
account-new-password-text = Për këdo që e ka harruar të vetin. Mbyll menjëherë të gjitha hyrjet dhe çelësat për programe të llogarisë. Jepeni me zë ose në letër; në hyrjen e parë personi zgjedh një të vetin.
second-factor-reset-text = Për telefonin e humbur ose të ri. Mbyll të gjitha hyrjet e llogarisë. Krahu i tryezës mbetet i mbyllur derisa personi të lidhë një pajisje tjetër.
account-close-text = Për këdo që largohet, ose kur fjalëkalimin e di dikush tjetër. Mbyll menjëherë të gjitha hyrjet dhe çelësat për programe. Asgjë që ka shkruar personi nuk humbet dhe llogaria mund të hapet sërish.
account-open-text = Personi mund të hyjë sërish, me fjalëkalimin që kishte.
account-done-opened = Llogaria u hap. Jepini personit emrin e përdoruesit dhe fjalëkalimin e parë me zë ose në letër.
account-done-closed = Llogaria u mbyll dhe çdo hyrje e saj përfundoi.
account-done-reopened = Llogaria u hap sërish.
account-done-password = Fjalëkalimi i ri u vendos dhe çdo hyrje përfundoi. Jepeni me zë ose në letër.
account-done-second-factor = Pajisja u shkëput dhe çdo hyrje përfundoi.
help-accounts-title = Hapja e llogarive dhe ndihma për pronarët e tyre
help-accounts-text = Kjo është për administratorët. Një llogari është një person. Hapeni me organin ku është personi dhe me një fjalëkalim të parë, të cilin e jepni me zë ose në letër dhe që ndryshohet në hyrjen e parë. Llogarinë e gjeni me një emër ose institucion, me rol, qark ose gjendje. Në faqen e saj shtoni dhe përfundoni organe, vendosni një fjalëkalim të ri për këdo që e ka harruar, shkëputni telefonin e humbur dhe mbyllni llogarinë e atij që largohet: fjalëkalimi i ri dhe mbyllja përfundojnë menjëherë çdo hyrje dhe çdo çelës për programe. Askush nuk i ndryshon organet e veta, një administrator mbetet gjithmonë dhe ju nuk shihni asnjë shifër.
