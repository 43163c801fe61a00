using CreditGate.Actors.Ledger;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Storage;

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

/// <summary>A SQLite ledger in a directory of its own.</summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Action<Action>? _commit;

    public LedgerFile(Action<Action>? commit = null)
    {
        _commit = commit;
        File.Create(Path).Dispose();
        Ledger = SqliteLedger.Open(Path, commit);
    }

    public string Path => _directory.File("ledger.db");

    public SqliteLedger Ledger { get; private set; }

    public SqliteSubjectLedger Subjects => new(Ledger);

    public void Restart()
    {
        Ledger.Dispose();
        Ledger = SqliteLedger.Open(Path, _commit);
    }

    public void Dispose()
    {
        Ledger.Dispose();
        _directory.Dispose();
    }
}
