# Pjesë të një tërësie, dhe çfarë nuk numërohet nga rastet e tryezës.
count-share = { $number } nga { $of }
count-share-percent = { $number } nga { $of } ({ $percent } %)
count-left-at-home = është identifikuar në qarkun prej nga vjen
table-counts-not-counted = Çfarë nuk numërohet nga rastet, dhe pse
table-counts-by-the-year = Numërohet vetëm për një vit të plotë: një tremujor ka shumë pak persona për një normë.
returns-shares = Pjesët, në numra
