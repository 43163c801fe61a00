using CreditGate.Silo.Tests.Cases;
using CreditGate.Silo.Tests.Retention;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqliteSubjectLedgerTests() : SubjectLedgerContract(new LedgerFile());

public sealed class SqliteSubjectRollTests() : SubjectRollContract(new LedgerFile());

public sealed class SqliteDeliveryModelTests() : DeliveryModelContract(new LedgerFile(), "sqlite");

public sealed class SqlitePendingMirrorTests() : PendingMirrorContract(new LedgerFile());

public sealed class SqliteBulkAppendTests() : BulkAppendContract(new LedgerFile());

public sealed class SqliteChangeLedgerTests() : ChangeLedgerContract(new LedgerFile());

public sealed class SqliteAccessLedgerTests() : AccessLedgerContract(new LedgerFile());

public sealed class SqliteRetentionLedgerTests() : RetentionLedgerContract(new LedgerFile());

public sealed class SqliteErasureTests() : ErasureContract(new LedgerFile());

public sealed class SqliteEditionLedgerTests() : EditionLedgerContract(new LedgerFile());

public sealed class SqliteCaseLedgerTests() : CaseLedgerContract(new LedgerFile());

public sealed class SqlitePushLedgerTests() : PushLedgerContract(new LedgerFile());

public sealed class SqlitePersonIndexTests() : PersonIndexContract(new LedgerFile());

public sealed class SqliteSourceLedgerTests() : SourceLedgerContract(new LedgerFile());

public sealed class SqliteReceiptLedgerTests() : ReceiptLedgerContract(new LedgerFile());

public sealed class SqliteCoverageLedgerTests() : CoverageLedgerContract(new LedgerFile());

public sealed class SqliteCoverageModelTests() : CoverageModelContract(() => new LedgerFile());

public sealed class SqliteFeedbackLedgerTests() : FeedbackLedgerContract(new LedgerFile());

public sealed class SqliteCaseWalkTests() : CaseWalkContract(() => new LedgerFile());

public sealed class SqliteLinkedAnswersTests() : LinkedAnswersContract(new LedgerFile());
