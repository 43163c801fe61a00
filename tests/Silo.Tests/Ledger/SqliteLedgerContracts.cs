using CreditGate.Actors.Ledger;
using CreditGate.Domain.Standings;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class SqliteSubjectLedgerTests : SubjectLedgerContract, IDisposable
{
    private readonly LedgerFile _file = new();

    protected override ISubjectLedger Ledger => _file.Subjects;

    public void Dispose() => _file.Dispose();
}

public sealed class SqlitePendingMirrorTests : PendingMirrorContract, IDisposable
{
    private readonly LedgerFile _file = new();

    protected override ISubjectLedger Ledger => _file.Subjects;

    public void Dispose() => _file.Dispose();
}
