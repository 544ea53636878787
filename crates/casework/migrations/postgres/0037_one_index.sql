-- The same index as closure_keep: one is enough.
DROP INDEX closure_due;
