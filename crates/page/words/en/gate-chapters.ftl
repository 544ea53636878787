# The chapters of the table's count.
table-counts-chapters = By indicator: who was counted, who was not, and why
