using System.Collections.Immutable;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Retention;
using CreditGate.Actors.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Silo.Tests.Subjects;

public sealed class SubjectSnapshotTests : IDisposable
{
    private const int Unreadable = 1101;
    private const int OtherHistory = 1102;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Activation_ReadsOnlyTheTail_WhenThereIsASnapshot()
    {
        var subject = Rows.Entity();
        await using (var before = await Start())
        {
            for (var part = 0; part < 10; part++)
            {
                await before.Push(subject, [.. Permits(1 + (part * 99), 99)]);
            }

            await before.Push(subject, [.. Permits(991, 9), Rows.WageDefault(1)]);
            await before.Push(subject, [.. Permits(1_000, 50)]);
            await SavedAt(before, subject, 1_000);
        }

        await using var silo = await Start();
        var standing = await Standing(silo, subject);

        Assert.Equal(1_050, standing.Version);
        Assert.InRange(silo.Ledger.Of(subject).EventsRead, 50, 51);
        await AssertIsTheFold(silo, standing);
        Assert.Empty(silo.Log.Entries);
    }

    [Fact]
    public async Task Activation_IgnoresTheSnapshot_WhenItIsAheadOfTheLedger()
    {
        var subject = Rows.Entity();
        await using (var before = await Start())
        {
            await before.Push(subject, [.. Permits(1, 250)]);
            await SavedAt(before, subject, 250);
            await Keep(before, subject, snapshot => snapshot.Version = 251);
        }

        await using var silo = await Start();
        await AssertIsTheFold(silo, await Standing(silo, subject));
    }

    [Fact]
    public async Task Activation_IgnoresTheSnapshot_WhenTheLedgerWasSetBackAndWentOn()
    {
        var (subject, twin) = (Rows.Entity(), Rows.Entity());
        await using (var before = await Start())
        {
            await before.Push(subject, [.. Permits(1, 200)]);
            await before.Push(twin, [.. Permits(1_001, 200)]);
            await SavedAt(before, subject, 200);
            await SavedAt(before, twin, 200);

            // What a ledger restored from an older backup meets once it has caught up: a snapshot of as many other events.
            var other = await Read(before, twin);
            await Keep(before, subject, snapshot => (snapshot.Records, snapshot.LastEvent) = (other.Records, other.LastEvent));
        }

        await using var silo = await Start();
        await AssertIsTheFold(silo, await Standing(silo, subject));
        Assert.Contains(silo.Log.Entries, static entry => entry.Event == OtherHistory);

        // And the next snapshot takes its place, although it is not of a later version than the foreign one was kept under.
        await silo.Push(subject, [.. Permits(201, 200)]);
        await SavedAt(silo, subject, 400);
    }

    /// <summary>The process died when the erasure had been entered and the snapshot not yet replaced.</summary>
    [Fact]
    public async Task Erasure_LeavesNothingInTheSnapshot_WhenItIsGoneOnWith()
    {
        await using var silo = await Start();
        var (person, erasure) = (SubjectKey.OfPerson(Guid.NewGuid()), RetentionAct.BySweep(RetentionActKind.Erased, TimeProvider.System.GetUtcNow()));
        await silo.Push(person, [.. Permits(1, 200)]);
        await SavedAt(silo, person, 200);
        var ordered = new OrderedErasure(erasure with { Subject = person.Value, Legal = ErasureGround.Unlawful }, null);
        await silo.Services.GetRequiredService<IRetentionLedger>().Order(ordered.Act);
        await silo.Ledger.Behind.Append(new SubjectAppend(person, 200, [new SubjectErased { At = erasure.At, Actor = "示例凭据", Erasure = erasure.Id }], [], []));
        Assert.InRange((await Read(silo, person)).Records.Length, 1_000, int.MaxValue);

        Assert.Null(await silo.Services.GetRequiredService<ErasureWork>().CarryOut(ordered, TestContext.Current.CancellationToken));

        var kept = await Read(silo, person);
        Assert.Equal((201, "[]"), (kept.Version, System.Text.Encoding.UTF8.GetString(kept.Records)));
        Assert.True(kept.Unfold(person).IsUnknown);
        Assert.Equal(0, Database.Scalar(Path.Combine(_directory.Root, "ledger.db"), "SELECT COUNT(*) FROM event WHERE length(salt) > 0 AND version <= 200"));
    }

