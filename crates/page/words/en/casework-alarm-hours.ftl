# The rules by the hour and for matters, and the second person for whoever looks at alarms.
alarm-told-many-texts = { $number } texts opened within an hour
alarm-told-unusual-hour =
    { $number ->
        [one] Texts opened at one hour of the day that is unusual for this worker
       *[other] Texts opened at { $number } hours of the day that are unusual for this worker
    }: on { $usual } days of work before there were none within an hour of it
alarm-told-many-matters = Texts of { $number } matters opened within an hour
alarm-rule-many-texts = More than { $texts } texts were opened within an hour, however few the persons are.
alarm-rule-unusual-hour = Somebody opened texts at an hour of the day more than an hour away from every hour at which they opened any in the last { $days } days. Looked at once they worked on { $known } of these days.
alarm-rule-many-matters = Texts of more than { $matters } matters of the justice track, or people's part in them, were opened within an hour.
watcher-waiting = { $by } named these two to look at alarms on { $at }: { $names }. Nothing changes until a second person who looks now agrees, at the latest on { $until }.
watcher-answer-form = Do you agree to these two?
watcher-answer-ask = Answer
watcher-answer-confirm = I agree
watcher-answer-drop = I do not agree
watcher-answer-button = Answer
watcher-take-back-form = Take it back
watcher-take-back-button = Take it back
watcher-waits-for-you = Others were named on { $at } to look at alarms: they wait for your yes or no
watcher-changed = Who looks at alarms changed on { $at }. Before: { $before }. Now: { $after }. Named by { $by }, agreed to by { $second }. If you did not expect this, ask both.
alarm-second-person = Another person who looks at the alarms now must answer, not whoever named the two.
