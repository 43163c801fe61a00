using System.Text.Json.Nodes;
using CreditGate.Actors.Evidence;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Api.Tests.Pushes;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Evidence;

/// <summary>Changes of credentials, views of persons and callers that try out names are acts of the signed evidence log.</summary>
public sealed class AccessEvidenceTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningGate Gate => shared.Gate;

    [Fact]
    public async Task Change_IsDeclared_WithTheDigestThatCoversTheListOfChanges()
    {
        var made = (await Gate.MakeKey("D22")).Text("id")!;
        await Gate.Rotate(made, 1);
        await Gate.Revoke(made);
        var changes = (await Gate.Operator.Get($"/v1/credentials/changes?credential={made}")).GetProperty("changes").EnumerateArray().ToArray();

        var acts = await Until("changes of the key", act => act.Changed == made, changes.Length);

        Assert.Equal(["Created", "Rotated", "Revoked"], acts.Select(static act => act.What));
        Assert.Equal(changes.Select(static change => (change.GetProperty("number").GetInt64(), change.Text("digest"))), acts.Select(static act => (act.Number!.Value, act.Digest)));
        Assert.All(acts, static act => Assert.Equal(("D22", AccessActKind.CredentialChanged), (act.Organisation, act.Kind)));
    }

    [Fact]
    public async Task View_IsDeclaredBeforeAnythingIsShown_WithoutNameNumberOrPurpose()
    {
        var person = Invented.Person();
        await (await Gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        var key = (await Gate.Operator.Post("/v1/subjects/lookup", Calls.Lookup(person))).Text("key")!;
        await Gate.Operator.Get($"/v1/subjects/{key}?{Calls.Why}");

        var acts = await Acts(act => act.Subject == key);

        Assert.Equal([("lookup", "示例办件1号"), ("subject", "示例办件1号")], acts.Select(static act => (act.What, act.BusinessNumber)));
        Assert.All(acts, static act => Assert.Equal(AccessActKind.PersonViewed, act.Kind));
        Assert.DoesNotContain("示例核查", string.Concat(acts.Select(static act => act.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ViewThroughAnother_IsDeclaredOnce_AndNamesThroughWhat()
    {
        var (uscc, person) = (Invented.Entity(), Invented.Person());
        await (await Gate.As("D34")).Push(Rows.ConsumptionOrder(uscc, ("legalRepresentative", person)));
        await Gate.Operator.Get($"/v1/subjects/{uscc}?{Calls.Why}");
        await Gate.Operator.Get($"/v1/subjects/{uscc}?{Calls.Why}");

        var act = Assert.Single(await Acts(act => act.Through == uscc));

        Assert.Equal(("subject", "示例办件1号", AccessActKind.PersonViewed), (act.What, act.BusinessNumber, act.Kind));
        Assert.StartsWith("p-", act.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_IsDeclared_OfWhomItIsNoticed()
    {
        var made = await Gate.MakeKey("D47", ["check"], new JsonObject { ["matters"] = new JsonArray("*"), ["missesPerMinute"] = 2 });
        using var guessing = Gate.ClientFor(made.Text("key")!);
        for (var guess = 0; guess < 4; guess++)
        {
            await guessing.PostAsync("/v1/subjects/lookup", System.Net.Http.Json.JsonContent.Create(Calls.Lookup(Invented.Person())), Cancellation);
        }

        var act = Assert.Single(await Until("a caller that guesses", act => act.Kind == AccessActKind.CallerSlowed && act.Credential == made.Text("id"), 1));

        Assert.Equal("D01", act.Organisation);
    }

    private async Task<AccessAct[]> Until(string what, Func<AccessAct, bool> which, int count)
    {
        AccessAct[] found = [];
        await PushCalls.Until(what, async () => (found = await Acts(which)).Length >= count);
        return found;
    }

    /// <summary>Of the ledger's declarations, in their order.</summary>
    private async Task<AccessAct[]> Acts(Func<AccessAct, bool> which)
    {
        var (ledger, acts) = (Gate.Services.GetRequiredService<IEvidenceLedger>(), new List<AccessAct>());
        for (var number = 1L; await ledger.FindDeclaration(number, Cancellation) is { } row; number++)
        {
            if (row.Kind is AccessKinds.Change or AccessKinds.View or AccessKinds.Slowed)
            {
                acts.Add(System.Text.Json.JsonSerializer.Deserialize(row.Payload, LedgerJson.Context.AccessAct)!);
            }
        }

        return [.. acts.Where(which)];
    }
}
