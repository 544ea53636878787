-- Nothing to do here: the write-ahead log is emptied when a round is closed.
SELECT 1;
