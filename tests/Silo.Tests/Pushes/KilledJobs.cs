using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;

namespace CreditGate.Silo.Tests.Pushes;

/// <summary>Two files of invented rows, the second a full snapshot: always the same, so that runs can be compared.</summary>
internal static class KilledJobs
{
    private const int Companies = 15_000;

    private static readonly DateTimeOffset AsOf = new(2026, 11, 20, 0, 0, 0, TimeSpan.FromHours(8));

    public static IEnumerable<(PushJob Job, byte[] File)> All { get; } =
    [
        Make(1, Enumerable.Range(0, 24_000).Select(First), null),
        Make(2, Enumerable.Range(0, 12_000).Select(Second), new SnapshotScope(RecordKind.Penalty, null, 100)),
    ];

    private static RecordRow First(int row) => Penalty(row, row % 7);

    private static RecordRow Second(int row) => Penalty(row, row % 5);

    /// <summary>Companies come again, and now and then a row that is revised in the same file.</summary>
    private static RecordRow Penalty(int row, int fine) => new()
    {
        Kind = "penalty",
        Subject = new SubjectRow { Uscc = FictionalCodes.Entity(1 + (row % Companies)).Value },
        Number = row % 100 == 99 ? $"示罚{row - 50}号" : $"示罚{row}号",
        DecidedOn = "2026-11-16",
        Categories = ["fine"],
        Fine10kCny = fine + 1,
    };

    private static (PushJob, byte[]) Make(int serial, IEnumerable<RecordRow> rows, SnapshotScope? snapshot)
    {
        var file = RowLines.Of(rows);
        var day = AsOf.AddDays(serial);
        return (new PushJob
        {
            Id = new Guid(serial, 0, 0, new byte[8]),
            Credential = "示例凭据",
            Organisation = "D13",
            Key = $"示例{serial}",
            AcceptedAt = day.AddHours(9),
            AsOf = day,
            File = new FileFacts(FileForm.Ndjson, FileCharset.Utf8, false, file.Length, "", file.Count(static letter => letter == '\n'), []),
            Snapshot = snapshot,
            ExpiresAt = day.AddDays(90),
        }, file);
    }
}
