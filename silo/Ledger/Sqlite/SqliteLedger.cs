using CreditGate.Actors.Ledger;
using CreditGate.Silo.Migrations;
using CreditGate.Silo.Storage.Sqlite;
using CreditGate.Silo.Telemetry;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The ledger's file: one writer that commits in groups, and readers that never wait for it.</summary>
internal sealed class SqliteLedger : IDisposable
{
    private const int CacheMegabytes = 40;

    // More make pushes cheaper; but while so many pages go to the disk, the spool's receipts wait behind them.
    private const int CheckpointPages = 2_000;

    // No check waits for this file, and shipping comes in bursts: a third of a thread's share while others want the processors.
    private const int GivesWay = 5;

    private readonly SqliteWriter<LedgerSession> _writer;
    private readonly ReaderPool<LedgerReader> _readers;

    private SqliteLedger(SqliteWriter<LedgerSession> writer, ReaderPool<LedgerReader> readers) => (_writer, _readers) = (writer, readers);

    /// <summary>Opens the file, upgrading its schema first.</summary>
    /// <param name="commit">For tests: stands between the writer and each commit.</param>
    /// <exception cref="SchemaTooNewException">A newer release has upgraded the file.</exception>
    public static SqliteLedger Open(string path, Action<Action>? commit = null)
    {
        SqliteSchema.Upgrade(path, "ledger");
        var faults = new WriteFaults(Unavailable, OutcomeUnknown);
        var writer = new SqliteWriter<LedgerSession>("ledger", () => new LedgerSession(SqliteFile.OpenWriter(path, CacheMegabytes, CheckpointPages)), faults, commit, GivesWay);
        return new SqliteLedger(writer.Start(), new ReaderPool<LedgerReader>(() => new LedgerReader(SqliteFile.OpenReader(path)), Unreadable));
    }

    /// <inheritdoc cref="SqliteWriter{TSession}.Run{T}"/>
    public Task<T> Write<T>(int rows, Func<LedgerSession, T> work) => LedgerMeter.Write(() => _writer.Run(rows, work));

    public ValueTask<T> Read<T>(Func<LedgerTables, T> query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask<T>(LedgerMeter.Read(() => _readers.Read(reader => query(reader.Tables))));
    }

    /// <summary>As <see cref="Read"/>, for many queries of one instant: the file is locked and its log looked up once for all of them.</summary>
    public ValueTask<T> ReadTogether<T>(Func<LedgerTables, T> queries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask<T>(LedgerMeter.Read(() => _readers.Read(reader => reader.Together(queries))));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }

    private static LedgerUnavailableException Unavailable(Exception cause) => new("The ledger cannot be written now; nothing was written. Try again.", cause);

    private static LedgerUnavailableException Unreadable(Exception cause) => new("The ledger cannot be read now. Try again.", cause);

    private static CommitOutcomeUnknownException OutcomeUnknown(Exception cause) => new("The ledger failed while committing; whether it wrote is not known.", cause);
}
