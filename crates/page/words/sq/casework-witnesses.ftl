# Dëshmitarët e një regjistri veprimesh.
log-witness-title = Dëshmitarët e regjistrit të veprimeve
log-witness-lead = Gjithçka që hapet këtu mbetet në një regjistër. Që askush të mos e rishkruajë pa u vënë re, madhësinë e tij dhe një vulë mbi të i mbajnë të tjerë: çdo ditë serveri i nënshkruan të dyja, dhe çdo dëshmitar i merr e i nënshkruan. Dëshmitari mëson sa rreshta ka, dhe asgjë tjetër.
log-witness-signed = Nënshkruar së fundi më { $at }: { $rows } rreshta.
log-witness-signed-long-ago = Nënshkruar së fundi më { $at }: { $rows } rreshta. Kanë kaluar mbi { $days } ditë. Pyesni atë që mban serverin.
log-witness-unsigned = Ende nuk është nënshkruar asgjë. Kush mban serverin bën një çelës: besa audit key EMRI --table-wing
log-witness-fault = Kontrolli i { $at } gjeti se regjistri është prekur: { $fault }. Nuk u nënshkrua asgjë. Ruani një kopje të bazës së të dhënave dhe njoftoni sot titullarin e institucionit dhe dëshmitarët.
log-witness-table = Dëshmitarët
log-witness-none = Këtë regjistër nuk e dëshmon askush. Duhet ta bëjnë Zyra e Koordinatorit Kombëtar dhe një OJF: besa audit witnesses add --table-wing
log-witness-column-name = Dëshmitari
log-witness-column-fetched = E mori së fundi
log-witness-column-signed = E nënshkroi së fundi
log-witness-column-state = Gjendja
log-witness-never = asnjëherë
log-witness-late = Nuk ka nënshkruar prej { $days } ditësh ose më shumë: telefonojini
log-witness-in-time = në kohë
log-witness-amiss = Regjistri i veprimeve nuk dëshmohet siç duhet: shihni kush duhet të veprojë
log-witness-committee = Regjistri i veprimeve i komitetit nuk dëshmohet siç duhet: prej { $days } ditësh nuk është nënshkruar asgjë ose vonohet një dëshmitar, ose kontrolli gjeti një prekje. Kush mban serverin e sheh me: besa audit witnesses list
help-lead-title = Kur largohet një koleg
help-lead-text = Faqja «Raste pa drejtues» tregon cilat raste presin dhe kush duhet të veprojë, deri më një ditë. Që kjo të jetë gjithmonë e mundur: caktoni një zëvendës para se të mungoni, caktoni tre ruajtës të çelësit tuaj, dhe shihni që institucioni të ketë tre ruajtës për rrezik të jetës.
    Pezullojeni kolegun në krahun e tryezës, te «Punonjësit»: që nga ai çast nuk hap më asgjë.
    Një person cakton një drejtues tjetër dhe një i dytë e pranon.
    Drejtuesi i ri e merr secilin rast.
help-witness-title = Dëshmitarët e regjistrit
help-witness-text = Kush zotëron serverin mund ta rishkruante regjistrin se kush bëri çfarë. Prandaj madhësinë e tij dhe një vulë mbi të i mbajnë të tjerë: Zyra e Koordinatorit Kombëtar dhe një OJF. Dëshmitari mëson sa rreshta ka regjistri, dhe asgjë nga ç’ka në ta. Kur një dëshmitar vonohet një javë, ose regjistri është prekur, e shohin administratorët dhe ata që shohin sinjalizimet.
    Kush mban serverin bën një herë një çelës: besa audit key EMRI, dhe përsëri me --table-wing.
    Ai shënon çdo dëshmitar, i cili merr një çelës për programe: besa audit witnesses add --key SKEDARI.
    Çdo dëshmitar jep një komandë në ditë, me skedarët që përmend ndihma e saj: besa audit witness --from https://SERVERI-JUAJ/witness/committee.
