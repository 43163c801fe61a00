using System.Text.Json;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Retention;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Tests.Cases;
using Xunit;

namespace CreditGate.Domain.Tests.Retention;

public sealed class ErasingTests
{
    private readonly Desk _desk = new("2026-05-06");

    [Theory]
    [InlineData(RegistrationStatus.Deregistered, null)]
    [InlineData(RegistrationStatus.Active, "not-deregistered")]
    [InlineData(RegistrationStatus.Revoked, "not-deregistered")]
    public void Entity_IsErased_OnlyWhenItWasDeregistered(RegistrationStatus status, string? code)
    {
        Register(status);

        Assert.Equal(code, Refusal());
    }

    [Fact]
    public void Entity_ThatNobodyRegistered_IsNotErased() => Assert.Equal("not-deregistered", Refusal());

    [Fact]
    public void Entity_IsNotErased_WhileARecordCounts()
    {
        Register(RegistrationStatus.Deregistered);
        _desk.Push(Desk.Penalty("2026-05-06") with { Until = new DateOnly(2027, 5, 6) });

        Assert.Equal("records-in-force", Refusal());
        _desk.Now = Desk.At("2028-05-06");
        Assert.Equal("records-in-force", Refusal());       // over, and in the three-year test
        _desk.Now = Desk.At("2033-05-06");
        Assert.Null(Refusal());
    }

    [Fact]
    public void Entity_IsNotErased_WhileACaseIsOpen()
    {
        Register(RegistrationStatus.Deregistered);
        var penalty = Desk.Penalty("2026-05-06");
        _desk.Push(penalty);
        Assert.Null(_desk.Object(penalty.Ref).Refusal);

        Assert.Equal("case-open", Refusal());
    }

    [Fact]
    public void Left_IsTheRegistrationThatCounts_AndMakesTheAnswerTheSame()
    {
        Register(RegistrationStatus.Active, "2015-01-05", "1");
        Register(RegistrationStatus.Deregistered, "2020-01-05", "2");
        var erased = Erased();
        var after = _desk.Standing.Apply(erased);

        Assert.Equal(RegistrationStatus.Deregistered, Assert.IsType<RegistrationRecord>(Assert.Single(after.Records)).Status);
        Assert.Equal("示例有限公司", after.Name);
        Assert.False(after.IsUnknown);
        Assert.Equal(after.Version, after.ForgottenAt);
        Assert.Equal(StatusCode.Deregistered, Decider.Statuses(after, _desk.Edition, _desk.Now)[^1].Code);
        Assert.Equal(JsonSerializer.Serialize(after, LedgerJson.Options), JsonSerializer.Serialize(_desk.Standing.Apply(ReadBack(erased)), LedgerJson.Options));
    }

    [Fact]
    public void Left_OfASoleTrader_HasNoNameInFull()
    {
        Assert.True(SubjectKey.TryParse(SoleTrader, out var trader));
        var desk = new Desk("2026-05-06", subject: trader);
        desk.Push(Registration(RegistrationStatus.Deregistered, "2020-01-05", "1"));

        Assert.Equal("示**", Erasing.Left(desk.Standing, desk.Edition, desk.Now)?.Name);
    }

    [Fact]
    public void ErasureOfAPerson_IsWrittenAsItAlwaysWas() => Assert.Equal(
        """{"event":"SubjectErased","erasure":"00000000-0000-0000-0000-000000000000","at":"2026-05-06T09:00:00+08:00","actor":"sweep"}""",
        JsonSerializer.Serialize<SubjectEvent>(new SubjectErased { At = _desk.Now, Actor = "sweep", Erasure = Guid.Empty }, LedgerJson.Options));

    private const string SoleTrader = "92360722XNDEM0043Q";

    private string? Refusal() => Erasing.Refusal(_desk.Standing, _desk.Edition, _desk.Now)?.Code;

    private SubjectErased Erased() => new() { At = _desk.Now, Actor = "sweep", Erasure = Guid.NewGuid(), Registration = Erasing.Left(_desk.Standing, _desk.Edition, _desk.Now) };

    private static SubjectEvent ReadBack(SubjectEvent happened) => JsonSerializer.Deserialize<SubjectEvent>(JsonSerializer.Serialize(happened, LedgerJson.Options), LedgerJson.Options)!;

    private void Register(RegistrationStatus status, string decided = "2020-01-05", string number = "1") => _desk.Push(Registration(status, decided, number));

    private static RegistrationRecord Registration(RegistrationStatus status, string decided, string number) => new()
    {
        Source = "D13",
        Number = $"示登{number}号",
        Revision = new Revision(1, Desk.At(decided), 1),
        DecidedOn = DateOnly.Parse(decided),
        Name = "示例有限公司",
        Status = status,
        EstablishedOn = new DateOnly(2010, 1, 5),
    };
}
