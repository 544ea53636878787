# Tabela e gjithë vendit, qark për qark.
returns-group-rates = { $received } të marra, { $punctual } në kohë
