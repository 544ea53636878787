draft-invalid = This is too long to be kept while you type. Send it in parts.
table-draft-found = You typed here without sending it, and it was kept: { $at }. It is sealed for you alone and goes after a day.
table-draft-bring-back = Bring it back
table-draft-throw-away = Throw it away
