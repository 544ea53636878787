second-factor-title = Second factor
second-factor-lead = The table wing asks for a code from a device of your own besides your passphrase. Any authenticator app on a telephone will do; it needs no network.
second-factor-off = No device is tied to your account. Enter your password to begin.
second-factor-begin = Tie a device to my account
second-factor-waiting-title = Show your device the secret
second-factor-waiting-text = Point the authenticator app at the picture, or type the secret into it by hand. Then enter the six digits that it shows.
second-factor-secret = Secret
second-factor-first-code = The six digits on your device
second-factor-confirm = Confirm
second-factor-codes-title = Your recovery codes, shown once
second-factor-codes-text = Each works once in place of a code from the device. Write them down now and keep them away from the telephone; this page does not show them again.
second-factor-on = on
second-factor-left =
    { $count ->
        [one] One recovery code is left.
       *[other] { $count } recovery codes are left.
    }
second-factor-code = Code
second-factor-code-hint = The six digits on your device now, or a recovery code.
second-factor-remove = Untie the device
second-factor-remove-text = To tie another device, untie this one first. The table wing stays closed to you until the new one is confirmed.
second-factor-wrong = The code is wrong or was used already. Wait for the next one on your device and check its clock.
second-factor-missing = No device is tied to your account. Tie one on the page “Second factor”.
second-factor-exists = A device is tied to your account already. Untie it first.
second-factor-reset = Untie their device
