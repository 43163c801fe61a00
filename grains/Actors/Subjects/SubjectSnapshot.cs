using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>A standing as it was at one version, and the mark of the event that made it so.</summary>
[GenerateSerializer, Alias("creditgate.SubjectSnapshot")]
internal sealed class SubjectSnapshot
{
    [Id(0)]
    public int FoldVersion { get; set; }

    [Id(1)]
    public long Version { get; set; }

    [Id(2)]
    public byte[] Records { get; set; } = [];

    /// <summary>Of the newest event folded in: a ledger that was set back and went on has another event at this version.</summary>
    [Id(3)]
    public byte[] LastEvent { get; set; } = [];

    /// <summary>Ticks in UTC of <see cref="Standing.At"/>.</summary>
    [Id(4)]
    public long At { get; set; }

    [Id(5)]
    public byte[] Cases { get; set; } = [];

    [Id(6)]
    public long ForgottenAt { get; set; }

    public static SubjectSnapshot Of(Standing standing, StoredEvent last) => new()
    {
        FoldVersion = Standing.FoldVersion,
        Version = standing.Version,
        Records = JsonSerializer.SerializeToUtf8Bytes(standing.Records, LedgerJson.Context.ImmutableArrayPublicCreditRecord),
        LastEvent = MarkOf(last),
        At = standing.At!.Value.UtcTicks,
        Cases = JsonSerializer.SerializeToUtf8Bytes([.. standing.Cases.Values], LedgerJson.Context.ImmutableArrayCase),
        ForgottenAt = standing.ForgottenAt,
    };

    public bool IsOfTheHistoryOf(StoredEvent stored) => stored.Version == Version && MarkOf(stored).AsSpan().SequenceEqual(LastEvent);

    /// <exception cref="JsonException">The records are damaged.</exception>
    public Standing Unfold(SubjectKey key)
    {
        var records = JsonSerializer.Deserialize<ImmutableArray<PublicCreditRecord>>(Records, LedgerJson.Context.ImmutableArrayPublicCreditRecord);
        var cases = JsonSerializer.Deserialize<ImmutableArray<Case>>(Cases, LedgerJson.Context.ImmutableArrayCase);
        return records.IsDefault || cases.IsDefault
            ? throw new JsonException("A snapshot holds no records, or no cases.")
            : new Standing(key, Version, records)
            {
                At = new DateTimeOffset(At, TimeSpan.Zero),
                ForgottenAt = ForgottenAt,
                Cases = cases.ToImmutableSortedDictionary(static known => known.Id, static known => known),
            };
    }

    private static byte[] MarkOf(StoredEvent stored) =>
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(stored.Event, LedgerJson.Context.SubjectEvent));
}
