# Rruga e një rasti, në faqen e tij.
case-way-concern = Shqetësimi
case-way-screened = Vlerësimi fillestar
case-way-assisted = Ndihma
case-way-planned = Plani
case-way-reintegration = Riintegrimi
case-way-follow-up = Ndjekja
case-way-closed = Fundi
case-way-past = e kaluar
case-way-before = para mbylljes
case-way-ahead = përpara
