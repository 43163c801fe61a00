using CreditGate.Actors.Ledger;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Silo.Ledger;
using CreditGate.Silo.Migrations;
using CreditGate.Silo.Storage.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>Receipts on this node's disk until the ledger has them. Appends that arrive together are made durable together.</summary>
internal sealed class ReceiptSpool : IReceiptSpool, IDisposable
{
    private const int CacheMegabytes = 32;

    // Checks wait for this file, and a checkpoint of 20,000 pages held them for 250 ms. At 1,000 it is 25 ms, at the same throughput.
    private const int CheckpointPages = 1_000;

    /// <summary>How long a request id stands for its first answer.</summary>
    private static readonly TimeSpan RequestLife = TimeSpan.FromHours(24);

    private readonly SqliteWriter<SpoolSession> _writer;
    private readonly ReaderPool<SpoolReader> _readers;

    private ReceiptSpool(SqliteWriter<SpoolSession> writer, ReaderPool<SpoolReader> readers) => (_writer, _readers) = (writer, readers);

    /// <summary>How many receipts the ledger does not hold yet.</summary>
    public long Depth => Backlog().Depth;

    /// <summary>Instant of the oldest receipt that the ledger does not hold yet; null when it holds all.</summary>
    public DateTimeOffset? OldestAt => Backlog().OldestAt;

    /// <summary>Opens the file, upgrading its schema first.</summary>
    /// <param name="commit">For tests: stands between the writer and each commit.</param>
    /// <exception cref="SchemaTooNewException">A newer release has upgraded the file.</exception>
    public static ReceiptSpool Open(string path, Action<Action>? commit = null)
    {
        SqliteSchema.Upgrade(path, "spool");
        var faults = new WriteFaults(Unavailable, Unavailable);
        var writer = new SqliteWriter<SpoolSession>("spool", () => new SpoolSession(SqliteFile.OpenWriter(path, CacheMegabytes, CheckpointPages)), faults, commit);
        return new ReceiptSpool(writer.Start(), new ReaderPool<SpoolReader>(() => new SpoolReader(SqliteFile.OpenReader(path)), Unavailable));
    }

    /// <summary>Returns the first receipt instead, writing nothing, when the credential's request id led to one within 24 hours that has not been shipped.</summary>
    public Task<StoredReceipt> Append(StoredReceipt receipt)
    {
        var prepared = Sealed(receipt);
        return _writer.Run(1, session => FirstOfRequest(session, prepared) ?? session.Add(prepared));
    }

    /// <summary>Writes every one: its callers answer with the ids they made, so none may be replaced by an earlier receipt.</summary>
    public Task Append(IReadOnlyList<StoredReceipt> receipts)
    {
        var prepared = receipts.Select(Sealed).ToList();
        return _writer.Run(prepared.Count, session =>
        {
            prepared.ForEach(receipt => session.Add(receipt));
            return prepared.Count;
        });
    }

    public ValueTask<StoredReceipt?> Find(Guid id, CancellationToken cancellation = default) =>
        Read(reader => reader.Receipts.Find(id), cancellation);

    public ValueTask<StoredReceipt?> Find(string credential, string requestId, DateTimeOffset since, CancellationToken cancellation = default) =>
        Read(reader => reader.Receipts.Find(credential, requestId, since), cancellation);

    /// <summary>The receipts that came first, in their chain's order.</summary>
    public IReadOnlyList<StoredReceipt> Oldest(int atMost) => _readers.Read(reader => reader.Receipts.Oldest(atMost));

    /// <summary>Removes the receipts up to a sequence, inclusive, because the ledger holds them.</summary>
    public Task<int> Remove(long throughSequence) => _writer.Run(1, session => session.Spool.Remove(throughSequence));

    /// <summary>Writes what is there already, all the way to the disk. Fails as the next receipt would.</summary>
    public Task<bool> Prove() => _writer.Run(1, static session => session.Prove());

    /// <inheritdoc cref="SqliteWriter{TSession}.Run{T}"/>
    internal Task<T> Write<T>(int rows, Func<SpoolSession, T> work) => _writer.Run(rows, work);

    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }

    private static StoredReceipt? FirstOfRequest(SpoolSession session, StoredReceipt receipt) =>
        receipt.RequestId is { } requestId ? session.Receipts.Find(receipt.Credential, requestId, receipt.At - RequestLife) : null;

    private static StoredReceipt Sealed(StoredReceipt receipt)
    {
        var salted = receipt with { Salt = HashChain.NewSalt() };
        var content = RowHashes.ReceiptContent(salted.Salt, salted.BusinessNumber, salted.RequestId, salted.RequestHash, salted.Payload);
        return salted with
        {
            Commitment = RowHashes.OfReceipt(
                content, salted.Id, salted.At.UtcTicks, salted.Subject, salted.SubjectVersion, salted.Matter, salted.Outcome, salted.Credential),
        };
    }

    private static SpoolUnavailableException Unavailable(Exception cause) =>
        new("The receipt spool's disk is full or failing; free or replace it. Checks go unanswered until it takes receipts again.", cause);

    private ValueTask<T> Read<T>(Func<SpoolReader, T> query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ValueTask<T>(_readers.Read(query));
    }

    private SpoolBacklog Backlog() => _readers.Read(static reader => reader.Spool.Backlog());
}
