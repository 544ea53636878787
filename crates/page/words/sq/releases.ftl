navigation-releases = Botimet
releases-lead = Ajo që del nga komiteti: për publikun dhe për vetë anëtarët e tij. Një tabelë për publikun e propozon një person dhe e miraton një tjetër. Para çdo hapi një program përpiqet t’i gjejë numrat e vërtetë nga gjithçka që është botuar ndonjëherë.
no-releases = Ende nuk është botuar asgjë.
release-code = Botimi
release-table = Tabela
release-look = Shih çfarë do të shihej
release-period-hint = Viti, p.sh. 2025; për shkollat viti shkollor, p.sh. viti shkollor 2024-2025.
release-preview = Çfarë do të shihte publiku
release-public-sees = Çfarë sheh publiku
release-audit = Çfarë mund të gjendet
release-part = Pjesa
release-before = Më parë
release-day = Botohet nga data
release-day-hint = Për shembull 31.12.2026; lëreni bosh që të botohet bashkë me miratimin. Para asaj dite askush jashtë nuk e sheh.
release-reason = Arsyeja e korrigjimit
release-reason-hint = Këtë arsye e lexon publiku. Ajo kurrë nuk thotë me sa ndryshoi një numër.
release-explanation = Shpjegimi për ata brenda
release-propose = Propozo
release-proposed = Propozuar
release-decided = Vendosur
release-stands = Gjendja
release-visible = I dukshëm që nga
release-engine = Programi
release-to-public = Te faqja publike
release-decide = Vendimi juaj
release-approve = Mirato
release-refuse = Refuzo
release-refusal = Arsyeja e refuzimit
release-correct = Korrigjo
release-correct-hint = Një shifër e ruan vlerën për sa kohë numri i saj i vërtetë është një nga ata që ajo përfaqëson. Ndryshojnë vetëm të tjerat.
release-withdraw = Tërhiq
release-withdraw-hint = Shifrat nuk shfaqen më. Kush i ka lexuar i mban mend, prandaj ato vazhdojnë të merren parasysh në çdo kontroll.
release-withdrawal = Pse tërhiqet
release-chain = Të gjitha botimet e kësaj tabele dhe periudhe
release-state-proposed = pret miratimin
release-state-approved = i miratuar
release-state-refused = i refuzuar
release-state-withdrawn = i tërhequr
release-state-published = i botuar
release-state-embargoed = i miratuar, ende i padukshëm
release-state-corrected = i zëvendësuar nga një korrigjim
release-verdict-open = Këta numra nuk numërojnë njerëz: dalin ashtu siç janë.
release-verdict-safe = { $cells ->
    [one] U pa një qelizë e vitit, bashkë me gjithçka tjetër. Për të mbeten të mundshëm të paktën dy numra me largësi { $narrowest }; kërkohet të paktën { $width }.
   *[other] U panë bashkë { $cells } qeliza të vitit. Për secilën mbeten të mundshëm të paktën dy numra; më të afërtit kanë largësi { $narrowest }, dhe kërkohet të paktën { $width }.
}
release-verdict-with = U morën parasysh: { $releases ->
    [one] një botim i mëparshëm
   *[other] { $releases } botime të mëparshme
} dhe { $printed ->
    [one] një shifër
   *[other] { $printed } shifra
} nga botimet e të tjerëve.
release-verdict-drawings = Shorti i { $drawings }-të ishte i pari i sigurt.
release-verdict-steps = Shumëfishat më të afërt nuk e japin shumën: shifrat janë deri në { $steps } baza larg numrave të tyre, dhe faqja e thotë.
release-verdict-loose = Jo çdo shumë del fiks, sepse disa shifra janë botuar më parë dhe e ruajnë vlerën e tyre.
release-verdict-totals = Asgjë më e hollësishme nuk ishte e sigurt: tabela u shkurtua në shumat e saj.
release-not-safe = Nuk u gjetën shifra nga të cilat numrat e vërtetë të mos dalin. Zgjidhni një tabelë më të përgjithshme, ose bashkoni disa vite.
release-not-waiting = Ky botim nuk pret më miratim.
release-not-approved = Mund të tërhiqet vetëm një botim i miratuar.
release-already-proposed = Kjo tabelë është propozuar tashmë për këtë periudhë. Vendosni fillimisht për të.
release-already-released = Kjo tabelë është botuar tashmë për këtë periudhë. Propozoni një korrigjim.
release-needs-reason = Zgjidhni arsyen e korrigjimit.
release-needs-explanation = Shkruani arsyen.
release-needs-day = Shkruani një ditë nga sot e tutje, e shumta dy vjet më vonë, për shembull 31.12.2026.
release-correct-first = Një numër ka dalë jashtë asaj që u botua për të. Korrigjoni fillimisht botimin e mëparshëm.
release-figures-moved = Shifrat e komitetit kanë ndryshuar që nga propozimi. Refuzojeni dhe propozojeni përsëri.
release-nothing-settled = Në këtë tabelë nuk është vendosur asgjë: asnjë numër nuk është miratuar, apo raportuar njësoj nga dy institucione.
release-nothing-to-correct = Nuk ka çfarë të korrigjohet: ajo që është botuar vazhdon t'i përfaqësojë numrat.
release-own-proposal = Këtë botim e propozuat ju: duhet ta miratojë dikush tjetër.
release-too-long = Ky tekst është shumë i gjatë: deri në 2000 shenja.
budget-other-ledger = Ky libër i buxhetit nuk e vazhdon atë që mban regjistri. Merrni librin që u përdor i fundit.
release-try-again = Dikush tjetër e ndryshoi regjistrin në të njëjtën kohë. Provoni përsëri.
release-wrong-period = Kjo tabelë nuk botohet për këtë periudhë.
help-releases-title = Botimet
help-releases-text = Zgjidhni një tabelë dhe një periudhë dhe shihni çfarë do të shihte publiku. Nëse është në rregull, propozojeni; e miraton dikush tjetër. Nga dita e saj qëndron në faqet publike. Një korrigjim thotë pse, dhe ndryshon vetëm shifrat që nuk e përfaqësojnë më numrin e tyre. Numrat e saktë nuk dalin kurrë.
