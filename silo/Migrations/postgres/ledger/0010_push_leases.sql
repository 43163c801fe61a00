-- Which node runs a job, until when by this server's clock. Correctness rests on the step; this only keeps two nodes from doing the same work.
ALTER TABLE push_job ADD COLUMN runner text COLLATE "C", ADD COLUMN leased_until timestamptz;
