# Who keeps keys does not change in silence.
emergency-second-person = Somebody else must agree: one of the present keepers, or a colleague while there are none.
keeper-waiting = { $by } named these keepers on { $at }: { $names }. Nothing changes until a second person agrees, at the latest on { $until }.
keeper-answer-form = Do you agree to these keepers?
keeper-answer-ask = Answer
keeper-answer-confirm = I know all three and agree
keeper-answer-drop = I do not agree
keeper-answer-button = Answer
keeper-take-back-form = Take it back
keeper-take-back-button = Take it back
keeper-change-waits = New keepers for danger to life wait for a second person
keeper-change-waits-for-you = New keepers for danger to life wait for your yes or no
keeper-change-first = Keepers for danger to life were named on { $at }: { $after }. Named by { $by }, agreed to by { $second }.
keeper-change-keepers = The keepers for danger to life changed on { $at }. Before: { $before }. Now: { $after }. Named by { $by }, agreed to by { $second }. If you did not expect this, ask both.
keeper-change-own = On { $at } these custodians of your own key were named: { $after }. If it was not you, name others now and change your password.
keeper-change-custodians = { $by } named custodians on { $at }: { $after }. You are told because you are one of them, or were. If it surprises you, call { $by }.
