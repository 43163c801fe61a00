using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Receipts;

public sealed class ReceiptTests(SharedGate shared)
{
    [Fact]
    public async Task Receipt_HoldsTheAnswerAsItWasGiven_AfterTheSubjectChanged()
    {
        var uscc = Invented.Entity();
        var department = await shared.Gate.As("D13");
        var answer = await department.Check(Calls.CheckOf(uscc).With("businessNumber", "示例1号").With("purpose", "示例"));
        await (await shared.Gate.As("D22")).Push(Rows.WageDefaulter(uscc));

        var receipt = await department.Get($"/v1/receipts/{answer.Text("receipt")}");

        Assert.Equal(answer.ToString(), receipt.GetProperty("answer").ToString());
        Assert.Equal(["D13", "示例1号", "示例", "MT-C01"], receipt.Texts("organisation", "businessNumber", "purpose", "matter"));
        Assert.Equal(64, receipt.Text("editionDigest")!.Length);
    }

    [Fact]
    public async Task Receipt_DoesNotExist_ForAnotherOrganisation()
    {
        var answer = await (await shared.Gate.As("D13")).Check(Calls.CheckOf(Invented.Entity()));
        var path = $"/v1/receipts/{answer.Text("receipt")}";
        var cancellation = TestContext.Current.CancellationToken;

        await (await (await shared.Gate.As("D22")).GetAsync(path, cancellation)).Problem(HttpStatusCode.NotFound, "not-found");
        await shared.Gate.Operator.Get(path);
    }

    [Theory]
    [InlineData("019fa0f2-1a80-7df1-b58e-89f25fcfd2cc")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("nothing")]
    public async Task Receipt_Is404_WhenTheIdIsUnknown(string id)
    {
        var response = await shared.Gate.Operator.GetAsync($"/v1/receipts/{id}", TestContext.Current.CancellationToken);

        await response.Problem(HttpStatusCode.NotFound, "not-found");
    }
}
