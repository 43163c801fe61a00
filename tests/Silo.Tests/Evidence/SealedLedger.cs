using System.Data.Common;
using System.Text;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues.Publishing;
using CreditGate.Silo.Evidence;
using CreditGate.Silo.Tests.Coverage;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Receipts;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Verify.Audit;
using CreditGate.Verify.Ledgers;
using Microsoft.Extensions.Time.Testing;

namespace CreditGate.Silo.Tests.Evidence;

/// <summary>A ledger with events and receipts of its own, sealed and copied in several turns.</summary>
internal sealed class SealedLedger : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly SpoolFile _spool = new();
    private readonly FakeTimeProvider _time = new(Sample.Instant);
    private readonly SigningKeys _keys;
    private int _cases;

    public SealedLedger(ILedgerUnderTest ledger)
    {
        Ledger = ledger;
        _keys = new SigningKeys(_directory.File("keys"));
    }

    public ILedgerUnderTest Ledger { get; }

    public LogSealer Sealer => new(Ledger.Evidence, _keys, new PlatformClock(_time));

    public string Copies => _directory.File("copies");

    public string KeysDirectory => _directory.File("keys");

    public SigningKeys Keys => _keys;

    /// <summary>Adds events and receipts, a seal after each round.</summary>
    public async Task Fill(int rounds = 3, int rows = 6)
    {
        for (var round = 0; round < rounds; round++)
        {
            await Add(rows);
            await Seal();
        }
    }

    public async Task Add(int rows)
    {
        await Ledger.Subjects.Append(Sample.Append(Sample.Subject(), 0, [.. Enumerable.Range(0, rows).Select(static number => $"示罚{number}号")]));
        await Ship(Enumerable.Range(0, rows).Select(static number => SampleReceipt.Of($"示例请求{number}")));
    }

    /// <summary>Receipts through the spool into the ledger. Returns them as the spool kept them.</summary>
    public async Task<IReadOnlyList<StoredReceipt>> Ship(IEnumerable<StoredReceipt> receipts)
    {
        await _spool.Spool.Append(receipts.Select(WithPayload).ToList());
        var waiting = _spool.Spool.Oldest(int.MaxValue);
        await Ledger.Receipts.AddReceipts(waiting);
        await _spool.Spool.Remove(waiting[^1].Sequence);
        return waiting;
    }

    /// <summary>As <see cref="Ship"/>, as the shipper does: by the bytes of the spool.</summary>
    public async Task ShipBlocks(IEnumerable<StoredReceipt> receipts)
    {
        await _spool.Spool.Append(receipts.Select(WithPayload).ToList());
        var room = Array.Empty<byte>();
        while (_spool.Spool.OldestBlocks(100, ref room) is { } blocks)
        {
            await Ledger.Receipts.AddReceipts(blocks);
            await _spool.Spool.Remove(blocks.LastSequence);
        }
    }

    /// <summary>Feedback on answers, each on another.</summary>
    public Task AddFeedback(int rows) => Ledger.Feedback.Take([.. Enumerable.Range(0, rows).Select(static number => SampleFeedback.Step(SampleFeedback.Task(), $"M{number:00}"))]);

    /// <summary>Reports of cases, each of another key, so that one's payload is unlike another's columns.</summary>
    public Task AddCases(int rows) => Ledger.Coverage.Report([.. Enumerable.Range(0, rows).Select(_ => ++_cases).Select(static number =>
        SampleCase.Of($"示例办件{number}号", $"XN{number}") with { ReportedAt = SampleCase.Decided.AddHours(number), Credential = $"示例凭据{number}" })]);

    /// <summary>An edition submitted, published and cancelled, as acts that follow those that are there.</summary>
    public async Task AddEdition(string edition)
    {
        var before = (await Ledger.Editions.Acts(0)).Count;
        foreach (var (kind, index) in ((EditionActKind[])[EditionActKind.Submitted, EditionActKind.Published, EditionActKind.Cancelled]).Select(static (kind, index) => (kind, index)))
        {
            var act = new EditionAct(before + index + 1, kind, edition, $"00{before}", Sample.Instant.AddMinutes(before + index), $"示例凭据{before + index}", kind == EditionActKind.Published ? Sample.Instant.AddDays(1) : null);
            await Ledger.Editions.Enter(act, kind == EditionActKind.Submitted ? Encoding.UTF8.GetBytes(edition) : null);
        }
    }

    public async Task Seal()
    {
        _time.Advance(TimeSpan.FromSeconds(30));
        await Sealer.SealAll(CancellationToken.None);
        await new CheckpointCopies(Copies, Ledger.Evidence).Copy(CancellationToken.None);
    }

    /// <summary>What the auditor finds once somebody has run these statements; they are undone afterwards.</summary>
    public AuditReport AuditAfter(params string[] statements)
    {
        using var connection = Ledger.Connect();
        using var transaction = connection.BeginTransaction();
        foreach (var statement in statements)
        {
            Run(connection, statement);
        }

        return Audit(connection);
    }

    public AuditReport Audit(DbConnection connection) =>
        new Auditor(new LedgerRows(connection, Ledger.EventOrder), CopiedLog.Read(Copies), [.. _keys.All().Select(static key => key.Public)]).Run();

    public static void Run(DbConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>With a payload that says what the columns say.</summary>
    private static StoredReceipt WithPayload(StoredReceipt receipt) => receipt with
    {
        Payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = receipt.Id,
            decidedAt = receipt.At,
            subject = receipt.Subject,
            subjectVersion = receipt.SubjectVersion,
            matter = receipt.Matter,
            credential = receipt.Credential,
            businessNumber = receipt.BusinessNumber,
            requestId = receipt.RequestId,
            ruling = new { outcome = receipt.Outcome },
        }),
    };

    public void Dispose()
    {
        Ledger.Dispose();
        _spool.Dispose();
        _directory.Dispose();
    }
}