    [Fact]
    public async Task Activation_IgnoresTheSnapshot_WhenItIsOfAnotherFold()
    {
        var subject = Rows.Entity();
        await using (var before = await Start())
        {
            await before.Push(subject, [.. Permits(1, 250)]);
            await SavedAt(before, subject, 250);
            await Keep(before, subject, static snapshot => (snapshot.FoldVersion, snapshot.Records) = (snapshot.FoldVersion + 1, "[]"u8.ToArray()));
        }

        await using var silo = await Start();
        await AssertIsTheFold(silo, await Standing(silo, subject));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    public async Task Activation_FallsBackToTheLedger_WhenTheSnapshotsRecordsAreDamaged(string records)
    {
        var subject = Rows.Entity();
        await using (var before = await Start())
        {
            await before.Push(subject, [.. Permits(1, 250)]);
            await SavedAt(before, subject, 250);
            await Keep(before, subject, snapshot => snapshot.Records = System.Text.Encoding.UTF8.GetBytes(records));
        }

        await using var silo = await Start();
        await AssertIsTheFold(silo, await Standing(silo, subject));
        Assert.Contains(silo.Log.Entries, static entry => entry.Event == Unreadable);
    }

    [Fact]
    public async Task Activation_FallsBackToTheLedger_WhenTheStoredStateIsDamaged()
    {
        var subject = Rows.Entity();
        await using (var before = await Start())
        {
            await before.Push(subject, [.. Permits(1, 250)]);
            await SavedAt(before, subject, 250);
        }

        Assert.Equal(1, Database.Scalar(_directory.File("storage.db"), "SELECT COUNT(*) FROM OrleansStorage"));
        Database.Scalar(_directory.File("storage.db"), "UPDATE OrleansStorage SET PayloadBinary = x'00112233445566778899'");
        await using var silo = await Start();
        await AssertIsTheFold(silo, await Standing(silo, subject));
        Assert.Contains(silo.Log.Entries, static entry => entry.Event == Unreadable);
    }

    private static IEnumerable<PublicCreditRecord> Permits(int first, int count) => Enumerable.Range(first, count).Select(Rows.Permit);

    private static GrainId GrainOf(SubjectKey subject) => GrainId.Create("subject", subject.Value);

    private static async Task<SubjectSnapshot> Read(RunningSilo silo, SubjectKey subject)
    {
        var state = new GrainState<SubjectSnapshot>();
        await silo.Snapshots.ReadStateAsync("snapshot", GrainOf(subject), state);
        return state.State ?? new SubjectSnapshot();
    }

    private static async Task Keep(RunningSilo silo, SubjectKey subject, Action<SubjectSnapshot> change)
    {
        var state = new GrainState<SubjectSnapshot>();
        await silo.Snapshots.ReadStateAsync("snapshot", GrainOf(subject), state);
        change(state.State!);
        await silo.Snapshots.WriteStateAsync("snapshot", GrainOf(subject), state);
    }

    private static async Task SavedAt(RunningSilo silo, SubjectKey subject, long version)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var look = 0; (await Read(silo, subject)).Version < version; look++)
        {
            Assert.True(look < 2_000, $"No snapshot at version {version} was saved.");
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(version, (await Read(silo, subject)).Version);
    }

    private static async Task<Standing> Standing(RunningSilo silo, SubjectKey subject) =>
        (await silo.Grain(subject).Look(new Contracts.Subjects.LookQuery(Domain.Evidence.Consistency.Default, 0))).Standing;

    private static async Task AssertIsTheFold(RunningSilo silo, Standing standing)
    {
        IReadOnlyList<StoredEvent> events = await silo.Ledger.Behind.Read(standing.Key, 0, TestContext.Current.CancellationToken);
        var fold = Domain.Standings.Standing.Fold(standing.Key, events.Select(static stored => stored.Event));
        Assert.Equal(fold.Version, standing.Version);
        Assert.Equal(Json(fold.Records), Json(standing.Records));
    }

    private static string Json(ImmutableArray<PublicCreditRecord> records) =>
        System.Text.Json.JsonSerializer.Serialize(records, LedgerJson.Context.ImmutableArrayPublicCreditRecord);

    private Task<RunningSilo> Start() => RunningSilo.Start(_directory.Root);
}
