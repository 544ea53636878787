release-for = Për kë
release-for-public = Për publikun
release-for-members = Për anëtarët e komitetit
release-preview-members = Çfarë do të shihnin anëtarët
release-members-see = Çfarë shohin anëtarët
release-members-hint = U tregohet menjëherë të gjithëve që marrin pjesë në komitetin e qarkut për një institucion. Emri juaj, koha dhe gjurma qëndrojnë në regjistër dhe në regjistrin e veprimeve.
release-show = Tregojua anëtarëve
release-shown-by = Treguar nga
release-show-anew = Trego gjendjen më të re
release-look-members = Shih çfarë do të shihnin anëtarët
release-state-shown = u është treguar anëtarëve
release-state-shown-anew = i zëvendësuar nga një gjendje më e re
release-verdict-hidden = { $hidden ->
    [one] Një shifër e kësaj tabele është e fshehur.
   *[other] { $hidden } shifra të kësaj tabele janë të fshehura.
}
public-rule-suppression = Numrat nga 1 deri në { $threshold } janë fshehur, dhe bashkë me ta disa të tjerë, që asnjë shumë të mos i kthejë. Të gjithë numrat e tjerë janë të saktë.
public-rule-cell-key = Çdo numër është ndryshuar pak me short, më së shumti me { $maximum }. Shumat mund të mos dalin fiks.
public-why-hidden = Kur numërohen pak njerëz, një numër i saktë mund të tregojë se kush janë. Prandaj numra të tillë këtu janë fshehur; të tjerët janë të saktë.
public-how-suppression = Numrat nga 1 deri në { $threshold } janë fshehur. Janë fshehur edhe disa të tjerë, të zgjedhur që askush të mos e nxjerrë dot një numër të fshehur nga shumat; të dy llojet duken njësoj.
public-how-zeros = «E fshehur» nuk është kurrë një numër që mungon: ajo që s'është vendosur e thotë vetë, dhe një zero e shtypur është numëruar.
public-how-cell-key = Çdo numër është ndryshuar pak me short, më së shumti me { $maximum }. Ajo që shfaqet si 0 do të thotë diçka nga 0 deri në { $maximum }; asnjë numër nga 1 deri në { $small } nuk shfaqet. Meqë secili ndryshohet më vete, shumat mund të mos dalin fiks.
public-chance-of-keys = I njëjti numër i të njëjtit vend dhe vit ndryshohet njësoj në çdo tabelë: kush pyet përsëri merr të njëjtin numër, dhe asgjë nuk del duke nxjerrë mesatare.
public-audited-methods = Para botimit, një program u përpoq t'i gjente numrat e vërtetë nga kjo tabelë dhe nga gjithçka e botuar më parë, duke i ditur të gjitha rregullat. Asnjërit nuk iu afrua dot.
