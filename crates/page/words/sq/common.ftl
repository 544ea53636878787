skip-to-content = Kalo te përmbajtja
sign-out = Dil
other-language = English
navigation = Navigimi kryesor
footer = Shifra që shpjegohen, njerëz që mbrohen.
help = Ndihmë
public-pages = Faqet publike
to-start = Te faqja e parë
problems-title = Diçka duhet ndrequr
month-1 = janar
month-2 = shkurt
month-3 = mars
month-4 = prill
month-5 = maj
month-6 = qershor
month-7 = korrik
month-8 = gusht
month-9 = shtator
month-10 = tetor
month-11 = nëntor
month-12 = dhjetor
period-quarter = tremujori { $part ->
    [1] I
    [2] II
    [3] III
   *[4] IV
} { $year }
period-half-year = gjashtëmujori { $part ->
    [1] I
   *[2] II
} { $year }
period-school-year = viti shkollor { $years }
day-today = sot
day-tomorrow = nesër
day-yesterday = dje
day-ahead = { $count ->
    [one] pas { $count } dite
   *[other] pas { $count } ditësh
}
day-past = { $count ->
    [one] { $count } ditë më parë
   *[other] { $count } ditë më parë
}
dismiss = Mbyll
breadcrumb = Jeni këtu
what-does-this-mean = Çfarë do të thotë kjo?
table-filter = Shfaq vetëm rreshtat me
table-shown = Shfaqen:
pages = Faqet
previous-page = Faqja e mëparshme
field-optional = (mund të lihet bosh)
problem-prefix = Gabim:
