help-start-title = Si fillohet
help-start-text = Besa mbledh shifrat e çdo institucioni, i vë krah për krah, tregon ku dhe pse ndryshojnë dhe e lë komitetin të vendosë. Faqja e situatës tregon gjithçka me një vështrim; çdo numër ju çon te shifrat, rregullat, skedarët dhe vendimet pas tij.
help-return-title = Raportimi
help-return-text = Çdo institucion plotëson formularin e vet çdo tremujor. Zeroja është vlerë; qeliza bosh nuk është zero. Nëse nuk ka numër, zgjidhni pse: nuk raportohet, nuk zbatohet ose nuk jepet. Pas dorëzimit, dikush tjetër e verifikon.
help-import-title = Importi i skedarëve
help-import-text = Ngarkoni fletëllogaritjen ose tabelën tuaj. Asgjë nuk vlen para se të shihni pamjen paraprake. Një skedar me emra, datëlindje ose numra personalë, qoftë edhe në një vërejtje të vetme, refuzohet dhe nuk ruhet.
help-discrepancy-title = Mospërputhjet
help-discrepancy-text = Hapen vetë kur shifrat nuk përputhen dhe mbyllen vetë kur përputhen. Shihni së pari rregullat e numërimit: shumica e shifrave të ndryshme janë përgjigje të sakta për pyetje të ndryshme.
help-adoption-title = Shifra dhe miratimi i saj
help-adoption-text = Çdo numër ju çon te faqja e vet: çfarë dihet, kush çfarë thotë, me cilin rregull e nga cili skedar, dhe çfarë u vendos. Kryetari miraton një shifër me një rregull, një arsye dhe mbledhjen që vendosi. Shifrat e raportuara nuk ndryshojnë kurrë. Kur ndryshon një prej tyre, vendimi duhet parë sërish.
help-situation-title = Situata
help-situation-text = Fjalia e parë thotë sa shifra ka dhe sa prej tyre janë të vendosura; pastaj kush nuk ka raportuar. Numrat e dhënë si interval kanë ende mospërputhje; «≥» do të thotë të paktën, sepse mungojnë pjesë. Pikat bosh në grafik nuk janë ende të vendosura; ajo që nuk është raportuar e plotë nuk ka pikë. Nën çdo grafik ka një tabelë me të njëjtët numra. Një qark ka hartën e bashkive të veta kur institucionet raportojnë sipas bashkisë; pa kufij të matur ajo është skematike dhe e thotë këtë. Anëtari i një institucioni i sheh të sakta shifrat e veta, ndërsa ato të të tjerëve ashtu siç iu dhanë komitetit.
help-snapshot-title = Pamjet e ngrira
help-snapshot-text = Një pamje e ngrirë nuk ndryshon më. Kodi i saj shtypet në çdo faqe të raportit, që gjithkush ta krahasojë.
help-public-title = Faqet publike
help-public-text = Numrat e vegjël mund të zbulojnë një njeri. Publiku sheh vetëm tabela të regjistruara, numrat e të cilave u mbrojtën bashkë (të rrumbullakuar, të ndryshuar pak, ose të saktë kur nuk numërojnë njerëz) dhe nga të cilat një program nuk i gjeti dot numrat e vërtetë. Çdo faqe thotë çfarë u bë.
help-safety-title = Siguria
help-safety-text = Këtu nuk ka emra. Mos i shkruani as në shënime e as në skedarë. Një tekst me numër personal, telefon, adresë elektronike, datëlindje a të ngjashme refuzohet dhe faqja tregon ku gjendet; emrat e zyrtarëve kalojnë. Çdo veprim shënohet në një regjistër që nuk mund të ndryshohet pa u vënë re.
help-program-title = Programet
help-program-text = Shifrat, raportimet, skedarët, mospërputhjet, situatën, pamjet e ngrira dhe vlerësimet mund t'i kërkojnë edhe programet. Krijoni një çelës te emri juaj në krye të faqes; çfarë mund të kërkohet, dhe si, gjendet te /api. Çelësi bën atë që mund të bëni ju për organin për të cilin u krijua, derisa të mbarojë ose ta shfuqizoni.
help-round-title = Përputhja e listave pa emra
help-round-text = Sa njerëz të ndryshëm njohin bashkë disa institucione, pa dalë asnjë emër prej tyre. Një listë me emra refuzohet dhe nuk ruhet.
    Zyra e Koordinatorit Kombëtar fillon një raund dhe cakton institucionet.
    Institucionet krijojnë mes tyre një çelës; këtu konfirmojnë vetëm vlerën e tij të kontrollit.
    Secili e kodon listën në kompjuterin e vet dhe dorëzon skedarin e koduar.
    Listat përputhen. Faqja tregon sa njerëz të ndryshëm ka në to dhe sa janë në disa prej tyre, në klasa nga pesë.
    Raundi mbyllet: skedarët dhe kombinimet fshihen; mbetet ajo që mund të thuhet, dhe regjistri i veprimeve.
help-table-title = Puna me rastet
help-table-text = Kush punon me raste të vërteta hyn te «Krahu i tryezës» dhe dera e tij e brendshme, me frazën e vet të fshehtë dhe një kod nga telefoni. Kudo ka vetëm kode; emri hapet me arsye, dhe personit i tregohet kush e pa dosjen. Lidhja e kuqe, ose tri herë Shift, ju nxjerr menjëherë. «Udhërrëfyesi», te «Më shumë», ju tregon një rast nga fillimi në fund për dhjetë minuta.
help-about = Për çfarë shërben çdo pjesë, me fjalë të thjeshta. Lidhja Ndihmë në krye të një faqeje ju çon te pjesa e saj.
help-group-begin = Për të filluar
help-group-figures = Shifrat dhe vendimet
help-group-lists = Listat dhe vlerësimet
help-group-public = Ajo që del
help-group-table = Krahu i tryezës
help-group-server = Programet dhe serveri
