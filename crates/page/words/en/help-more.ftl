# What the help says of meetings, indicators and one's own account.
help-account-title = Your account
help-account-text = The administrator opens your account and gives you a first password, which you change when you first sign in. Behind your name at the top of the page you find your password, your access tokens, your second factor and where you are signed in; end there what you do not know. Whoever forgot their password asks the administrator for a new one.
help-meeting-title = Meetings
help-meeting-text = The secretariat or the chair records each meeting with its day, its subject and the number of its minutes. Only then can a return or a figure be adopted in it. A meeting decides about its own region alone.
help-indicator-title = Indicators, baselines and targets
help-indicator-text = Each indicator has its definition, its counting rule and its breakdowns; read the rule before you compare two figures. The chair sets baseline, milestones and targets there, each with its source. Under twenty people, use counts, never rates.
