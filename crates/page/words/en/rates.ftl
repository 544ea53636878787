# A year's number as a rate among the residents.
rates-title = Per 100,000 residents
rates-text = Which population a rate is of changes it by up to a quarter. Quote a rate with its population.
rates-too-few = Fewer than twenty: one person more would change a rate too much. Quote the number.
rates-population = Population
rates-by-population = By population
rates-residents = Residents
rates-rate = Per 100,000
rates-source = Source
population-census = Census
population-estimate = Estimate
population-voters = Registered voters
population-civil-register = Civil register
