# Ndjekja.
case-page-to-followup = Ndjekja
case-followup-title = Ndjekja
case-followup-lead = Pyetet si është personi, pesë herë në dy vjet, vetëm me dëshirën e tij. Nuk vendos për asgjë: ndihma që i takon vazhdon.
case-followup-not-yet = Ndjekja nis kur plani po zbatohet dhe kur personi e dëshiron.
case-followup-begin-title = Nis ndjekjen
case-followup-wishes = Personi dëshiron të pyetet dhe tha si mund të gjendet pa rrezik
case-followup-wishes-hint = Caktohen pesë ditë: pas 1, 3, 6, 12 dhe 24 muajsh. Secila mund të refuzohet.
case-followup-begin = Nis ndjekjen
case-followup-table = Pesë ditët
case-followup-head-month = Muaji
case-followup-head-due = Dita
case-followup-head-state = Gjendja
case-followup-head-done = U shënua
case-followup-overdue = ka kaluar afati
case-followup-month =
    { $count ->
        [one] pas një muaji
       *[other] pas { $count } muajsh
    }
case-followup-read = Hap çfarë tha personi
case-followup-record = Shëno një ndjekje
case-followup-which = Cilën
case-followup-result = Si përfundoi
case-followup-result-hint = Kur u bë, shënoni më poshtë si shkon, siç e thotë vetë personi; përndryshe lëreni gjithçka «nuk u pyet».
case-followup-button = Ruaj ndjekjen
case-followup-said-title = Çfarë tha personi
case-followup-said-lead = Siç e vlerëson vetë personi, bashkë me fëmijët. Hapja është shënuar.
case-followup-said = Si shkon, sipas fushës dhe muajit
case-followup-said-nothing = Ende nuk është thënë asgjë.
followup-state-planned = për t’u bërë
followup-state-done = u bë
followup-state-not-reached = nuk u gjend dot pa rrezik
followup-state-declined = personi nuk deshi
outcome-score-badly = keq
outcome-score-not-well = jo mirë
outcome-score-middling = mesatarisht
outcome-score-well = mirë
outcome-score-very-well = shumë mirë
outcome-score-declined = nuk deshi ta thotë
outcome-score-not-asked = nuk u pyet
