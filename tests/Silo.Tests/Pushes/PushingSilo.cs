using System.Collections.Immutable;
using System.Text;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CreditGate.Silo.Tests.Pushes;

/// <summary>A silo that runs push jobs, and the departments that push.</summary>
internal sealed class PushingSilo : IAsyncDisposable
{
    /// <summary>Unit that reports penalties and permits.</summary>
    public const string Market = "D13";

    public static readonly DateTimeOffset AsOf = new(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private PushingSilo(RunningSilo silo) => Silo = silo;

    public RunningSilo Silo { get; }

    public IPushLedger Pushes => Silo.Services.GetRequiredService<IPushLedger>();

    public string Ledger => Path.Combine(Silo.Directory, "ledger.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PushingSilo> Start(
        string directory, string? postgres = null, Action<HostApplicationBuilder>? configure = null, Action<SteeredLedger>? steer = null, string? keys = null) =>
        new(await RunningSilo.Start(directory, steer: steer, postgres: postgres, configure: configure, keys: keys));

    /// <summary>A penalty; few words, so that files stay small.</summary>
    public static RecordRow Penalty(string uscc, string number, decimal fine = 1, string decidedOn = "2026-11-16", long? revision = null) => new()
    {
        Kind = "penalty",
        Subject = new SubjectRow { Uscc = uscc },
        Number = number,
        DecidedOn = decidedOn,
        Categories = ["fine"],
        Fine10kCny = fine,
        Revision = revision,
    };

    public static string Company(int serial) => FictionalCodes.Entity(serial).Value;

    public static SubjectKey Key(string uscc) => SubjectKey.TryParse(uscc, out var key) ? key : throw new ArgumentException("Not a subject key.", nameof(uscc));

    /// <summary>Enters a job without waiting for it.</summary>
    public async Task<PushJob> Enter(IEnumerable<RecordRow> rows, Func<PushJob, PushJob>? with = null, string? extraLine = null)
    {
        byte[] file = [.. RowLines.Of(rows), .. Encoding.UTF8.GetBytes(extraLine is null ? "" : extraLine + "\n")];
        var id = Guid.CreateVersion7(AsOf);
        var job = new PushJob
        {
            Id = id,
            Credential = "示例凭据",
            Organisation = Market,
            Key = id.ToString(),
            AcceptedAt = AsOf.AddHours(9),
            AsOf = AsOf,
            File = new FileFacts(FileForm.Ndjson, FileCharset.Utf8, false, file.Length, "", file.Count(static letter => letter == '\n'), []),
            ExpiresAt = AsOf.AddDays(90),
        };
        job = with?.Invoke(job) ?? job;
        var uploads = Silo.Services.GetRequiredService<IUnfinishedUploads>();
        await uploads.Append(id, 0, new MemoryStream(file), Cancellation);
        await uploads.Finish(id, id);
        await Pushes.Enter(job);
        Silo.Services.GetRequiredService<IPushRunner>().Wake();
        return job;
    }

    public async Task<PushProgress> Push(IEnumerable<RecordRow> rows, Func<PushJob, PushJob>? with = null, string? extraLine = null) =>
        await End(await Enter(rows, with, extraLine));

    public async Task<PushProgress> End(PushJob job)
    {
        var signal = Silo.Services.GetRequiredService<PushSignal>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Limit);
        while (true)
        {
            var moved = signal.Next;
            var kept = await Pushes.Find(job.Id, Cancellation);
            if (kept is { Progress.IsOpen: false })
            {
                return kept.Progress;
            }

            try
            {
                await moved.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                Assert.Fail($"The job did not end within {Limit.TotalSeconds} s: {kept?.Progress}; {string.Join("; ", Silo.Log.Entries)}");
            }
        }
    }

    public async Task<ImmutableArray<PublicCreditRecord>> Records(string uscc) => (await Silo.Grain(Key(uscc)).Look(new(Domain.Evidence.Consistency.Default, 0))).Standing.Records;

    /// <summary>What was kept with the lines that the organisation's one job rejected, or took late.</summary>
    public async Task<List<(int Line, byte[] Kept)>> Lines(PushLineKind kind)
    {
        var job = Assert.Single(await Pushes.OfOrganisation(Market, 10, Cancellation)).Job.Id;
        var uploads = Silo.Services.GetRequiredService<IUploadStore>();
        return [.. (await Pushes.Lines(job, kind, 0, 10, Cancellation)).Select(line => (line.Line, uploads.Unseal(job, line.Payload)))];
    }

    public long Count(string sql) => Database.Scalar(Ledger, sql);

    public ValueTask DisposeAsync() => Silo.DisposeAsync();
}
