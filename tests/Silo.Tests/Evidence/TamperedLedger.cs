using System.Data.Common;
using System.Globalization;
using CreditGate.Actors.Retention;
using CreditGate.Domain.Retention;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Verify.Audit;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>One ledger with rows of every table of evidence, sealed in three turns. Whatever is done to it is undone again.</summary>
public abstract class TamperedLedger(ILedgerUnderTest ledger, EvidenceSchema schema) : IAsyncLifetime
{
    private readonly SealedLedger _sealed = new(ledger);
    private DbConnection? _connection;

    /// <summary>The last key of each table when the second turn was sealed.</summary>
    public Dictionary<string, string> SecondTurn { get; } = [];

    public EvidenceSchema Schema => schema;

    public ILedgerUnderTest Ledger => ledger;

    private DbConnection Connection => _connection ??= ledger.Connect();

    public IReadOnlyList<Column> Columns() => schema.Read(Connection);

    public async ValueTask InitializeAsync()
    {
        for (var turn = 1; turn <= 3; turn++)
        {
            await _sealed.Add(6);
            await _sealed.AddFeedback(4);
            await _sealed.AddCases(4);
            await _sealed.AddEdition($"示例-{turn}");
            await Keep(turn);
            await _sealed.Seal();
            if (turn == 2)
            {
                foreach (var (table, key) in EvidenceTables.Audited)
                {
                    SecondTurn[table] = Value($"SELECT MAX({key}) FROM {table}")!;
                }
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        _sealed.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>What the auditor finds once somebody has run these statements.</summary>
    internal AuditReport AuditAfter(params string[] statements)
    {
        using var transaction = Connection.BeginTransaction();
        foreach (var statement in statements)
        {
            SealedLedger.Run(Connection, statement);
        }

        return _sealed.Audit(Connection);
    }

    /// <summary>A single value as it is written in SQL; null where there is no row.</summary>
    public string? Value(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() switch
        {
            null or DBNull => null,
            string text => $"'{text}'",
            var number => Convert.ToString(number, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A hold, its release, an erasure and a removal each turn: every kind of act about keeping content.</summary>
    private async Task Keep(int turn)
    {
        var at = Sample.Instant.AddDays(turn);
        var hold = RetentionAct.BySweep(RetentionActKind.HoldPlaced, at) with { Scope = new HoldScope { Subject = $"示例主体{turn}" }, Reason = "示例" };
        await ledger.Retention.Place(hold);
        await ledger.Retention.Release(RetentionAct.BySweep(RetentionActKind.HoldReleased, at) with { Of = hold.Id, Reason = "示例" });
        await ledger.Retention.Order(RetentionAct.BySweep(RetentionActKind.Erased, at) with { Subject = Sample.Subject().Value, Legal = ErasureGround.Unlawful });
        var some = (await ledger.History.Receipts(Guid.Empty, Guid.AllBitsSet, 100)).First(static receipt => !receipt.ToRow().IsRemoved);
        await ledger.Retention.RemoveReceipts(new ReceiptsOfSubject(RetentionAct.BySweep(RetentionActKind.Removed, at) with { Ground = RemovalGround.Expired, Before = at }, some.Subject, Guid.Empty, 1));
    }
}

public sealed class SqliteTamperedLedger() : TamperedLedger(new LedgerFile(), new SqliteSchemaColumns());

public sealed class PostgresTamperedLedger(SharedPostgres postgres) : TamperedLedger(new LedgerDatabase(postgres), new PostgresSchemaColumns());
