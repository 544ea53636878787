accounts-lead = Who can sign in. The administrator sees no figure.
account-add = Open an account
account-shown-name = Name to show
role = Role
account-institution-field = Institution (for members)
account-region-field = Qark (for secretariat and chair)
account-first-password = First password
last-signed-in = Last signed in
act = Act
closed = closed
account-open = Open the account again
account-close = Close the account
account-new-password = New password
account-name-taken = This sign-in name is taken.
account-already-set-up = The first administrator exists already.
account-last-administrator = At least one administrator has to stay.
account-sign-in-name-malformed = Sign-in name: 3 to 64 lower-case letters, digits, dots or dashes.
account-name-malformed = Write the name to show.
membership-institution-missing = Choose the member's institution.
membership-region-missing = Choose the qark.
membership-too-much = This role has no qark or institution.
account-region = Qark
accounts-find = Find accounts
accounts-words = Name or institution
accounts-all = all
accounts-count =
    { $count ->
        [0] No account is like that.
        [one] One account.
       *[other] { $count } accounts.
    }
accounts-count-page = { $first }–{ $last } of { $count } accounts.
accounts-show-all = Show all
account-state-open = open
account-state-closed = closed
account-state-unused = never signed in
account-state-without-body = sits on no body
account-never = never
account-opened = Opened
account-closed-since = closed since { $when }
account-must-change = open; changes its password when it next signs in
account-entry = Signing in
account-entry-own = This is your own account. You change your password, your second factor and your sessions yourself.
account-new-password-text = For whoever forgot theirs. It ends every session and every access token of the account at once. Give it by voice or on paper; at the next sign-in the person chooses their own.
second-factor-reset-text = For a lost or a new telephone. It ends every session of the account. The table wing stays closed until the person has tied another device.
account-close-text = For whoever left, or where somebody else knows the password. It ends every session and every access token at once. Nothing that the person wrote is lost, and it can be opened again.
account-open-text = The person can sign in again, with the password from before.
account-done-opened = The account is open. Give the person its sign-in name and the first password by voice or on paper.
account-done-closed = The account is closed, and every session has ended.
account-done-reopened = The account is open again.
account-done-password = The new password is set, and every session has ended. Give it by voice or on paper.
account-done-second-factor = The device is untied, and every session has ended.
help-accounts-title = Opening accounts and helping their owners
help-accounts-text = This is for administrators. One account is one person. Open it with the body that the person sits on and a first password, which you give by voice or on paper and which is changed at the first sign-in. Find an account by a name or an institution, by role, qark or state. On its own page you add and end bodies, set a new password for whoever forgot theirs, untie a lost telephone, and close the account of whoever leaves: a new password and a closing end every session and every access token at once. Nobody changes their own bodies, one administrator always stays, and you see no figure.
