using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Persons;

/// <summary>A person's ID number appears nowhere in clear: not on disk, not in a log, not in an answer.</summary>
public sealed class IdNumberTests
{
    [Fact]
    public async Task IdNumber_IsNowhere_AfterEverythingThatMayCarryOne()
    {
        using var directory = new OwnDirectory();
        using var process = GateProcess.Start(directory.Path);
        using var client = await process.Operator(directory.Path);
        var person = Invented.Person();

        var replies = await Everything(client, person);
        await process.Kill();       // the side files of the databases stay

        Assert.Contains("ledger.db-wal", Directory.EnumerateFiles(directory.Path).Select(Path.GetFileName));
        Assert.NotEmpty(directory.FilesWith(Encoding.UTF8.GetBytes("示例经办")));      // the search finds what is there
        foreach (var form in Forms(person.IdNumber))
        {
            Assert.All(replies, reply => Assert.DoesNotContain(form, reply, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(form, process.Output, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(directory.FilesWith(Encoding.UTF8.GetBytes(form)));
            Assert.Empty(directory.FilesWith(Encoding.Unicode.GetBytes(form)));
        }
    }

    [Fact]
    public async Task Keys_AreInNoLogAndInNoDatabase()
    {
        using var directory = new OwnDirectory();
        using var process = GateProcess.Start(directory.Path);
        using var client = await process.Operator(directory.Path);
        var made = (await client.Post("/v1/credentials", new JsonObject { ["organisation"] = "D22" })).Text("key")!;
        var operators = client.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        await process.Kill();

        Assert.DoesNotContain(made, process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(operators, process.Output, StringComparison.Ordinal);
        Assert.Empty(directory.FilesWith(Encoding.UTF8.GetBytes(made)));
        Assert.Equal(["operator.key"], directory.FilesWith(Encoding.UTF8.GetBytes(operators)));
    }

    private static async Task<List<string>> Everything(HttpClient client, Person person)
    {
        var text = $"示例经办 {person.IdNumber}，{FullWidth(person.IdNumber)}";
        (string Path, JsonObject Body)[] calls =
        [
            ("/v1/records", Push(Rows.JudgmentDefaulter(person).With("reason", text).With("basis", text))),
            ("/v1/records", Push(Rows.ConsumptionOrder(Invented.Entity(), ("legalRepresentative", person)))),
            ("/v1/records", Push(Rows.Registration(Invented.Entity()).With("name", person.IdNumber), Rows.Penalty(Invented.Entity(), person.IdNumber))),
            ("/v1/checks", Calls.CheckOf(person).With("purpose", text).With("requestId", "示例1")),
            ("/v1/checks", Calls.CheckOf(person with { Name = "示例别" })),
            ("/v1/checks", Calls.CheckOf(Invented.Entity()).With("businessNumber", person.IdNumber)),
            ("/v1/checks", Calls.CheckOf(Invented.Entity()).With(person.IdNumber, 1)),
            ("/v1/checks/batch", new JsonObject { ["items"] = new JsonArray(Calls.CheckOf(person), Calls.CheckOf(person).With("matter", person.IdNumber)) }),
            ("/v1/subjects/lookup", Calls.Lookup(person)),
            ("/v1/credentials", new JsonObject { ["organisation"] = "D22", ["note"] = text }),
        ];
        var cancellation = TestContext.Current.CancellationToken;
        var replies = new List<string>();
        foreach (var (path, body) in calls)
        {
            replies.Add(await (await client.PostAsJsonAsync(path, body, cancellation)).Content.ReadAsStringAsync(cancellation));
        }

        foreach (var path in (string[])[$"/v1/subjects/{person.IdNumber}", $"/v1/catalogue?at={person.IdNumber}", $"/v1/{person.IdNumber}", "/v1/credentials"])
        {
            replies.Add(await (await client.GetAsync(path, cancellation)).Content.ReadAsStringAsync(cancellation));
        }

        return replies;
    }

    private static JsonObject Push(params JsonObject[] rows) => new() { ["rows"] = new JsonArray([.. rows]) };

    private static string[] Forms(string id) =>
        [id, FullWidth(id), Convert.ToBase64String(Encoding.UTF8.GetBytes(id)).TrimEnd('='), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(id))];

    private static string FullWidth(string id) => string.Concat(id.Select(static character => (char)(character - '0' + '０')));
}
