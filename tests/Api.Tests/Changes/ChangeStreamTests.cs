using System.Net;
using System.Text.Json;
using CreditGate.Actors.Changes;
using CreditGate.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Api.Tests.Changes;

public sealed class ChangeStreamTests(ChangeGate own) : IClassFixture<ChangeGate>
{
    private HttpClient Operator => own.Gate.Operator;

    [Fact]
    public async Task Stream_SaysItsCursorAtOnce_ThenEveryEntryOnce()
    {
        var department = await own.Gate.As("D22");
        var uscc = Invented.Entity();
        await using var events = await Operator.Events("after=now");
        var alive = await events.Next();
        Assert.Equal("heartbeat", alive.EventType);
        Assert.Equal(alive.EventId, JsonElement.Parse(alive.Data).Text("next"));

        await department.Push(Rows.WageDefaulter(uscc));
        await department.Push(Rows.WageDefaulter(uscc).With("removal", new System.Text.Json.Nodes.JsonObject { ["on"] = Days.Ago(0) }));

        var (created, revised) = (await events.Next(), await events.Next());
        Assert.Equal(("recordCreated", "recordRevised"), (created.EventType, revised.EventType));
        Assert.All(JsonElement.Parse(revised.Data).Turns(), static turn => Assert.StartsWith("lifted ", turn, StringComparison.Ordinal));
        Assert.Equal(revised.EventId, JsonElement.Parse(revised.Data).Text("cursor"));
    }

    [Fact]
    public async Task Stream_GoesOnAfterTheLastEvent_WhenItIsTakenUpAgain()
    {
        var department = await own.Gate.As("D22");
        var subjects = Enumerable.Range(0, 4).Select(static _ => Invented.Entity()).ToArray();
        string? last;
        await using (var events = await Operator.Events("after=now"))
        {
            await events.Next();
            await department.Push(Rows.Penalty(subjects[0]));
            last = (await events.Next()).EventId;
        }

        await department.Push(Rows.Penalty(subjects[1]));
        await department.Push(Rows.Penalty(subjects[2]));
        await using var again = await Operator.Events("after=now", last);
        Assert.Equal(last, (await again.Next()).EventId);
        await department.Push(Rows.Penalty(subjects[3]));

        foreach (var uscc in subjects[1..])
        {
            Assert.Equal(uscc, JsonElement.Parse((await again.Next()).Data).Text("subject"));
        }
    }

    [Fact]
    public async Task Stream_ServesManyReaders_EachWithItsOwnFilter()
    {
        var department = await own.Gate.As("D22");
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => Operator.Events(index % 2 == 0 ? "after=now" : "after=now&kind=recordCreated&list=L04")));
        await Task.WhenAll(readers.Select(static reader => reader.Next()));
        var subjects = Enumerable.Range(0, 5).Select(static _ => Invented.Entity()).ToArray();
        foreach (var uscc in subjects)
        {
            await department.Push(Rows.Penalty(uscc), Rows.WageDefaulter(uscc));
        }

        foreach (var (index, reader) in readers.Index())
        {
            var heard = new List<string?>();
            while (heard.Count < (index % 2 == 0 ? 10 : 5))
            {
                heard.Add(JsonElement.Parse((await reader.Next()).Data).Text("subject"));
            }

            Assert.Equal(index % 2 == 0 ? subjects.SelectMany(static uscc => (string[])[uscc, uscc]) : subjects, heard);
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task Stream_Ends_WhenTheServiceStops()
    {
        using var directory = new OwnDirectory();
        var gate = await RunningGate.Start(directory: directory.Path);
        await using var events = await gate.Operator.Events("after=now");
        await events.Next();

        await gate.Stop().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.True(await events.Ends());
    }

    [Fact]
    public async Task Cursor_IsExpiredAndToldWhereToStart_WhenItsEntriesWereForgotten()
    {
        await using var gate = await RunningGate.Start();
        var department = await gate.As("D22");
        for (var time = 0; time < 3; time++)
        {
            await department.Push(Rows.Penalty(Invented.Entity()));
        }

        await gate.Services.GetRequiredService<IChangeLedger>().Forget(TimeProvider.System.GetUtcNow().AddDays(1));

        var problem = await (await gate.Operator.GetAsync("/v1/changes?after=c1", TestContext.Current.CancellationToken)).Problem(HttpStatusCode.Gone, "cursor-expired");
        Assert.Equal("c2", problem.Text("oldestKept"));
        Assert.Single(await gate.Operator.Changes(problem.Text("oldestKept")!));
        Assert.Equal("c2", (await gate.Operator.Get("/v1/changes")).Text("oldestKept"));
        await department.Push(Rows.Penalty(Invented.Entity()));
        Assert.Equal(["c3", "c4"], (await gate.Operator.Changes("c2")).Select(static change => change.Text("cursor")!.Split('-')[0]));
    }

    [Fact]
    public async Task Cursor_IsRefused_WhenTheLedgerWasRestoredAndHasGrownPastIt()
    {
        using var directory = new OwnDirectory();
        using var restored = new OwnDirectory();
        var before = await RunningGate.Start(directory: directory.Path);
        await (await before.As("D22")).Push(Rows.Penalty(Invented.Entity()));
        await before.Stop();
        Directory.CreateDirectory(restored.Path);
        foreach (var file in Directory.GetFiles(directory.Path))
        {
            File.Copy(file, Path.Combine(restored.Path, Path.GetFileName(file)));
        }

        var lost = await RunningGate.Start(directory: directory.Path);
        var shared = await lost.Operator.Now();
        await (await lost.As("D22")).Push(Rows.Penalty(Invented.Entity()));
        var own = await lost.Operator.Now();
        await lost.Stop();

        await using var gate = await RunningGate.Start(directory: restored.Path);
        await (await gate.As("D22")).Push(Rows.Penalty(Invented.Entity()), Rows.Penalty(Invented.Entity()));

        Assert.Equal(2, (await gate.Operator.Changes(shared)).Count);
        await (await gate.Operator.GetAsync($"/v1/changes?after={own}", TestContext.Current.CancellationToken)).Problem(HttpStatusCode.Conflict, "cursor-of-other-history");
    }

    [Fact]
    public async Task Sweep_TellsWhatTimeEnded_AndTheTimelineShowsIt()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gate = await RunningGate.Start(clock);
        var uscc = Invented.Entity();
        await (await gate.As("D22")).Push(Rows.WageDefaulter(uscc).With("until", Days.Ago(-2)));
        var after = await gate.Operator.Now();
        clock.Advance(TimeSpan.FromDays(3));

        var page = await gate.Operator.Get($"/v1/changes?after={after}&wait=30");

        var change = Assert.Single(page.GetProperty("changes").EnumerateArray());
        Assert.Equal(["termEnded", uscc, "v2"], change.Texts("kind", "subject", "token"));
        Assert.All(change.Turns(), static turn => Assert.StartsWith("lifted ", turn, StringComparison.Ordinal));
        Assert.Equal(["recordPushed", "termEnded"], (await gate.Operator.Get($"/v1/subjects/{uscc}/timeline")).Each("events", "event"));
    }
}
