-- How far each node's clock is ahead of this server's, in microseconds, so that a node that differs from it can tell which of the two is the odd one.
CREATE UNLOGGED TABLE node_clock (node uuid PRIMARY KEY, ahead bigint NOT NULL, seen_at timestamptz NOT NULL);
