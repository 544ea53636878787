# Rregullat sipas orës dhe për çështjet, dhe personi i dytë për ata që i shohin sinjalizimet.
alarm-told-many-texts = U hapën { $number } tekste brenda një ore
alarm-told-unusual-hour =
    { $number ->
        [one] U hapën tekste në një orë të ditës të pazakontë për këtë punonjës
       *[other] U hapën tekste në { $number } orë të ditës të pazakonta për këtë punonjës
    }: në { $usual } ditë pune më parë nuk kishte asnjë pranë asaj ore
alarm-told-many-matters = U hapën tekste të { $number } çështjeve brenda një ore
alarm-rule-many-texts = U hapën më shumë se { $texts } tekste brenda një ore, sado pak të jenë personat.
alarm-rule-unusual-hour = Dikush hapi tekste në një orë të ditës që është më shumë se një orë larg nga çdo orë kur ka hapur të tilla në { $days } ditët e fundit. Shihet pasi të ketë punuar në { $known } prej këtyre ditëve.
alarm-rule-many-matters = U hapën brenda një ore tekste të më shumë se { $matters } çështjeve të drejtësisë, ose pjesëmarrja e personave në to.
watcher-waiting = { $by } caktoi më { $at } këta dy që t'i shohin sinjalizimet: { $names }. Asgjë nuk ndryshon derisa të pranojë një i dytë nga ata që i shohin tani, e shumta deri më { $until }.
watcher-answer-form = A i pranoni këta dy?
watcher-answer-ask = Përgjigjja
watcher-answer-confirm = I pranoj
watcher-answer-drop = Nuk i pranoj
watcher-answer-button = Përgjigju
watcher-take-back-form = Tërhiqe
watcher-take-back-button = Tërhiqe
watcher-waits-for-you = Më { $at } u caktuan të tjerë që t'i shohin sinjalizimet: presin nga ju një po ose një jo
watcher-changed = Kush i sheh sinjalizimet ndryshoi më { $at }. Më parë: { $before }. Tani: { $after }. I caktoi { $by }, i pranoi { $second }. Nëse nuk e prisnit, pyetini të dy.
alarm-second-person = Duhet të përgjigjet dikush tjetër nga ata që i shohin sinjalizimet tani, jo ai që i caktoi të dy.
