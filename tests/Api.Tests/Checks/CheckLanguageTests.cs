using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class CheckLanguageTests(SharedGate shared)
{
    private const string Chinese = "政府采购供应商资格审查";
    private const string English = "Supplier qualification in government procurement";

    [Theory]
    [InlineData(null, Chinese)]
    [InlineData("zh-CN", Chinese)]
    [InlineData("en", English)]
    [InlineData("en-GB,en;q=0.9", English)]
    [InlineData("en,zh;q=0.9", English)]
    [InlineData("zh,en;q=0.9", Chinese)]
    [InlineData("zh;q=0.4, en;q=0.5", English)]
    [InlineData("en;q=0", Chinese)]
    [InlineData("fr, de;q=0.5", Chinese)]
    [InlineData("sl-rozaj-lipaw, den", Chinese)]
    [InlineData("en en;;q=", Chinese)]
    public async Task Check_NamesTheMatterInTheLanguageAskedFor(string? accepted, string name)
    {
        var answer = await Ask(accepted, Calls.CheckOf(Invented.Entity()));

        Assert.Equal(name, answer.GetProperty("matter").Text("name"));
    }

    [Theory]
    [InlineData("zh-CN", "缺少该字段，请补填。")]
    [InlineData("en", "This field is missing: fill it in.")]
    public async Task Problem_SpeaksTheLanguageAskedFor(string accepted, string message)
    {
        var problem = await Ask(accepted, []);

        Assert.Equal([message, message], problem.Each("faults", "message"));
    }

    private async Task<JsonElement> Ask(string? accepted, JsonObject check)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/checks") { Content = JsonContent.Create(check) };
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        }

        var response = await shared.Gate.Operator.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Body(response.StatusCode);
    }
}
