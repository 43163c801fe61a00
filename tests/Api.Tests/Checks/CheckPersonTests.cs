using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class CheckPersonTests(SharedGate shared)
{
    [Fact]
    public async Task Check_FindsThePerson_ByNameAndNumber()
    {
        var person = await Listed();

        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(person));

        Assert.Equal("refuse", answer.Text("outcome"));
        Assert.StartsWith("p-", answer.GetProperty("subject").Text("key"));
        Assert.Equal("示**", answer.GetProperty("subject").Text("name"));
        Assert.DoesNotContain(person.IdNumber, answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TakesTheKeyItGaveOut_InPlaceOfThePerson()
    {
        var named = await shared.Gate.Operator.Check(Calls.CheckOf(await Listed()));
        var byKey = Calls.CheckOf(Invented.Person()).With("subject", new JsonObject { ["key"] = named.GetProperty("subject").Text("key") });

        Assert.Equal("refuse", (await shared.Gate.Operator.Check(byKey)).Text("outcome"));
    }

    [Fact]
    public async Task Check_ProceedsWithoutAKey_WhenThePersonIsUnknown()
    {
        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(Invented.Person()));

        Assert.Equal("proceed", answer.Text("outcome"));
        Assert.Equal(["notFound"], answer.Each("statuses", "code"));
        Assert.Null(answer.GetProperty("subject").Text("key"));
    }

    [Fact]
    public async Task Check_AsksForAReviewAndShowsNoRecord_WhenTheNameIsAnother()
    {
        var person = await Listed();

        var answer = await shared.Gate.Operator.Check(Calls.CheckOf(person with { Name = "示例别" }));

        Assert.Equal("review", answer.Text("outcome"));
        Assert.Equal(["ambiguous"], answer.Each("statuses", "code"));
        Assert.Null(answer.GetProperty("subject").Text("key"));
        Assert.Equal("v0", answer.Text("token"));
        Assert.DoesNotContain("L01", answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("示执", answer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("purpose", "missing")]
    [InlineData("businessNumber", "missing")]
    public async Task Check_AsksForPurposeAndCase_WhenItNamesAPerson(string member, string code)
    {
        var problem = await shared.Gate.Operator.Post(
            "/v1/checks", Calls.CheckOf(Invented.Person()).With(member, null), HttpStatusCode.UnprocessableEntity);

        Assert.Equal([member], problem.Each("faults", "field"));
        Assert.Equal([code], problem.Each("faults", "code"));
    }

    [Theory]
    [InlineData("name", "name-missing")]
    [InlineData("idNumber", "id-missing")]
    public async Task Check_NeedsNameAndNumberTogether(string member, string code)
    {
        var check = Calls.CheckOf(Invented.Person());
        check["subject"]!["person"]!.AsObject().Remove(member);

        var problem = await shared.Gate.Operator.Post("/v1/checks", check, HttpStatusCode.UnprocessableEntity);

        Assert.Equal([$"subject.person.{member}"], problem.Each("faults", "field"));
        Assert.Equal([code], problem.Each("faults", "code"));
    }

    [Fact]
    public async Task Check_NamesThePersonConcerned_WhenALinkedPersonIsListed()
    {
        var person = await Listed();
        var check = Calls.CheckOf(Invented.Entity(), "MT-B01").With("businessNumber", "示例1号").With("purpose", "示例").With(
            "linked", new JsonArray(Rows.Named(person).With("role", "legalRepresentative")));

        var answer = await shared.Gate.Operator.Check(check);

        Assert.Equal("refuse", answer.Text("outcome"));
        Assert.Equal("legalRepresentative", answer.GetProperty("measures")[0].GetProperty("on").Text("role"));
        Assert.Equal(["legalRepresentative"], answer.Each("linked", "role"));
    }

    private async Task<Person> Listed()
    {
        var person = Invented.Person();
        await (await shared.Gate.As("D34")).Push(Rows.JudgmentDefaulter(person));
        return person;
    }
}
