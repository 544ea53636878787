# Proceedings.
matter-code-invalid = This is no code of a matter. It begins with M; check every letter and digit.
matter-authority-only = Only police and prosecutors take matters in.
matter-leader-only = Only whoever leads the matter can do this.
matter-article-missing = Choose at least one article.
matter-date-invalid = Give a day that has come, and not one before the last step.
matter-reason-missing = Say why: choose a reason for this step.
matter-step-not-allowed = The matter cannot take this step from where it stands. Look at its stage first.
suspect-step-not-allowed = This cannot follow from where the suspect stands.
suspect-sentence-invalid = A sentence comes with a conviction alone, in whole months.
case-field-matter-number = Number of the matter
case-field-matter-note = Note of the matter
case-field-suspect-name = Name of a suspect
case-field-link-participation = Part in a matter
