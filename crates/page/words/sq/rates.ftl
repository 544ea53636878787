# Numri i një viti si normë ndaj banorëve.
rates-title = Për 100 000 banorë
rates-text = Norma ndryshon deri në një të katërtën sipas popullsisë që merret. Citojeni normën bashkë me popullsinë e saj.
rates-too-few = Më pak se njëzet: një person më shumë do ta ndryshonte normën tepër. Citoni numrin.
rates-population = Popullsia
rates-by-population = Sipas popullsisë
rates-residents = Banorë
rates-rate = Për 100 000
rates-source = Burimi
population-census = Censusi
population-estimate = Vlerësim
population-voters = Votues të regjistruar
population-civil-register = Regjistri civil
