# The board of the whole country, region by region.
returns-group-rates = { $received } received, { $punctual } on time
