# Kapitujt e numërimit të tryezës.
table-counts-chapters = Sipas treguesit: kush u numërua, kush jo, dhe pse
