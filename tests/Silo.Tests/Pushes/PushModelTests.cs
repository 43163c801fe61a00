using System.Globalization;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Silo.Tests.Storage;
using CsCheck;
using Xunit;
using static CreditGate.Silo.Tests.Pushes.PushingSilo;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class PushModelTests : IAsyncLifetime, IDisposable
{
    private const int Companies = 3;

    private static readonly Gen<ModelRow> Row = Gen.Select(
        Gen.Int[0, Companies - 1], Gen.Int[1, 2], Gen.Int[0, 2], Gen.Int[1, 2], Gen.Int[0, 9],
        static (company, number, revision, fine, withdrawn) => new ModelRow(company, number, revision, fine, withdrawn == 0));

    private static readonly Gen<ModelFile[]> Files = Gen.Select(
        Gen.Int[0, 1], Gen.Int[0, 4], Gen.Int[0, 2], Row.Array[1, 6], static (source, hour, snapshot, rows) => new ModelFile(source, hour, snapshot == 0, rows)).Array[2, 12];

    private readonly TemporaryDirectory _directory = new();
    private PushingSilo _silo = null!;
    private int _samples;

    private static int Samples => Environment.GetEnvironmentVariable("CREDITGATE_FULL") is null ? 30 : 300;

    public async ValueTask InitializeAsync() => _silo = await Start(_directory.Root);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    /// <summary>Two sources push at the same time about the same companies: files in any order, rows twice, withdrawals, full snapshots.</summary>
    [Fact]
    public Task Run_ComesToWhatTheModelSays_WhateverTheOrderOfFiles() => Files.SampleAsync(Compare, iter: Samples, threads: 1);

    private async Task Compare(ModelFile[] files)
    {
        var sample = Interlocked.Increment(ref _samples);
        PushModel[] models = [new(), new()];
        await Task.WhenAll(files.GroupBy(static file => file.Source).Select(source => PushAll(sample, models[source.Key], [.. source])));
        foreach (var source in (int[])[0, 1])
        {
            Assert.Equal(models[source].Records, (await RecordsOf(sample, source)).Order());
        }

        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM subject s WHERE version <> (SELECT COUNT(*) FROM event e WHERE e.subject = s.subject)"));
    }

    private async Task PushAll(int sample, PushModel model, ModelFile[] files)
    {
        foreach (var file in files)
        {
            var expected = model.Push(file);
            var end = await _silo.Push(file.Rows.Select(row => Sent(sample, row)), job => job with
            {
                Organisation = Source(sample, file.Source),
                AsOf = AsOf.AddHours(file.Hour),
                Snapshot = file.IsSnapshot ? new SnapshotScope(RecordKind.Penalty, null, 100) : null,
            });
            Assert.Equal((PushState.Completed, null), (end.State, end.State == PushState.Failed ? end.Fault?.Code : null));
            Assert.Equal(expected, new ModelCounts(end.Created, end.Revised, end.Unchanged, end.Withdrawn, end.Rejected, end.Superseded, end.Missing));
        }
    }

    private async Task<IEnumerable<(int, int, int, bool)>> RecordsOf(int sample, int source)
    {
        var records = new List<(int, int, int, bool)>();
        for (var company = 0; company < Companies; company++)
        {
            records.AddRange((await _silo.Records(CompanyOf(sample, company))).OfType<PenaltyRecord>()
                .Where(record => record.Source == Source(sample, source))
                .Select(record => (company, int.Parse(record.Number, CultureInfo.InvariantCulture), (int)record.Fine10kCny!.Value, record.Withdrawal is not null)));
        }

        return records;
    }

    private static RecordRow Sent(int sample, ModelRow row) =>
        Penalty(CompanyOf(sample, row.Company), row.Number.ToString(CultureInfo.InvariantCulture), row.Fine, revision: row.Revision == 0 ? null : row.Revision) with
        {
            Withdrawal = row.IsWithdrawn ? new EndRow { On = "2026-11-18" } : null,
        };

    private static string CompanyOf(int sample, int company) => Company((sample * 10) + company);

    private static string Source(int sample, int source) => $"XN{sample}-{source}";
}
