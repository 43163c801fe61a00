using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed class MetricsTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_AreTheOperators()
    {
        using var anonymous = shared.Gate.Anonymous;
        using var refused = await anonymous.GetAsync("/metrics", Cancellation);
        await refused.Problem(HttpStatusCode.Unauthorized, "no-key");
        Assert.Contains(refused.Headers.WwwAuthenticate, static challenge => challenge.Scheme == "Basic");

        using var department = await (await shared.Gate.As("D22")).GetAsync("/metrics", Cancellation);
        await department.Problem(HttpStatusCode.Forbidden, "not-allowed");

        using var given = await shared.Gate.Operator.GetAsync("/metrics", Cancellation);
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (given.StatusCode, given.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("Bearer", "{0}", HttpStatusCode.OK)]
    [InlineData("Basic", "operator:{0}", HttpStatusCode.OK)]
    [InlineData("Basic", ":{0}", HttpStatusCode.OK)]
    [InlineData("Basic", "{0}", HttpStatusCode.Unauthorized)]
    [InlineData("Basic", "operator:{0}x", HttpStatusCode.Unauthorized)]
    [InlineData("Negotiate", "{0}", HttpStatusCode.Unauthorized)]
    public async Task Metrics_TakeTheKeyAsBrowsersAndScrapersSendIt(string scheme, string form, HttpStatusCode expected)
    {
        var key = shared.Gate.Operator.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        var sent = form.Replace("{0}", key, StringComparison.Ordinal);
        using var client = shared.Gate.Anonymous;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(scheme, scheme == "Basic" ? Convert.ToBase64String(Encoding.UTF8.GetBytes(sent)) : sent);

        Assert.Equal(expected, (await client.GetAsync("/metrics", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/credentials", Cancellation)).StatusCode);      // the API itself takes its own header alone
    }

    [Fact]
    public async Task Metrics_CountWhatHappened_AndNameNobody()
    {
        using var directory = new OwnDirectory();
        using var gate = GateProcess.Start(directory.Path);
        using var client = await gate.Operator(directory.Path);
        var (uscc, person) = (Invented.Entity(), Invented.Person());
        await client.Push(Rows.WageDefaulter(uscc), Rows.JudgmentDefaulter(person), new JsonObject());
        Assert.Equal("refuse", (await client.Check(Calls.CheckOf(uscc))).Text("outcome"));
        await client.Post("/v1/checks/batch", new JsonObject { ["items"] = new JsonArray(Calls.CheckOf(uscc), Calls.CheckOf(uscc)) });
        await client.Check(Calls.CheckOf(person));
        await client.Get($"/v1/subjects/{uscc}");

        var scrape = await Scrape.Of(client);

        Assert.Equal(3, scrape.Value("creditgate_checks_total", ("outcome", "refuse"), ("category", "resources"), ("decided_by", "grain")));
        Assert.Equal(2, scrape.Value("creditgate_check_duration_seconds_count", ("decided_by", "grain")));      // single checks alone
        Assert.True(scrape.Value("creditgate_grain_call_duration_seconds_count") >= 4);
        Assert.Equal(2, scrape.Value("creditgate_push_rows_total", ("outcome", "created"), ("path", "call")));
        Assert.Equal(1, scrape.Value("creditgate_push_rows_total", ("outcome", "rejected")));
        Assert.True(scrape.Value("creditgate_commit_commands_sum", ("file", "spool")) >= 3);
        Assert.True(scrape.Value("creditgate_ledger_operation_duration_seconds_count", ("operation", "write")) >= 2);
        Assert.InRange(scrape.Value("creditgate_subjects_active")!.Value, 2, 3);      // the warm-up has one of its own
        Assert.InRange(scrape.Value("orleans_grains", ("grain_type", "subject"))!.Value, 2, 3);
        Assert.InRange(scrape.Value("creditgate_source_age_seconds", ("source", "D01"))!.Value, 0, 60);
        Assert.InRange(scrape.Value("creditgate_ledger_confirmed_age_seconds")!.Value, 0, 5);
        Assert.True(scrape.Value("creditgate_file_size_bytes", ("file", "ledger")) > 0);
        Assert.Equal(0, scrape.Value("creditgate_push_jobs_open"));
        Assert.Equal(0, scrape.Value("creditgate_feed_overdue_seconds"));
        Assert.Equal(0, scrape.Value("creditgate_unanswered_total", ("code", "receipt-not-durable")));
        Assert.Equal(0, scrape.Value("creditgate_commit_failures_total", ("file", "ledger")));
        Assert.All((string[])[uscc, person.IdNumber, person.Name, uscc[8..17]], said => Assert.DoesNotContain(said, scrape.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_NeedNoKeyOnTheirOwnAddress_WhichServesNothingElse()
    {
        using var directory = new OwnDirectory();
        var gate = await RunningGate.Start(directory: directory.Path, args: ["--metrics-urls", "http://127.0.0.1:0"]);
        try
        {
            var addresses = gate.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            using var own = new HttpClient { BaseAddress = new Uri(addresses.Last()) };
            using var pretending = gate.Anonymous;
            pretending.DefaultRequestHeaders.Host = own.BaseAddress!.Authority;

            Assert.Equal(2, addresses.Count);
            Assert.NotNull((await Scrape.Of(own)).Value("creditgate_spool_depth"));
            using var live = await own.GetAsync("/health/live", Cancellation);
            await live.Problem(HttpStatusCode.NotFound, "not-found");
            using var refused = await pretending.GetAsync("/metrics", Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
        finally
        {
            await gate.Stop();
        }
    }
}
