# Procedimet.
matter-code-invalid = Ky nuk është kod çështjeje. Fillon me M; kontrolloni çdo shkronjë e shifër.
matter-authority-only = Vetëm policia dhe prokuroria hapin çështje.
matter-leader-only = Këtë e bën vetëm ai që e drejton çështjen.
matter-article-missing = Zgjidhni të paktën një nen.
matter-date-invalid = Jepni një ditë që ka ardhur, jo më herët se hapi i fundit.
matter-reason-missing = Thoni pse: zgjidhni një arsye për këtë hap.
matter-step-not-allowed = Çështja nuk mund ta bëjë këtë hap nga ku është. Shihni më parë fazën e saj.
suspect-step-not-allowed = Ky hap nuk vjen nga gjendja ku është i dyshuari.
suspect-sentence-invalid = Dënimi vjen vetëm me shpalljen fajtor, në muaj të plotë.
case-field-matter-number = Numri i çështjes
case-field-matter-note = Shënim i çështjes
case-field-suspect-name = Emri i një të dyshuari
case-field-link-participation = Pjesëmarrja në një çështje
