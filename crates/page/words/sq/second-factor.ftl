second-factor-title = Faktori i dytë
second-factor-lead = Krahu i tryezës kërkon, përveç frazës suaj të fshehtë, një kod nga një pajisje juaja. Mjafton çdo aplikacion kodesh në telefon; nuk i duhet rrjet.
second-factor-off = Me llogarinë tuaj nuk është lidhur asnjë pajisje. Shkruani fjalëkalimin për të filluar.
second-factor-begin = Lidh një pajisje me llogarinë time
second-factor-waiting-title = Tregojini pajisjes të fshehtën
second-factor-waiting-text = Drejtojeni aplikacionin e kodeve te figura, ose shkruajeni të fshehtën me dorë. Pastaj shkruani gjashtë shifrat që tregon.
second-factor-secret = E fshehta
second-factor-first-code = Gjashtë shifrat në pajisjen tuaj
second-factor-confirm = Konfirmo
second-factor-codes-title = Kodet tuaja të rikthimit, të treguara një herë
second-factor-codes-text = Secili vlen një herë në vend të kodit të pajisjes. Shkruajini tani dhe ruajini larg telefonit; kjo faqe nuk i tregon më.
second-factor-on = i lidhur
second-factor-left =
    { $count ->
        [one] Ka mbetur një kod rikthimi.
       *[other] Kanë mbetur { $count } kode rikthimi.
    }
second-factor-code = Kodi
second-factor-code-hint = Gjashtë shifrat që tregon tani pajisja, ose një kod rikthimi.
second-factor-remove = Shkëpute pajisjen
second-factor-remove-text = Për të lidhur një pajisje tjetër, shkëputeni më parë këtë. Krahu i tryezës mbetet i mbyllur për ju derisa të konfirmohet e reja.
second-factor-wrong = Kodi është i gabuar ose është përdorur. Prisni kodin tjetër në pajisje dhe kontrolloni orën e saj.
second-factor-missing = Me llogarinë tuaj nuk është lidhur asnjë pajisje. Lidheni te faqja «Faktori i dytë».
second-factor-exists = Me llogarinë tuaj është lidhur tashmë një pajisje. Shkëputeni më parë atë.
second-factor-reset = Shkëput pajisjen e personit
