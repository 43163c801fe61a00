using System.Data.Common;
using CreditGate.Actors.Cases;
using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Coverage;
using CreditGate.Actors.Credentials;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Feedback;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Retention;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>A SQLite ledger in a directory of its own.</summary>
internal sealed class LedgerFile : ILedgerUnderTest
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

    public ChangeSignal Signal { get; } = new();

    public SqliteSubjectLedger Subjects => new(Ledger, Signal);

    ISubjectLedger ILedgerUnderTest.Subjects => Subjects;

    public ISubjectRoll Roll => new SqliteSubjectRoll(Ledger);

    public IPushLedger Pushes => new SqlitePushLedger(Ledger);

    public IChangeLedger Changes => new SqliteChangeLedger(Ledger, Signal);

    public IEditionLedger Editions => new SqliteEditionLedger(Ledger);

    public ICaseLedger Cases => new SqliteCaseLedger(Ledger);

    public ICoverageLedger Coverage => new SqliteCoverageLedger(Ledger);

    public IPersonIndex Persons => new SqlitePersonIndex(Ledger);

    public ISourceLedger Sources => new SqliteSourceLedger(Ledger);

    public IReceiptLedger Receipts => new SqliteReceiptLedger(Ledger);

    public IReceiptHistory History => new SqliteReceiptLedger(Ledger);

    public IEvidenceLedger Evidence => new SqliteEvidenceLedger(Ledger);

    public IFeedbackLedger Feedback => new SqliteFeedbackLedger(Ledger, Signal);

    public ILinkedAnswers Linked => new SqliteLinkedAnswers(Ledger);

    public IAccessLedger Access => new SqliteAccessLedger(Ledger);

    public IRetentionLedger Retention => new SqliteRetentionLedger(Ledger);

    public string EventOrder => "position";

    public DbConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Queues work so that all of it meets in one transaction.</summary>
    public async Task<T> Together<T>(Func<T> queue)
    {
        using var started = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        var held = Ledger.Write(int.MaxValue, _ =>
        {
            started.Set();
            released.Wait();
            return true;
        });
        started.Wait();
        var queued = queue();
        released.Set();
        await held;
        return queued;
    }

    public long? FirstBrokenEvent() => Chains.FirstBroken(Path, "event", "position");

    public long Scalar(string sql) => Database.Scalar(Path, sql);

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
