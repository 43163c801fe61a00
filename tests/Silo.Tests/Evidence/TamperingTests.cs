using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Postgres;

namespace CreditGate.Silo.Tests.Evidence;

public sealed class SqliteTamperingTests() : TamperingContract(new LedgerFile(), new SqliteColumns());

public sealed class PostgresTamperingTests(SharedPostgres postgres) : TamperingContract(new LedgerDatabase(postgres), new PostgresColumns());

public sealed class SqliteFeedbackTamperingTests() : FeedbackTamperingContract(new LedgerFile());

public sealed class PostgresFeedbackTamperingTests(SharedPostgres postgres) : FeedbackTamperingContract(new LedgerDatabase(postgres));

public sealed class SqliteDeclarationTamperingTests() : DeclarationTamperingContract(new LedgerFile());

public sealed class PostgresDeclarationTamperingTests(SharedPostgres postgres) : DeclarationTamperingContract(new LedgerDatabase(postgres));

public sealed class SqliteEditionTamperingTests() : EditionTamperingContract(new LedgerFile());

public sealed class PostgresEditionTamperingTests(SharedPostgres postgres) : EditionTamperingContract(new LedgerDatabase(postgres));
