using System.Net;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Checks;

public sealed class CheckFaultTests(SharedGate shared)
{
    [Fact]
    public Task Check_NamesSubject_WhenTheMatterIsNotForItsKind() => Refused(Calls.CheckOf(Invented.Entity(), "MT-F01"), "subject", "subject-kind");

    [Fact]
    public Task Check_NamesMatter_WhenTheCatalogueHasNoSuch() => Refused(Calls.CheckOf(Invented.Entity(), "MT-Z99"), "matter", "unknown-matter");

    [Fact]
    public Task Check_NamesTheNumber_WhenThePersonIsAMinor() =>
        Refused(Calls.CheckOf(new Person("示例幼", "360799202001010014")), "subject.person.idNumber", "person-minor");

    [Fact]
    public Task Check_NamesSubject_WhenItIsNamedTwice() =>
        Refused(Calls.CheckOf(Invented.Entity()).With("subject", Rows.Named(Invented.Person()).With("uscc", Invented.Entity())), "subject", "subject-not-one");

    [Fact]
    public Task Check_NamesDeadline_WhenItIsOutOfRange() => Refused(Calls.CheckOf(Invented.Entity()).With("deadlineMs", 9), "deadlineMs", "out-of-range");

    [Fact]
    public Task Check_NamesLinked_WhenItNamesMoreThanTwentyPersons() => Refused(
        Calls.CheckOf(Invented.Entity()).With("linked", Linked(21)), "linked", "too-many");

    [Fact]
    public async Task Check_IsAnswered_WhenItNamesTwentyPersons()
    {
        var answer = await shared.Gate.Operator.Check(
            Calls.CheckOf(Invented.Entity()).With("businessNumber", "示例1号").With("purpose", "示例").With("linked", Linked(20)));

        Assert.Equal("proceed", answer.Text("outcome"));
    }

    [Fact]
    public async Task Check_NamesEveryFaultAtOnce()
    {
        var problem = await shared.Gate.Operator.Post("/v1/checks", new JsonObject { ["deadlineMs"] = 0 }, HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["matter", "subject", "deadlineMs"], problem.Each("faults", "field"));
    }

    [Theory]
    [InlineData("matter")]
    [InlineData("businessNumber")]
    [InlineData("requestId")]
    [InlineData("token")]
    [InlineData("consistency")]
    public async Task Check_NeverRepeatsAnIdNumber_WhereverItWasPut(string member)
    {
        var person = Invented.Person();
        var problem = await shared.Gate.Operator.Post(
            "/v1/checks", Calls.CheckOf(Invented.Entity()).With(member, person.IdNumber), HttpStatusCode.UnprocessableEntity);

        Assert.Equal([member], problem.Each("faults", "field"));
        Assert.DoesNotContain(person.IdNumber, problem.ToString(), StringComparison.Ordinal);
    }

    private static JsonArray Linked(int count) =>
        [.. Enumerable.Range(0, count).Select(static _ => Rows.Named(Invented.Person()).With("role", "director"))];

    private async Task Refused(JsonObject check, string field, string code)
    {
        var problem = await shared.Gate.Operator.Post("/v1/checks", check, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("validation", problem.Text("code"));
        Assert.Equal([field], problem.Each("faults", "field"));
        Assert.Equal([code], problem.Each("faults", "code"));
    }
}
