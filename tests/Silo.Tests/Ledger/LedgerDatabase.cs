using System.Data.Common;
using System.Globalization;
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
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Tests.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>A PostgreSQL ledger in a database of its own.</summary>
internal sealed class LedgerDatabase : ILedgerUnderTest
{
    public LedgerDatabase(SharedPostgres postgres)
        : this(postgres.NewDatabase())
    {
    }

    public LedgerDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        Ledger = PostgresLedger.Open(connectionString);
    }

    public string ConnectionString { get; }

    public PostgresLedger Ledger { get; private set; }

    public ChangeSignal Signal { get; } = new();

    public ISubjectLedger Subjects => new PostgresSubjectLedger(Ledger, Signal);

    public ISubjectRoll Roll => new PostgresSubjectRoll(Ledger);

    public IPushLedger Pushes => new PostgresPushLedger(Ledger);

    public IChangeLedger Changes => new PostgresChangeLedger(Ledger, Signal);

    public IEditionLedger Editions => new PostgresEditionLedger(Ledger);

    public ICaseLedger Cases => new PostgresCaseLedger(Ledger);

    public ICoverageLedger Coverage => new PostgresCoverageLedger(Ledger);

    public IPersonIndex Persons => new PostgresPersonIndex(Ledger);

    public ISourceLedger Sources => new PostgresSourceLedger(Ledger);

    public IReceiptLedger Receipts => new PostgresReceiptLedger(Ledger, new ReceiptMonths(Ledger, NullLogger<ReceiptMonths>.Instance));

    public IReceiptHistory History => new PostgresReceiptLedger(Ledger, new ReceiptMonths(Ledger, NullLogger<ReceiptMonths>.Instance));

    public IEvidenceLedger Evidence => new PostgresEvidenceLedger(Ledger);

    public IFeedbackLedger Feedback => new PostgresFeedbackLedger(Ledger, Signal);

    public ILinkedAnswers Linked => new PostgresLinkedAnswers(Ledger);

    public IAccessLedger Access => new PostgresAccessLedger(Ledger);

    public IRetentionLedger Retention => new PostgresRetentionLedger(Ledger);

    public string EventOrder => "sequence";

    DbConnection ILedgerUnderTest.Connect() => Connect();

    /// <summary>Queues work so that all of it meets in one transaction: the writer is held up in a commit of its own meanwhile.</summary>
    public async Task<T> Together<T>(Func<T> queue)
    {
        await using var holder = Connect();
        await using (await holder.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('creditgate positions', 0))", holder);
            await hold.ExecuteNonQueryAsync();
            var held = Subjects.Append(Sample.Append(Sample.Subject(), 0, "held"));
            await Storage.Eventually.Holds("the writer waits", () => Scalar("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1);
            var queued = queue();
            await holder.CloseAsync();      // rolls back
            await held;
            return queued;
        }
    }

    public long? FirstBrokenEvent()
    {
        using var connection = Connect();
        return Chains.FirstBroken(connection, "event", "sequence");
    }

    public long Scalar(string sql)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Restart()
    {
        Ledger.Dispose();
        Ledger = PostgresLedger.Open(ConnectionString);
    }

    public void Dispose() => Ledger.Dispose();

    private NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }
}
