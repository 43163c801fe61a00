using CreditGate.Actors.Evidence;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Pushes;
using CreditGate.Domain.Access;
using CreditGate.Silo.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Persons;

/// <summary>The service takes old views out of its lists by itself, and says so.</summary>
public sealed class ViewRetentionTests(SharedPostgres postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Views_GoWithTheirPeriod_TheListSaysSo_AndTheActStays(string ledger)
    {
        using var directory = new OwnDirectory();
        var periods = Path.Combine(directory.Path, "periods.json");
        await File.WriteAllTextAsync(periods, """{ "views": "P6M" }""", Cancellation);
        string[] args = ["--retention", periods, .. ledger == "postgres" ? (string[])["--postgres", postgres.NewDatabase()] : []];
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var first = await RunningGate.Start(clock, directory.Path, args);
        var person = Invented.Person();
        await (await first.As("D34")).Push(Rows.JudgmentDefaulter(person));
        var key = (await first.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key");
        var before = await first.Operator.Get($"/v1/subjects/{key}/views");
        clock.Advance(TimeSpan.FromDays(100));
        await first.Operator.Get($"/v1/subjects/{key}?{Calls.Why}");
        await first.Stop();

        clock.Advance(TimeSpan.FromDays(100));
        var gate = await RunningGate.Start(clock, directory.Path, args);       // a node looks when it starts
        await PushCalls.Until("the old view is gone", async () => (await gate.Operator.Get($"/v1/subjects/{key}/views")).Each("looks", "what").SequenceEqual(["subject"]));
        var after = await gate.Operator.Get($"/v1/subjects/{key}/views");

        Assert.Equal(["lookup"], before.Each("looks", "what"));
        Assert.Equal(1, before.GetProperty("completeFrom").GetDateTimeOffset().Day);
        Assert.InRange(clock.GetUtcNow() - before.GetProperty("completeFrom").GetDateTimeOffset(), TimeSpan.FromDays(1_230), TimeSpan.FromDays(1_300));
        Assert.Equal(clock.GetUtcNow().AddMonths(-6), after.GetProperty("completeFrom").GetDateTimeOffset());
        Assert.Equal(2, await Declared(gate));
        var kind = Assert.Single((await gate.Operator.Get("/v1/retention")).GetProperty("kinds").EnumerateArray(), static kind => kind.Text("kind") == "views");
        Assert.Equal(("P6M", null, "P6M"), (kind.Text("period"), kind.Text("default"), kind.Text("least")));
        await gate.Stop();
    }

    private static async Task<int> Declared(RunningGate gate)
    {
        var (evidence, views) = (gate.Services.GetRequiredService<IEvidenceLedger>(), 0);
        for (var number = 1L; await evidence.FindDeclaration(number, Cancellation) is { } row; number++)
        {
            views += row.Kind == AccessKinds.View ? 1 : 0;
        }

        return views;
    }
}
