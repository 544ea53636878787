# Kush ruan çelësa nuk ndryshon në heshtje.
emergency-second-person = Duhet të pranojë dikush tjetër: një nga ruajtësit e tanishëm, ose një koleg për sa kohë nuk ka asnjë.
keeper-waiting = { $by } caktoi këta ruajtës më { $at }: { $names }. Asgjë nuk ndryshon derisa të pranojë një i dytë, e shumta deri më { $until }.
keeper-answer-form = A i pranoni këta ruajtës?
keeper-answer-ask = Përgjigjja
keeper-answer-confirm = I njoh të tre dhe i pranoj
keeper-answer-drop = Nuk i pranoj
keeper-answer-button = Përgjigju
keeper-take-back-form = Tërhiqe
keeper-take-back-button = Tërhiqe
keeper-change-waits = Ruajtës të rinj për rrezik të jetës presin një të dytë
keeper-change-waits-for-you = Ruajtës të rinj për rrezik të jetës presin nga ju një po ose një jo
keeper-change-first = Ruajtësit për rrezik të jetës u caktuan më { $at }: { $after }. I caktoi { $by }, i pranoi { $second }.
keeper-change-keepers = Ruajtësit për rrezik të jetës ndryshuan më { $at }. Më parë: { $before }. Tani: { $after }. I caktoi { $by }, i pranoi { $second }. Nëse nuk e prisnit, pyetini të dy.
keeper-change-own = Më { $at } u caktuan këta ruajtës të çelësit tuaj: { $after }. Nëse nuk e bëtë ju, caktoni të tjerë tani dhe ndryshoni fjalëkalimin.
keeper-change-custodians = { $by } caktoi ruajtës të çelësit të vet më { $at }: { $after }. Njoftoheni sepse jeni ose ishit njëri prej tyre. Nëse ju habit, telefonojini.
