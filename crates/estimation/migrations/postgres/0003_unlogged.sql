-- Encoded files stay out of the write-ahead log, which would keep them after the round, and hand them
-- to replicas and continuous backups. After a crash of the server they have to be handed in again.
ALTER TABLE linkage_round_file SET UNLOGGED;
