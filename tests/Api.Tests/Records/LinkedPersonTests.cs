using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Records;

public sealed class LinkedPersonTests(SharedGate shared)
{
    private readonly string _uscc = Invented.Entity();
    private readonly Person _person = Invented.Person();

    [Fact]
    public async Task Push_ReachesTheLinkedPerson_BeforeItIsAcknowledged()
    {
        await Court(Rows.ConsumptionOrder(_uscc, ("legalRepresentative", _person)));

        var answer = await Tickets(_person);

        Assert.Equal("restrict", answer.Text("outcome"));
        Assert.Equal(_uscc, answer.GetProperty("measures")[0].GetProperty("record").Text("via"));
    }

    [Fact]
    public async Task Push_ReleasesThePerson_WhenTheRecordNoLongerNamesThem()
    {
        await Court(Rows.ConsumptionOrder(_uscc, ("legalRepresentative", _person)).With("revision", 1));

        await Court(Rows.ConsumptionOrder(_uscc, ("legalRepresentative", Invented.Person())).With("revision", 2));

        Assert.Empty((await Tickets(_person)).GetProperty("measures").EnumerateArray());
        Assert.Equal("restrict", (await shared.Gate.Operator.Check(Calls.CheckOf(_uscc, "MT-K01"))).Text("outcome"));
    }

    [Fact]
    public async Task Push_RejectsTheRow_WhenThePersonIsKnownUnderAnotherName()
    {
        await Court(Rows.JudgmentDefaulter(_person));

        var other = _person with { Name = "示例别" };
        var subject = await Court(Rows.JudgmentDefaulter(other, "示执9号"));
        var linked = await Court(Rows.ConsumptionOrder(_uscc, ("legalRepresentative", other)));

        Assert.Equal(["person-mismatch"], subject.Each("faults", "code"));
        Assert.Equal(["subject"], subject.Each("faults", "field"));
        Assert.Equal(["linked"], linked.Each("faults", "field"));
        Assert.Equal("proceed", (await shared.Gate.Operator.Check(Calls.CheckOf(_uscc, "MT-K01"))).Text("outcome"));
    }

    [Fact]
    public async Task Push_RejectsTheRow_WhenItIsOnAMinor()
    {
        var row = await Court(Rows.JudgmentDefaulter(new Person("示例幼", "360799202001010014")));

        Assert.Equal(["person-minor"], row.Each("faults", "code"));
    }

    private async Task<JsonElement> Court(JsonObject row) =>
        (await (await shared.Gate.As("D34")).Push(row)).GetProperty("rows")[0];

    private Task<JsonElement> Tickets(Person person) => shared.Gate.Operator.Check(Calls.CheckOf(person, "MT-K02"));
}
