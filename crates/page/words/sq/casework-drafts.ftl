draft-invalid = Kjo është tepër e gjatë për t’u ruajtur ndërsa shkruani. Dërgojeni me pjesë.
table-draft-found = Keni shkruar këtu pa e dërguar dhe u ruajt: { $at }. Është vulosur vetëm për ju dhe fshihet pas një dite.
table-draft-bring-back = Ktheje
table-draft-throw-away = Hidhe
