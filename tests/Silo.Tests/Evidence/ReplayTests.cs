using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Actors.Evidence;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Ledger.Sqlite;
using CreditGate.Silo.Tests.Ledger;
using CreditGate.Silo.Tests.Receipts;
using Xunit;

namespace CreditGate.Silo.Tests.Evidence;

public sealed class ReplayTests : IDisposable
{
    private static readonly string[] Matters = ["MT-A01", "MT-C01", "MT-C02", "MT-H01"];
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 2, 0, 0, TimeSpan.Zero);

    private const int AtOnce = 1_000;

    private readonly LedgerFile _file = new();
    private readonly SpoolFile _spool = new();
    private readonly Catalogue _catalogue = CatalogueLoader.Load();

    /// <summary>Twelve receipts of each.</summary>
    private static int Subjects => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 12 : 84_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _file.Dispose();
        _spool.Dispose();
    }

    /// <summary>In full size a million receipts, by this build and by one with a rule that broke.</summary>
    [Fact]
    public async Task Period_FindsNoDifference_ThoughTheSubjectsWentOnChanging_AndEveryOneThatABrokenRuleMakes()
    {
        var given = await CheckALot(Subjects);

        var (receipts, differing) = await Replay(_catalogue, Start, Start.AddDays(1));
        var broken = CatalogueLoader.Load(static file => file == "rules.json" ? Broken(file) : CatalogueLoader.OpenEmbedded(file));
        var (again, wrong) = await Replay(broken, Start, Start.AddDays(1));

        Assert.Equal((given, given), (receipts, again));
        Assert.Empty(differing);
        Assert.Equal(Subjects * 2 * 2, wrong.Length);      // the listing stood at two of the three versions, and its rule holds for two of the matters
        Assert.All(wrong, static difference => Assert.Contains(difference.Paths, static path => path.StartsWith("ruling.measures[0].effect", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Period_TakesItsStartAndNotItsEnd()
    {
        await CheckALot(subjects: 1);

        Assert.Equal(Matters.Length, (await Replay(_catalogue, Start, Start.AddMinutes(1))).Receipts);
        Assert.Equal(0, (await Replay(_catalogue, Start.AddDays(-1), Start)).Receipts);
    }

    [Fact]
    public async Task Period_CountsAsADifference_WhatTheLedgerDoesNotHoldAnyMore()
    {
        await CheckALot(subjects: 2);
        SealedLedger.Run(_file.Connect(), "DELETE FROM event WHERE version = 3");

        var (_, differing) = await Replay(_catalogue, Start, Start.AddDays(1));

        Assert.Equal(2 * Matters.Length, differing.Length);
        Assert.All(differing, static difference => Assert.Equal(["subjectVersion"], difference.Paths));
    }

    private async Task<(int Receipts, ImmutableArray<Difference> Differing)> Replay(Catalogue catalogue, DateTimeOffset from, DateTimeOffset to)
    {
        var (receipts, differing) = (0, ImmutableArray.CreateBuilder<Difference>());
        var started = Stopwatch.GetTimestamp();
        await new Replayer(_file.Subjects, new SqliteReceiptLedger(_file.Ledger), catalogue).Period(from, to, page =>
        {
            receipts += page.Receipts;
            differing.AddRange(page.Differing);
        }, Cancellation);
        TestContext.Current.TestOutputHelper?.WriteLine($"{receipts} receipts replayed in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, {differing.Count} differ");
        return (receipts, differing.ToImmutable());
    }

    /// <summary>Every subject is registered, listed and then penalised, and checked for every matter after each of these.</summary>
    private async Task<int> CheckALot(int subjects)
    {
        var given = 0;
        foreach (var serials in Enumerable.Range(0, subjects).Chunk(AtOnce))
        {
            var (receipts, appends) = (new List<StoredReceipt>(), ImmutableArray.CreateBuilder<SubjectAppend>());
            foreach (var key in serials.Select(static serial => SubjectKey.Of(FictionalCodes.Entity(7_000 + serial))))
            {
                var standing = Standing.Unknown(key);
                PublicCreditRecord[] records = [Registration(key), Listing(), Sample.Penalty("示罚1号")];
                foreach (var happened in records.Select(Sample.Pushed))
                {
                    standing = standing.Apply(happened);
                    receipts.AddRange(Matters.Select(matter => Checked(standing, matter)));
                }

                appends.Add(new SubjectAppend(key, 0, [.. records.Select(Sample.Pushed)], [.. records], []));
            }

            Assert.True((await _file.Subjects.AppendMany(appends.ToImmutable())).Committed);
            await _spool.Spool.Append(receipts);
            var waiting = _spool.Spool.Oldest(receipts.Count);
            await _file.Receipts.AddReceipts(waiting);
            await _spool.Spool.Remove(waiting[^1].Sequence);
            given += receipts.Count;
        }

        return given;
    }

    private StoredReceipt Checked(Standing standing, string code)
    {
        var at = Start.AddMinutes(standing.Version - 1);
        var edition = _catalogue.At(at);
        var matter = edition.Matters[code];
        var answer = Decider.Answer(Decider.Rule(standing, [], matter, edition, at), standing, [], new Dictionary<string, DateTimeOffset>(), matter, edition, at);
        var receipt = new Receipt
        {
            Id = Guid.CreateVersion7(at),
            Organisation = "D13",
            Credential = "示例凭据",
            Matter = code,
            Subject = standing.Key.Value,
            SubjectVersion = standing.Version,
            Edition = edition.Id,
            EditionDigest = edition.Digest,
            DeciderVersion = Decider.Version,
            Consistency = Consistency.Default,
            DecidedBy = DecidedBy.Grain,
            DecidedAt = at,
            ValidUntil = answer.ValidUntil,
            ConfirmedAt = at,
            Freshness = answer.Freshness,
            Warnings = answer.Warnings,
            Ruling = answer.Ruling,
        };
        return SampleReceipt.Of(at: at) with { Id = receipt.Id, Payload = JsonSerializer.SerializeToUtf8Bytes(receipt, LedgerJson.Context.Receipt) };
    }

    private static RegistrationRecord Registration(SubjectKey key) => new()
    {
        Source = "D02",
        Number = key.Value,
        Revision = new Revision(1, Sample.Instant, 1),
        DecidedOn = new DateOnly(2015, 1, 5),
        Name = "示例有限公司",
        EstablishedOn = new DateOnly(2015, 1, 5),
    };

    /// <summary>On the list of unpaid wages.</summary>
    private static ListEntryRecord Listing() => new()
    {
        Source = "D22",
        Number = "示列1号",
        Revision = new Revision(1, Sample.Instant, 1),
        DecidedOn = new DateOnly(2026, 4, 20),
        List = "L04",
        ListedOn = new DateOnly(2026, 4, 20),
    };

    /// <summary>The rule of unpaid wages in procurement limits instead of barring.</summary>
    private static MemoryStream Broken(string file)
    {
        using var stream = CatalogueLoader.OpenEmbedded(file)!;
        var root = JsonNode.Parse(stream)!;
        root["rules"]!.AsArray().Single(static rule => (string?)rule!["id"] == "P03")!["effect"] = "limit";
        return new MemoryStream(Encoding.UTF8.GetBytes(root.ToJsonString()));
    }
}
