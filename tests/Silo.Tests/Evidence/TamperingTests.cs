using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Postgres;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

public sealed class SqliteTamperingTests(SqliteTamperedLedger ledger) : EvidenceTamperingContract(ledger), IClassFixture<SqliteTamperedLedger>;

public sealed class PostgresTamperingTests(PostgresTamperedLedger ledger) : EvidenceTamperingContract(ledger), IClassFixture<PostgresTamperedLedger>;

public sealed class SqliteTamperedLogTests() : TamperedLogContract(new LedgerFile());

public sealed class PostgresTamperedLogTests(SharedPostgres postgres) : TamperedLogContract(new LedgerDatabase(postgres));
