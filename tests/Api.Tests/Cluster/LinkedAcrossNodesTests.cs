using System.Text.Json.Nodes;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Cluster;

/// <summary>An answer that rests on a linked person who is active at a node that heard less of the ledger than the one that is asked.</summary>
public sealed class LinkedAcrossNodesTests(SharedPostgres postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Check_IsConfirmedNoLaterThanItsLinkedPersons_WhenTheirNodeHeardLessOfTheLedger(bool isAboutAnUnknownPerson)
    {
        await using var cluster = new GateCluster(postgres);
        var deaf = await cluster.Start("deaf");
        var asked = await cluster.Start("asked");
        await asked.Ready(nodes: 2);
        var linked = Invented.Person();
        await (await deaf.As("D34")).Push(Rows.JudgmentDefaulter(linked));
        await deaf.Operator.Check(Calls.CheckOf(linked));       // active there

        await deaf.Services.GetServices<IHostedService>().OfType<LedgerWatch>().Single().StopAsync(Cancellation);
        var (heard, pulse) = (deaf.Services.GetRequiredService<LedgerPulse>().ConfirmedAt, asked.Services.GetRequiredService<LedgerPulse>());
        await asked.Operator.Until("beyond the other", _ => pulse.ConfirmedAt > heard.AddSeconds(1));
        var check = (isAboutAnUnknownPerson ? Calls.CheckOf(Invented.Person()) : Calls.CheckOf(Invented.Entity(), "MT-B01").With("businessNumber", "示例1号").With("purpose", "示例"))
            .With("linked", new JsonArray(Rows.Named(linked).With("role", "legalRepresentative")));
        var answer = await asked.Operator.Check(check);

        Assert.Equal(("refuse", "grain"), (answer.Text("outcome"), answer.Text("decidedBy")));
        Assert.InRange(answer.GetProperty("confirmedAt").GetDateTimeOffset(), heard.AddSeconds(-1), heard.AddMilliseconds(20));
        Assert.True(answer.GetProperty("unconfirmed").GetBoolean());
    }
}
