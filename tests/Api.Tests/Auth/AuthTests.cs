using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Auth;

public sealed class AuthTests(SharedGate shared)
{
    public static TheoryData<string> Guarded => ["/v1/catalogue", "/v1/credentials", "/v1/receipts/019fa0f2-1a80-7df1-b58e-89f25fcfd2cc", "/v1/subjects/91360702XNDEM00277"];

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Request_Is401_WithoutAKey(string path)
    {
        using var client = shared.Gate.Anonymous;

        await IsUnauthorised(await client.GetAsync(path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("cg_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("x")]
    [InlineData("cg_00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Request_Is401_WithAWrongKey(string key)
    {
        using var client = shared.Gate.ClientFor(key);

        await IsUnauthorised(await client.PostAsJsonAsync("/v1/checks", Calls.CheckOf(Invented.Entity()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Credentials_Are403_ForADepartment()
    {
        var department = await shared.Gate.As("D22");
        var cancellation = TestContext.Current.CancellationToken;

        await (await department.GetAsync("/v1/credentials", cancellation)).Problem(HttpStatusCode.Forbidden, "not-allowed");
        await (await department.PostAsJsonAsync("/v1/credentials", new { organisation = "D22" }, cancellation)).Problem(HttpStatusCode.Forbidden, "not-allowed");
    }

    [Fact]
    public async Task Credentials_AreListedWithoutKeysAndWithoutIdNumbers()
    {
        var person = Invented.Person();
        var made = await shared.Gate.Operator.Post("/v1/credentials", new JsonObject { ["organisation"] = "D40", ["note"] = $"示例经办 {person.IdNumber}" });

        var listed = (await shared.Gate.Operator.Get("/v1/credentials")).ToString();

        Assert.Contains(made.Text("id")!, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Text("key")!, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(person.IdNumber, listed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "organisation", "unknown-department")]
    [InlineData("D99", null, "organisation", "unknown-department")]
    [InlineData("D22", 201, "note", "too-long")]
    public async Task Credentials_NameTheField_WhenItIsWrong(string? organisation, int? length, string field, string code)
    {
        var body = new JsonObject { ["organisation"] = organisation, ["note"] = length is { } characters ? new string('x', characters) : null };

        var problem = await shared.Gate.Operator.Post("/v1/credentials", body, HttpStatusCode.UnprocessableEntity);

        Assert.Equal([field], problem.Each("faults", "field"));
        Assert.Equal([code], problem.Each("faults", "code"));
    }

    [Fact]
    public void OperatorKey_MayBeReadByItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix rights.");
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(shared.Gate.Directory, "operator.key")));
        }
    }

    [Fact]
    public async Task Keys_StillWork_AfterARestart()
    {
        var before = await RunningGate.Start();
        var key = (await before.Operator.Post("/v1/credentials", new JsonObject { ["organisation"] = "D22" })).Text("key")!;
        await before.Stop();
        await using var after = await RunningGate.Start(directory: before.Directory);

        using var client = after.ClientFor(key);
        await client.Get("/v1/catalogue");
        await after.Operator.Get("/v1/credentials");
    }

    private static async Task IsUnauthorised(HttpResponseMessage response)
    {
        await response.Problem(HttpStatusCode.Unauthorized, "no-key");
        Assert.Equal("ApiKey", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }
}
