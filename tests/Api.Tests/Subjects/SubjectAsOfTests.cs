using System.Globalization;
using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Subjects;

public sealed class SubjectAsOfTests(SharedGate shared)
{
    [Fact]
    public async Task AsOf_KeepsWhatWasKnownThenApart_WhenARecordComesInLater()
    {
        var (uscc, source) = (Invented.Entity(), await shared.Gate.As("D22"));
        await source.Push(Rows.Registration(uscc));
        var between = TimeProvider.System.GetUtcNow();
        await source.Push(Rows.WageDefaulter(uscc));        // decided 30 days ago

        var look = await shared.Gate.Operator.Get($"/v1/subjects/{uscc}/as-of?at={between.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}");

        Assert.DoesNotContain("seriousListed", look.GetProperty("knownThen").Each("statuses", "code"));
        Assert.Contains("seriousListed", look.GetProperty("knownNow").Each("statuses", "code"));
        Assert.Equal(["v1", "v2"], [look.GetProperty("knownThen").Text("token"), look.GetProperty("knownNow").Text("token")]);
        await (await source.GetAsync($"/v1/subjects/{uscc}/as-of?at=2026-06-01T00:00:00Z", TestContext.Current.CancellationToken)).Problem(HttpStatusCode.Forbidden, "not-allowed");
    }
}
