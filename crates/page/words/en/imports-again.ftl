# A file that was brought in before, and tables that are too large.
imports-same-file = The same file was brought in more than once. The other imports:
exchange-read-table-too-long = The table has more than { $limit } rows.
exchange-read-table-too-wide = The table has more than { $limit } columns.
