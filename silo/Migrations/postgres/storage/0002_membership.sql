-- The list of nodes, for clusters that keep it here. The ADO.NET clustering provider reads its statements from OrleansQuery when a node starts.
-- Every change of the list raises its version by one, from the version that the writer has seen: two writers cannot both go on from one.

CREATE TABLE OrleansMembershipVersionTable (
    DeploymentId text COLLATE "C" NOT NULL PRIMARY KEY,
    Version      int  NOT NULL DEFAULT 0
);

CREATE TABLE OrleansMembershipTable (
    DeploymentId text COLLATE "C" NOT NULL REFERENCES OrleansMembershipVersionTable (DeploymentId) ON DELETE CASCADE,
    Address      text COLLATE "C" NOT NULL,
    Port         int  NOT NULL,
    Generation   int  NOT NULL,
    SiloName     text NOT NULL,
    HostName     text NOT NULL,
    Status       int  NOT NULL,
    ProxyPort    int  NOT NULL,
    SuspectTimes text,
    StartTime    timestamptz NOT NULL,
    IAmAliveTime timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('InsertMembershipVersionKey', '
WITH begun AS (
    INSERT INTO OrleansMembershipVersionTable (DeploymentId) VALUES (@DeploymentId::text) ON CONFLICT (DeploymentId) DO NOTHING RETURNING 1)
SELECT count(*)::int FROM begun');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('InsertMembershipKey', '
WITH turn AS (
    UPDATE OrleansMembershipVersionTable SET Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND NOT EXISTS (
        SELECT 1 FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING 1),
entered AS (
    INSERT INTO OrleansMembershipTable (DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    SELECT @DeploymentId::text, @Address::text, @Port::int, @Generation::int, @SiloName::text, @HostName::text, @Status::int, @ProxyPort::int,
        @StartTime::timestamptz, @IAmAliveTime::timestamptz
    FROM turn
    RETURNING 1)
SELECT count(*)::int FROM entered');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('UpdateMembershipKey', '
WITH turn AS (
    UPDATE OrleansMembershipVersionTable SET Version = Version + 1
    WHERE DeploymentId = @DeploymentId AND Version = @Version AND EXISTS (
        SELECT 1 FROM OrleansMembershipTable
        WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
    RETURNING 1),
changed AS (
    UPDATE OrleansMembershipTable SET Status = @Status, SuspectTimes = @SuspectTimes::text, IAmAliveTime = @IAmAliveTime::timestamptz
    FROM turn
    WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation
    RETURNING 1)
SELECT count(*)::int FROM changed');

-- A sign of life changes nothing that another node decides by, so it leaves the version alone.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('UpdateIAmAlivetimeKey', '
UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime::timestamptz
WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation');

-- The version comes back even when there is no row beside it.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('MembershipReadRowKey', '
SELECT list.DeploymentId, node.Address, node.Port, node.Generation, node.SiloName, node.HostName, node.Status, node.ProxyPort,
    node.SuspectTimes, node.StartTime, node.IAmAliveTime, list.Version
FROM OrleansMembershipVersionTable AS list
LEFT JOIN OrleansMembershipTable AS node
    ON node.DeploymentId = list.DeploymentId AND node.Address = @Address AND node.Port = @Port AND node.Generation = @Generation
WHERE list.DeploymentId = @DeploymentId');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('MembershipReadAllKey', '
SELECT list.DeploymentId, node.Address, node.Port, node.Generation, node.SiloName, node.HostName, node.Status, node.ProxyPort,
    node.SuspectTimes, node.StartTime, node.IAmAliveTime, list.Version
FROM OrleansMembershipVersionTable AS list
LEFT JOIN OrleansMembershipTable AS node ON node.DeploymentId = list.DeploymentId
WHERE list.DeploymentId = @DeploymentId');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteMembershipTableEntriesKey', '
DELETE FROM OrleansMembershipVersionTable WHERE DeploymentId = @DeploymentId');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('GatewaysQueryKey', '
SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0');

-- 3 is an active node: it is never taken off the list, however long it has been silent.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('CleanupDefunctSiloEntriesKey', '
DELETE FROM OrleansMembershipTable
WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime::timestamptz AND Status <> 3');
