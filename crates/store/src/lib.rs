//! SQLite and PostgreSQL behind one SQL text: transactions, migrations, jobs, backup.
