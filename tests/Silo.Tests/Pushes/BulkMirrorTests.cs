using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Xunit;
using static CreditGate.Silo.Tests.Pushes.PushingSilo;

namespace CreditGate.Silo.Tests.Pushes;

public sealed class BulkMirrorTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private PushingSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await Start(_directory.Root);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_ReachesEveryPersonBeforeItEnds_WhenRowsNamePersons(bool isFailingOnce)
    {
        var failing = isFailingOnce;
        _silo.Silo.Ledger.AppendingMany = (step, real) =>
        {
            if (step is not null || !failing)
            {
                return real();
            }

            failing = false;
            throw new LedgerUnavailableException("示例", new IOException());
        };

        // Two directors, each of many companies.
        var end = await _silo.Push(Enumerable.Range(1, 3_000).Select(static serial => Penalty(Company(serial), $"示罚{serial}号") with { Linked = [Director(serial % 2)] }));

        Assert.Equal((PushState.Completed, 3_000), (end.State, end.Created));
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM mirror_pending"));
        Assert.Equal(2, _silo.Count("SELECT COUNT(*) FROM person"));
        Assert.Equal(3_000, _silo.Count("SELECT COUNT(*) FROM record WHERE via <> ''"));
        Assert.Equal(3_002, _silo.Count("SELECT COUNT(*) FROM subject"));
    }

    [Fact]
    public async Task Run_TellsPersonsWhoAreNoLongerNamed()
    {
        await _silo.Push([Penalty(Company(1), "示罚1号") with { Linked = [Director(0)] }]);

        await _silo.Push([Penalty(Company(1), "示罚1号")], static job => job with { AsOf = AsOf.AddDays(1) });

        Assert.Equal(1, _silo.Count("SELECT COUNT(*) FROM record WHERE via <> '' AND state = 'Withdrawn'"));
    }

    [Fact]
    public async Task Run_RejectsTheRow_WhenAPersonIsKnownUnderAnotherNameOrAKeyWasNeverGivenOut()
    {
        var end = await _silo.Push(
        [
            Penalty(Company(1), "示罚1号") with { Linked = [Director(0)] },
            Penalty(Company(2), "示罚2号") with { Linked = [Director(0) with { Person = Director(0).Person! with { Name = "示例别名" } }] },
            Penalty(Company(3), "示罚3号") with { Subject = new SubjectRow { Key = Rows.Person().Value } },
        ]);

        Assert.Equal((1, 2), (end.Created, end.Rejected));
        var faults = (await _silo.Lines(PushLineKind.Rejected)).Select(static line => LineFaults.Read(line.Kept)[0]);
        Assert.Equal([("linked", "person-mismatch"), ("subject", "person-mismatch")], faults.Select(static fault => (fault.Field, fault.Fault.Code)));
    }

    [Fact]
    public async Task Snapshot_WithdrawsFromPersonsToo()
    {
        SnapshotScope scope = new(Domain.Records.RecordKind.Penalty, null, 100);
        await _silo.Push([Penalty(Company(1), "示罚1号", revision: 1) with { Linked = [Director(0)] }, Penalty(Company(2), "示罚2号")]);

        await _silo.Push([Penalty(Company(2), "示罚2号")], job => job with { AsOf = AsOf.AddDays(1), Snapshot = scope });
        Assert.Equal(2, _silo.Count("SELECT COUNT(*) FROM record WHERE state = 'Withdrawn'"));
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM mirror_pending"));

        await _silo.Push([Penalty(Company(1), "示罚1号", revision: 1) with { Linked = [Director(0)] }], static job => job with { AsOf = AsOf.AddDays(2) });
        Assert.Equal(0, _silo.Count("SELECT COUNT(*) FROM record WHERE state = 'Withdrawn'"));
    }

    private static LinkedRow Director(int serial) => new()
    {
        Role = "legalRepresentative",
        Person = new PersonRow { Name = "示例人", IdNumber = FictionalCodes.Person(serial).Value },
    };
}
