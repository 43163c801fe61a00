using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace CreditGate.CrashTests;

/// <summary>Asks the restarted service, over HTTP alone, whether everything that was acknowledged is there.</summary>
internal sealed class Survivors(HttpClient client)
{
    private static readonly TimeSpan MirrorLimit = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task Verify(Acknowledgements acknowledged)
    {
        await Parallel.ForEachAsync(acknowledged.Pushes, Cancellation, async (push, _) => await VerifySubject(new Enterprise(push.Key), push.Value));
        await Parallel.ForEachAsync(acknowledged.Answers, Cancellation, async (answer, _) => await VerifyAnswer(answer));
    }

    /// <summary>The same request id and body, long after: the receipt that was given then, also across a crash.</summary>
    public async Task VerifyRepeats(IEnumerable<Answered> answers) => await Parallel.ForEachAsync(answers, Cancellation, async (answer, _) =>
    {
        using var response = await client.PostAsJsonAsync("/v1/checks", new Enterprise(answer.Serial).Check(answer.RequestId), Cancellation);
        response.EnsureSuccessStatusCode();
        Assert.Equal(answer, Reading.Answer(await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation), answer.Serial, answer.RequestId));
    });

    private async Task VerifySubject(Enterprise enterprise, Pushed pushed)
    {
        var subject = await client.GetFromJsonAsync<JsonElement>($"/v1/subjects/{enterprise.Uscc}", Cancellation);
        var version = Reading.Version(subject.GetProperty("token").GetString()!);
        var revisions = Reading.Revisions(subject);
        Assert.True(version >= Reading.Version(pushed.Token), $"{enterprise.Uscc} was acknowledged at {pushed.Token} and stands at v{version}.");
        Assert.Equal(revisions[Enterprise.FirstNumber], revisions[Enterprise.SecondNumber]);
        Assert.True(revisions[Enterprise.FirstNumber] >= pushed.Revision, $"{enterprise.Uscc} lost revision {pushed.Revision}.");
        await VerifyHistory(enterprise, version);
        await VerifyPerson(enterprise, revisions[Enterprise.FirstNumber]);
    }

    /// <summary>Versions 1 to n without a gap, and every push whole: two events of one revision.</summary>
    private async Task VerifyHistory(Enterprise enterprise, long version)
    {
        var timeline = await client.GetFromJsonAsync<JsonElement>($"/v1/subjects/{enterprise.Uscc}/timeline", Cancellation);
        var events = timeline.GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(Enumerable.Range(1, (int)version), events.Select(static happened => happened.GetProperty("version").GetInt32()));
        Assert.All(events.Chunk(2), static pair =>
        {
            Assert.Equal(2, pair.Length);
            Assert.Equal(Reading.Revision(pair[0].GetProperty("content")), Reading.Revision(pair[1].GetProperty("content")));
            Assert.Equal(
                [Enterprise.FirstNumber, Enterprise.SecondNumber],
                pair.Select(static happened => happened.GetProperty("record").GetProperty("number").GetString()));
        });
    }

    /// <summary>What a crash left undelivered reaches the person by itself, soon after the start.</summary>
    private async Task VerifyPerson(Enterprise enterprise, long revision)
    {
        using var limit = new CancellationTokenSource(MirrorLimit);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await HasHeard(enterprise, revision))
        {
            Assert.False(limit.IsCancellationRequested, $"The person of {enterprise.Uscc} had not heard of revision {revision} within {MirrorLimit.TotalSeconds} s.");
            await looks.WaitForNextTickAsync(Cancellation);
        }
    }

    private async Task<bool> HasHeard(Enterprise enterprise, long revision)
    {
        using var response = await client.PostAsJsonAsync("/v1/subjects/lookup", new { person = enterprise.Person, purpose = "示例核查", businessNumber = "示例1号" }, Cancellation);
        if (!response.IsSuccessStatusCode)
        {
            return false;
        }

        var heard = Reading.Revisions(await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
        return heard.Count == 2 && heard.Values.All(known => known == revision);
    }

    private async Task VerifyAnswer(Answered answer)
    {
        var receipt = await client.GetFromJsonAsync<JsonElement>($"/v1/receipts/{answer.Receipt}", Cancellation);
        Assert.Equal(answer, Reading.Answer(receipt.GetProperty("answer"), answer.Serial, receipt.GetProperty("requestId").GetString()!));
        Assert.Equal(new Enterprise(answer.Serial).Uscc, receipt.GetProperty("answer").GetProperty("subject").GetProperty("key").GetString());
        Assert.Equal(Reading.Version(answer.Token), receipt.GetProperty("subjectVersion").GetInt64());
    }
}
