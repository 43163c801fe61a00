using CreditGate.Silo.Tests.Cases;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Retention;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class PostgresSubjectLedgerTests(SharedPostgres postgres) : SubjectLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresSubjectRollTests(SharedPostgres postgres) : SubjectRollContract(new LedgerDatabase(postgres));

public sealed class PostgresDeliveryModelTests(SharedPostgres postgres) : DeliveryModelContract(new LedgerDatabase(postgres), "postgres");

public sealed class PostgresPendingMirrorTests(SharedPostgres postgres) : PendingMirrorContract(new LedgerDatabase(postgres));

public sealed class PostgresBulkAppendTests(SharedPostgres postgres) : BulkAppendContract(new LedgerDatabase(postgres));

public sealed class PostgresChangeLedgerTests(SharedPostgres postgres) : ChangeLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresAccessLedgerTests(SharedPostgres postgres) : AccessLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresRetentionLedgerTests(SharedPostgres postgres) : RetentionLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresErasureTests(SharedPostgres postgres) : ErasureContract(new LedgerDatabase(postgres));

public sealed class PostgresEditionLedgerTests(SharedPostgres postgres) : EditionLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresCaseLedgerTests(SharedPostgres postgres) : CaseLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresPushLedgerTests(SharedPostgres postgres) : PushLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresPersonIndexTests(SharedPostgres postgres) : PersonIndexContract(new LedgerDatabase(postgres));

public sealed class PostgresSourceLedgerTests(SharedPostgres postgres) : SourceLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresReceiptLedgerTests(SharedPostgres postgres) : ReceiptLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresCoverageLedgerTests(SharedPostgres postgres) : CoverageLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresCoverageModelTests(SharedPostgres postgres) : CoverageModelContract(() => new LedgerDatabase(postgres));

public sealed class PostgresFeedbackLedgerTests(SharedPostgres postgres) : FeedbackLedgerContract(new LedgerDatabase(postgres));

public sealed class PostgresCaseWalkTests(SharedPostgres postgres) : CaseWalkContract(() => new LedgerDatabase(postgres));

public sealed class PostgresLinkedAnswersTests(SharedPostgres postgres) : LinkedAnswersContract(new LedgerDatabase(postgres));
