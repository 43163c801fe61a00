using CreditGate.Silo.Receipts;
using CreditGate.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace CreditGate.Silo.Ledger.Sqlite;

/// <summary>The ledger's tables over one connection; statements are prepared when first used.</summary>
internal sealed class LedgerTables(SqliteConnection connection) : IDisposable
{
    public SubjectTable Subjects { get; } = new(connection);

    public EventTable Events { get; } = new(connection);

    public RecordTable Records { get; } = new(connection);

    public MirrorTable Mirrors { get; } = new(connection);

    public SourceTable Sources { get; } = new(connection);

    public ChangeTable Changes { get; } = new(connection);

    public DueTable Due { get; } = new(connection);

    public EditionTable Editions { get; } = new(connection);

    public PushTable Pushes { get; } = new(connection);

    public SnapshotTable Snapshots { get; } = new(connection);

    public PersonTable Persons { get; } = new(connection);

    public ReceiptTable Receipts { get; } = new(connection);

    public CaseTable Cases { get; } = new(connection);

    public DeclarationTable Declarations { get; } = new(connection);

    public DecidedCaseTable DecidedCases { get; } = new(connection);

    public CoverageTable Coverage { get; } = new(connection);

    public FeedbackTable Feedback { get; } = new(connection);

    public CheckTaskTable CheckTasks { get; } = new(connection);

    public LinkedAnswerTable LinkedAnswers { get; } = new(connection);

    public EditionActTable EditionActs { get; } = new(connection);

    public RetentionTable Retention { get; } = new(connection);

    public ErasureTable Erasures { get; } = new(connection);

    public EvidenceTable Evidence { get; } = new(connection);

    public EntryTable Entries { get; } = new(connection);

    public void Dispose() => Array.ForEach<IDisposable>(
        [Retention, Erasures, Declarations, DecidedCases, Coverage, Cases, Feedback, CheckTasks, LinkedAnswers, Subjects, Events, Records, Mirrors, Sources, Changes, Due, Editions, EditionActs, Pushes, Snapshots, Persons, Receipts, Evidence, Entries], table => table.Dispose());
}

/// <summary>The writer's session on the ledger.</summary>
internal sealed class LedgerSession(SqliteConnection connection) : SqliteSession(connection)
{
    public LedgerTables Tables { get; } = new(connection);

    protected override void Reload()
    {
        Tables.Events.ForgetHead();
        Tables.Changes.ForgetHead();
    }

    protected override void Dispose(bool disposing)
    {
        Tables.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A reading connection on the ledger.</summary>
internal sealed class LedgerReader(SqliteConnection connection) : IDisposable
{
    private readonly Statement _begin = new(connection, "BEGIN");
    private readonly Statement _end = new(connection, "COMMIT");

    public LedgerTables Tables { get; } = new(connection);

    /// <summary>Many queries of one instant. A reader whose query failed is not used again.</summary>
    public T Together<T>(Func<LedgerTables, T> queries)
    {
        _begin.Run();
        var result = queries(Tables);
        _end.Run();
        return result;
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
        Tables.Dispose();
        connection.Dispose();
    }
}
