using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Silo.Ledger;
using Xunit;

namespace CreditGate.Silo.Tests.Ledger;

public sealed class EventJsonTests
{
    public static TheoryData<PublicCreditRecord> Records =>
    [
        new PermitRecord { Source = "D16", Number = "示例“1”号\\", Revision = new Revision(null, At, 3), DecidedOn = Day, Until = Day, Title = "示例许可" },
        new PenaltyRecord { Source = "D16", Number = "2", Revision = new Revision(7, At, 3), DecidedOn = Day, Categories = [PenaltyCategory.Fine], Fine10kCny = 1.5m, Dispute = new DisputeMark("O1", Day, Day) },
        new ListEntryRecord { Source = "D13", Number = "3", Revision = new Revision(1, At, 1) { Marks = 2 }, DecidedOn = Day, List = "L04", ListedOn = Day, Linked = [new LinkedPerson(default, "p-1", "示*")] },
    ];

    private static DateTimeOffset At { get; } = new(2026, 5, 1, 8, 30, 0, 123, TimeSpan.FromHours(8));

    private static DateOnly Day { get; } = new(2026, 4, 30);

    [Theory]
    [MemberData(nameof(Records))]
    public void Of_WritesWhatTheSerialiserWrites_WithTheRecordsOwnJson(PublicCreditRecord record)
    {
        var pushed = new RecordPushed { At = At, Actor = "示例\"凭据\"", Record = record };

        var json = EventJson.Of(pushed, WrittenRecord.Of(record).Payload);

        Assert.Equal(EventJson.Of(pushed), json);
        Assert.Equal(pushed.Record.Ref, Assert.IsType<RecordPushed>(JsonSerializer.Deserialize(json, LedgerJson.Context.SubjectEvent)).Record.Ref);
    }
}
