using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Receipts;
using CreditGate.Actors.Retention;
using CreditGate.Api.Tests.Access;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Retention;
using CreditGate.Silo.Evidence;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Retention;

public sealed class RetentionApiTests(SharedGate shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IRetentionLedger Ledger => shared.Gate.Services.GetRequiredService<IRetentionLedger>();

    [Fact]
    public async Task Periods_AreTold_WithDefaultAndReason()
    {
        var kinds = (await shared.Gate.Operator.Get("/v1/retention")).GetProperty("kinds").EnumerateArray().ToArray();

        Assert.Equal(["receipts", "persons", "entities", "views"], kinds.Select(static kind => kind.Text("kind")));
        Assert.All(kinds, static kind => Assert.True(kind.Text("period") == kind.Text("default") && kind.Text("reason")!.Length > 0 && kind.Text("counts")!.Length > 0));
    }

    [Fact]
    public async Task RemovedReceipt_IsGone_AndItsProofIsLeft()
    {
        var department = await shared.Gate.As("D13");
        var uscc = Invented.Entity();
        var answer = await department.Check(Calls.CheckOf(uscc).With("businessNumber", "示例留存1号"));
        var kept = JsonNode.Parse(answer.ToString())!;
        var id = answer.Text("receipt")!;
        await Ship(id);

        Assert.Equal(1, (await Remove(uscc)).Removed);
        await shared.Gate.Services.GetRequiredService<EvidenceService>().Turn(Cancellation);

        foreach (var path in (string[])[$"/v1/receipts/{id}", $"/v1/receipts/{id}/report"])
        {
            var gone = await (await department.GetAsync(path, Cancellation)).Problem(HttpStatusCode.Gone, "content-removed");
            Assert.Equal("expired", gone.GetProperty("removal").Text("ground"));
            await (await (await shared.Gate.As("D22")).GetAsync(path, Cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        }

        await (await department.PostAsync($"/v1/receipts/{id}/replay", null, Cancellation)).Problem(HttpStatusCode.Gone, "content-removed");
        await (await shared.Gate.Operator.GetAsync($"/v1/receipts/{id}", Cancellation)).Problem(HttpStatusCode.Gone, "content-removed");
        var verdict = await department.Post("/v1/receipts/verify", kept);
        Assert.Equal(("contentRemoved", "expired"), (verdict.Text("verdict"), verdict.GetProperty("removal").Text("ground")));
        Assert.Equal("unknown", (await (await shared.Gate.As("D22")).Post("/v1/receipts/verify", kept)).Text("verdict"));
        await HoldsProof(department, id);
        var removal = (await shared.Gate.Operator.Get("/v1/retention/removals?limit=1")).GetProperty("removals")[0];
        Assert.Equal(("expired", 1), (removal.Text("ground"), removal.GetProperty("count").GetInt64()));
    }

    /// <summary>Who looks through receipts, or replays a period, passes over what is gone.</summary>
    [Fact]
    public async Task Removed_TroublesNeitherReplayNorSweeps()
    {
        var department = await shared.Gate.As("D13");
        var uscc = Invented.Entity();
        var from = TimeProvider.System.GetUtcNow();
        var id = (await department.Check(Calls.CheckOf(uscc))).Text("receipt")!;
        await Ship(id);
        await Remove(uscc);

        var differing = new List<Guid>();
        await shared.Gate.Services.GetRequiredService<Actors.Evidence.Replayer>().Period(
            from, TimeProvider.System.GetUtcNow().AddSeconds(1), page => differing.AddRange(page.Differing.Select(static one => one.Receipt)), Cancellation);
        await shared.Gate.Services.GetRequiredService<ReceiptSweep>().Sweep(Cancellation);

        Assert.DoesNotContain(Guid.Parse(id), differing);
    }

    [Fact]
    public async Task Hold_KeepsContent_UntilItIsReleased()
    {
        var department = await shared.Gate.As("D13");
        var uscc = Invented.Entity();
        var id = (await department.Check(Calls.CheckOf(uscc))).Text("receipt")!;
        await Ship(id);
        var operate = shared.Gate.Operator;

        var hold = await operate.Post("/v1/retention/holds", new JsonObject { ["subject"] = uscc, ["reason"] = "示例诉讼", ["authority"] = "示例函1号" });
        var held = await Remove(uscc);
        await department.Get($"/v1/receipts/{id}");
        var listed = (await operate.Get("/v1/retention/holds")).GetProperty("holds").EnumerateArray().Single(one => one.Text("id") == hold.Text("id"));
        var released = await operate.Post($"/v1/retention/holds/{hold.Text("id")}/release", new JsonObject { ["reason"] = "示例结案", ["authority"] = "示例函2号" });
        await (await Send(operate, $"/v1/retention/holds/{hold.Text("id")}/release", new JsonObject { ["reason"] = "示例", ["authority"] = "示例" })).Problem(HttpStatusCode.Conflict, "hold-released");

        Assert.Equal((0, 1), (held.Removed, held.Held));
        Assert.Equal(("示例诉讼", "示例函1号", uscc), (listed.GetProperty("placed").Text("reason"), listed.GetProperty("placed").Text("authority"), listed.GetProperty("scope").Text("subject")));
        Assert.False(released.GetProperty("stands").GetBoolean());
        Assert.Equal(1, (await Remove(uscc)).Removed);
    }

    [Theory]
    [InlineData("""{"reason":"示例","authority":"示例"}""", "subject")]
    [InlineData("""{"subject":"110105194912310021","reason":"示例","authority":"示例"}""", "subject")]
    [InlineData("""{"businessNumber":"示例1号","authority":"示例"}""", "reason")]
    [InlineData("""{"businessNumber":"示例1号","reason":"示例"}""", "authority")]
    [InlineData("""{"businessNumber":"示例1号","matter":"MT-X99","reason":"示例","authority":"示例"}""", "matter")]
    [InlineData("""{"from":"2026-02-01T00:00:00Z","to":"2026-01-01T00:00:00Z","reason":"示例","authority":"示例"}""", "to")]
    public async Task Hold_IsRefused_NamingTheField(string body, string field)
    {
        var problem = await (await Send(shared.Gate.Operator, "/v1/retention/holds", JsonNode.Parse(body)!)).Problem(HttpStatusCode.UnprocessableEntity, "validation");

        Assert.Contains(field, problem.GetProperty("faults").EnumerateArray().Select(static fault => fault.Text("field")));
    }

    [Fact]
    public async Task ErasedPerson_IsNotFoundByAnything_AndProofIsLeft()
    {
        var (department, operate, person) = (await shared.Gate.As("D13"), shared.Gate.Operator, Invented.Person());
        var pushed = await (await shared.Gate.As("D22")).Push(Ended(person));
        var key = pushed.GetProperty("rows")[0].Text("subject")!;
        var before = await department.Check(Calls.CheckOf(person));
        await Ship(before.Text("receipt")!);

        var erased = await operate.Post("/v1/retention/erasures", Erasure(person));
        var after = await department.Check(Calls.CheckOf(person));

        Assert.Null(erased.Text("waiting"));
        Assert.DoesNotContain("示例处罚", after.ToString(), StringComparison.Ordinal);
        await (await department.GetAsync($"/v1/receipts/{before.Text("receipt")}", Cancellation)).Problem(HttpStatusCode.Gone, "content-removed");
        var shown = await operate.Get($"/v1/subjects/{key}?{Calls.Why}");
        var timeline = await operate.Get($"/v1/subjects/{key}/timeline?{Calls.Why}");
        Assert.DoesNotContain("示例处罚", shown.ToString() + timeline.ToString(), StringComparison.Ordinal);
        Assert.Empty(shown.GetProperty("records").EnumerateArray());
        Assert.Equal(["contentRemoved", "subjectErased"], timeline.GetProperty("events").EnumerateArray().Select(static entry => entry.Text("event")));
        var viewed = Assert.Single((await operate.Get($"/v1/subjects/{key}/views")).GetProperty("checks").EnumerateArray());
        Assert.Equal([before.Text("receipt"), null, null], viewed.Texts("receipt", "organisation", "purpose"));       // that somebody looked is left
        var listed = (await operate.Get("/v1/retention/erasures")).GetProperty("erasures").EnumerateArray().Single(one => one.Text("id") == erased.Text("id"));
        Assert.Equal(("consentWithdrawn", "示例决定1号", key), (listed.Text("ground"), listed.Text("authority"), listed.Text("subject")));
        await department.Get($"/v1/receipts/{after.Text("receipt")}");
        var replayed = await (await department.PostAsync($"/v1/receipts/{after.Text("receipt")}/replay", null, Cancellation)).Body(HttpStatusCode.OK);
        Assert.True(replayed.GetProperty("same").GetBoolean());
    }

    /// <summary>What was before the erasure is in no answer of after it.</summary>
    [Fact]
    public async Task ErasedPerson_OfWhomIsToldAnew_IsAnsweredByThat_AndTheAnswerCanBeReplayed()
    {
        var (department, operate, person) = (await shared.Gate.As("D22"), shared.Gate.Operator, Invented.Person());
        await department.Push(Ended(person));
        await operate.Post("/v1/retention/erasures", Erasure(person));
        await department.Push(Ended(person));

        var answered = await department.Check(Calls.CheckOf(person));
        await Ship(answered.Text("receipt")!);
        var replayed = await (await department.PostAsync($"/v1/receipts/{answered.Text("receipt")}/replay", null, Cancellation)).Body(HttpStatusCode.OK);

        Assert.DoesNotContain("notFound", answered.Each("statuses", "code"));
        Assert.True(replayed.GetProperty("same").GetBoolean());
    }

    /// <summary>No better and no worse, in every matter: nobody learns from an answer that there was something.</summary>
    [Fact]
    public async Task ErasedPerson_IsAnsweredAsAnUnknownOne()
    {
        var (operate, erased, unknown) = (shared.Gate.Operator, Invented.Person(), Invented.Person());
        var key = (await (await shared.Gate.As("D22")).Push(Ended(erased))).GetProperty("rows")[0].Text("subject")!;
        await operate.Check(Calls.CheckOf(erased));
        await operate.Post("/v1/retention/erasures", Erasure(erased));
        var matters = (await operate.Get("/v1/catalogue")).GetProperty("matters").EnumerateArray().Select(static matter => matter.Text("code")!).ToArray();

        var compared = 0;
        foreach (var matter in matters)
        {
            var asked = await operate.Send("/v1/checks", Calls.CheckOf(unknown with { Name = erased.Name }, matter).ToJsonString());
            if (asked.StatusCode == HttpStatusCode.UnprocessableEntity)
            {
                continue;       // of entities alone
            }

            var (one, other) = (await operate.Check(Calls.CheckOf(erased, matter)), await asked.Body(HttpStatusCode.OK));
            Assert.Equal(("notFound", Said(other)), (one.Each("statuses", "code").Single(), Said(one)));
            compared++;
        }

        var named = Calls.CheckOf(Invented.Entity(), "MT-C01").With("businessNumber", "示例办件1号").With("purpose", "示例核查");
        var asLinked = await operate.Check(named.With("linked", new JsonArray(new JsonObject { ["role"] = "legalRepresentative", ["person"] = Rows.One(erased) })));
        Assert.DoesNotContain(key, asLinked.ToString(), StringComparison.Ordinal);
        var byKey = await operate.Check(Calls.CheckOf(erased).With("subject", new JsonObject { ["key"] = key }));
        var byNobodys = await operate.Check(Calls.CheckOf(erased).With("subject", new JsonObject { ["key"] = $"p-{Guid.NewGuid():N}" }));
        Assert.Equal(("review", Said(byNobodys)), (byKey.Text("outcome"), Said(byKey)));
        Assert.InRange(compared, 10, 100);
        var (opened, inVain) = (await Objection(erased), await Objection(unknown));
        Assert.Equal(("subject", inVain.GetProperty("faults").ToString()), (opened.Each("faults", "field").Single(), opened.GetProperty("faults").ToString()));

        Task<System.Text.Json.JsonElement> Objection(Person person) =>
            operate.Post(Cases.CaseCalls.Objections, Cases.CaseCalls.ObjectionTo("").With("subject", Rows.Named(person)), HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>Status, history, publicity and lookup alike; who has to see that the erasure was carried out still finds it.</summary>
    [Fact]
    public async Task ErasedPerson_IsNotFound_AsNobodysKeyIs_ButByWhoSeesErasures()
    {
        var (department, operate, person) = (await shared.Gate.As("D22"), shared.Gate.Operator, Invented.Person());
        using var auditor = await shared.Gate.With("D47", ["audit"]);
        var key = (await department.Push(Ended(person))).GetProperty("rows")[0].Text("subject")!;
        var pages = ((string[])["", "/timeline", "/publicity"]).Select(static page => $"{page}?{Calls.Why}").ToArray();
        await operate.Post("/v1/retention/erasures", Erasure(person));

        foreach (var page in pages)
        {
            var (erased, nobodys) = (await NotFound($"/v1/subjects/{key}{page}"), await NotFound($"/v1/subjects/p-{Guid.NewGuid():N}{page}"));
            Assert.Equal(Told(nobodys), Told(erased));
            await operate.Get($"/v1/subjects/{key}{page}");
            await auditor.Get($"/v1/subjects/{key}{page}");
        }

        await (await department.Send("/v1/subjects/lookup", Lookup(person))).Problem(HttpStatusCode.NotFound, "not-found");
        foreach (var seer in (HttpClient[])[operate, auditor])
        {
            Assert.Equal(key, (await seer.Post("/v1/subjects/lookup", JsonNode.Parse(Lookup(person))!)).Text("key"));
            Assert.Contains(key, (await operate.Get("/v1/retention/erasures")).Each("erasures", "subject"));
        }

        await department.Push(Ended(person).With("number", "示例处罚2号"));
        var since = await department.Get($"/v1/subjects/{key}/timeline?{Calls.Why}");
        Assert.Equal(["recordPushed"], since.Each("events", "event"));
        Assert.Single((await department.Get($"/v1/subjects/{key}?{Calls.Why}")).GetProperty("records").EnumerateArray());

        async Task<System.Text.Json.JsonElement> NotFound(string path) => await (await department.GetAsync(path, Cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
    }

    private static string?[] Told(System.Text.Json.JsonElement problem) => problem.Texts("type", "title", "code", "detail");

    private static string Lookup(Person person) => new JsonObject
    {
        ["person"] = Rows.One(person),
        ["purpose"] = "示例核查",
        ["businessNumber"] = "示例办件1号",
    }.ToJsonString();

    /// <summary>An answer without what differs between any two.</summary>
    private static string Said(System.Text.Json.JsonElement answer)
    {
        var said = JsonNode.Parse(answer.ToString())!.AsObject();
        Assert.Null(answer.GetProperty("subject").Text("key"));
        said["subject"]!.AsObject().Remove("masked");
        foreach (var own in (string[])["receipt", "decidedAt", "confirmedAt", "validUntil", "unconfirmed", "decidedBy"])
        {
            said.Remove(own);
        }

        return said.ToJsonString();
    }

    [Fact]
    public async Task Erasure_IsRefused_WhileRecordsAreInForceOrHeld()
    {
        var (operate, person, ended) = (shared.Gate.Operator, Invented.Person(), Invented.Person());
        await (await shared.Gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        var key = (await (await shared.Gate.As("D22")).Push(Ended(ended))).GetProperty("rows")[0].Text("subject");
        await operate.Post("/v1/retention/holds", new JsonObject { ["subject"] = key, ["reason"] = "示例诉讼", ["authority"] = "示例函1号" });

        await (await Send(operate, "/v1/retention/erasures", Erasure(person))).Problem(HttpStatusCode.Conflict, "records-in-force");
        await (await Send(operate, "/v1/retention/erasures", Erasure(ended))).Problem(HttpStatusCode.Conflict, "content-held");
        await (await Send(operate, "/v1/retention/erasures", Erasure(Invented.Person()))).Problem(HttpStatusCode.NotFound, "not-found");
        var entity = Erasure(person);
        entity["subject"] = Rows.Entity(Invented.Entity());
        await (await Send(operate, "/v1/retention/erasures", entity)).Problem(HttpStatusCode.Conflict, "not-a-person");
        var groundless = Erasure(person);
        groundless["ground"] = "示例";
        await (await Send(operate, "/v1/retention/erasures", groundless)).Problem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    private static async Task HoldsProof(HttpClient department, string id)
    {
        var proof = await department.Get($"/v1/evidence/proofs?receipt={id}");
        var (checkpoint, entry) = (SignedCheckpoint.Parse(proof.GetProperty("checkpoint").Text("note")!)!, proof.GetProperty("entry"));
        var leaf = new LogEntry(entry.Text("kind")!, 0, entry.Text("segment")!, entry.GetProperty("sequence").GetInt64(), entry.GetProperty("commitment").GetBytesFromBase64(), []).LeafHash();
        Assert.True(MerkleProof.Includes(
            leaf, proof.GetProperty("index").GetInt64(), checkpoint.Checkpoint.Size, [.. proof.GetProperty("path").EnumerateArray().Select(static hash => hash.GetBytesFromBase64())], checkpoint.Checkpoint.Root));
        Assert.Equal((0, 81), (proof.GetProperty("salt").GetBytesFromBase64().Length, proof.GetProperty("payload").GetBytesFromBase64().Length));
    }

    /// <summary>A penalty so long ago that it counts nowhere any more.</summary>
    private static JsonObject Ended(Person person) => Rows.Of("penalty", Rows.Named(person), "示例处罚1号")
        .With("categories", new JsonArray("fine")).With("fine10kCny", 2).With("decidedOn", Days.Ago(2_500)).With("until", Days.Ago(1_500));

    private static JsonObject Erasure(Person person) => new()
    {
        ["subject"] = Rows.Named(person),
        ["ground"] = "consentWithdrawn",
        ["reason"] = "示例申请",
        ["authority"] = "示例决定1号",
    };

    private Task<RemovedPage> Remove(string subject)
    {
        var now = TimeProvider.System.GetUtcNow().AddMinutes(1);
        return Ledger.RemoveReceipts(new ReceiptsOfSubject(
            new RetentionAct
            {
                Id = Guid.CreateVersion7(now),
                Kind = RetentionActKind.Removed,
                At = now,
                Organisation = "D01",
                Credential = RetentionAct.Sweep,
                Ground = RemovalGround.Expired,
                Before = now,
            },
            subject, Guid.Empty, 100));
    }

    /// <summary>By the service's own shipping: beside it, a second one would race with what it throws away.</summary>
    private Task Ship(string id)
    {
        var (ledger, spool) = (shared.Gate.Services.GetRequiredService<IReceiptLedger>(), shared.Gate.Services.GetRequiredService<IReceiptSpool>());
        return Pushes.PushCalls.Until("the receipt has left the spool for the ledger", async () =>
            await ledger.FindReceipt(Guid.Parse(id), Cancellation) is not null && await spool.Find(Guid.Parse(id), Cancellation) is null);
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string path, JsonNode body) =>
        client.PostAsync(path, new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Cancellation);
}
