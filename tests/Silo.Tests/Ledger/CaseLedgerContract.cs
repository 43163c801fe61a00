using CreditGate.Actors.Cases;
using CreditGate.Actors.Ledger;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Identity;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>What every implementation of the ledger owes to cases.</summary>
public abstract class CaseLedgerContract(ILedgerUnderTest ledger) : IDisposable
{
    private ICaseLedger Cases => ledger.Cases;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        ledger.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_GivesTheCaseAsItStands_WithItsSubject()
    {
        var subject = Sample.Subject();
        await Append(subject, 0, Objection("OB-1"));
        await Append(subject, 1, Objection("OB-1", state: "Verifying"));

        var found = await Cases.Find("OB-1", Cancellation);

        Assert.Equal((subject, "Verifying"), (found!.Subject, found.Case.State));
        Assert.Null(await Cases.Find("OB-2", Cancellation));
    }

    [Fact]
    public async Task Append_WritesNoCase_WhenTheSubjectStandsElsewhere()
    {
        var subject = Sample.Subject();
        await Append(subject, 0, Objection("OB-1"));

        Assert.False((await Append(subject, 0, Objection("OB-2"))).Committed);

        Assert.Null(await Cases.Find("OB-2", Cancellation));
    }

    [Fact]
    public async Task List_IsByKindUnitAndState_PageByPage()
    {
        await Append(Sample.Subject(), 0, Objection("OB-1"));
        await Append(Sample.Subject(), 0, Objection("OB-2", source: "D99"));
        await Append(Sample.Subject(), 0, Objection("OB-3", state: "Closed"));
        await Append(Sample.Subject(), 0, Objection("OB-4", openedBy: "D99"));

        Assert.Equal(["OB-1", "OB-2", "OB-3", "OB-4"], await Ids(new CaseQuery(CaseKind.Objection, null, null, "", 10)));
        Assert.Equal(["OB-2", "OB-4"], await Ids(new CaseQuery(CaseKind.Objection, "D99", null, "", 10)));
        Assert.Equal(["OB-1", "OB-2", "OB-4"], await Ids(new CaseQuery(CaseKind.Objection, null, true, "", 10)));
        Assert.Equal(["OB-3"], await Ids(new CaseQuery(CaseKind.Objection, null, false, "", 10)));
        Assert.Equal(["OB-2", "OB-3"], await Ids(new CaseQuery(CaseKind.Objection, null, null, "OB-1", 2)));
        Assert.Empty(await Ids(new CaseQuery(CaseKind.Repair, null, null, "", 10)));
    }

    [Fact]
    public async Task List_ShowsACaseToWhomeverItGivesATask()
    {
        await Append(Sample.Subject(), 0, Objection("OB-1") with { Restoration = [new RestorationTask("D24", 2), new RestorationTask("D23", 1)] });
        await Append(Sample.Subject(), 0, Objection("OB-2"));

        Assert.Equal(["OB-1"], await Ids(new CaseQuery(CaseKind.Objection, "D24", null, "", 10)));
        Assert.Equal(["OB-1"], await Ids(new CaseQuery(CaseKind.Objection, "D23", true, "", 10)));
        Assert.Empty(await Ids(new CaseQuery(CaseKind.Objection, "D25", null, "", 10)));
    }

    [Fact]
    public async Task Due_IsWhoseDeadlineHasCome_LongestFirst_UntilItIsTold()
    {
        var subject = Sample.Subject();
        await Append(subject, 0, Objection("OB-1", due: new DateOnly(2026, 3, 20)));
        await Append(Sample.Subject(), 0, Objection("OB-2", due: new DateOnly(2026, 3, 10)));
        await Append(Sample.Subject(), 0, Objection("OB-3", due: new DateOnly(2026, 3, 30)));
        var now = new DateTimeOffset(2026, 3, 21, 0, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal(["OB-2", "OB-1"], (await Cases.Due(now, 10, Cancellation)).Select(static stored => stored.Case.Id));
        Assert.Equal(["OB-2"], (await Cases.Due(now, 1, Cancellation)).Select(static stored => stored.Case.Id));
        Assert.Equal(["OB-2"], (await Cases.Due(now.AddTicks(-1), 10, Cancellation)).Select(static stored => stored.Case.Id));

        await Append(subject, 1, Told(Objection("OB-1", due: new DateOnly(2026, 3, 20))));
        Assert.Equal(["OB-2"], (await Cases.Due(now, 10, Cancellation)).Select(static stored => stored.Case.Id));
    }

    private static ObjectionCase Objection(string id, string state = "Annotated", string source = Sample.Source, string openedBy = "D12", DateOnly? due = null) => new()
    {
        Id = id,
        State = state,
        Record = Sample.Penalty("1").Ref with { Source = source },
        OpenedAt = Sample.Instant,
        OpenedBy = openedBy,
        Source = ObjectionSource.Applicant,
        Deadlines = due is { } last ? [new CaseDeadline("T01", new DateOnly(2026, 3, 2), null, last)] : [],
    };

    private static ObjectionCase Told(ObjectionCase known) => known with { Deadlines = [.. known.Deadlines.Select(static deadline => deadline with { DueTold = true })] };

    private Task<AppendOutcome> Append(SubjectKey subject, long expected, ObjectionCase known) => ledger.Subjects.Append(
        new SubjectAppend(subject, expected, [new CaseMoved { At = Sample.Instant, Actor = "示例凭据", Step = "示例", Case = known }], [], []) { Cases = [known] });

    private async Task<IEnumerable<string>> Ids(CaseQuery query) => (await Cases.List(query, Cancellation)).Select(static stored => stored.Case.Id);
}
