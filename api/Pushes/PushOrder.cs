using System.Collections.Immutable;
using System.Globalization;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Pushes;

/// <summary>A push as it was asked for, read and checked.</summary>
/// <param name="AsOf">Null when the sender left it to the instant of acceptance.</param>
/// <param name="Offset">Bytes that the sender knows to be received.</param>
internal sealed record PushOrder(
    Caller Caller, string Key, long Offset, DateTimeOffset? AsOf, string? List, bool Atomic, SnapshotScope? Snapshot, DeclaredFile File)
{
    private const int LongestKey = 200;
    private const int MostWithdrawnPercent = 10;

    /// <summary>Whether a job was asked for in the same way. An instant that is left out now may have been declared then.</summary>
    public bool Asks(PushJob job) => job.List == List && job.Atomic == Atomic && job.Snapshot == Snapshot && (AsOf is null || AsOf == job.AsOf);

    /// <summary>The order, or everything that is wrong with it.</summary>
    public static (PushOrder? Order, ImmutableArray<FieldFault> Faults) Read(PushQuery query, DeclaredFile file, Caller caller, Edition edition, DateTimeOffset now)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        faults.AddRange(KeyFaults(query.Key));
        var offset = 0L;
        Expect(query.Offset is null || long.TryParse(query.Offset, NumberStyles.None, CultureInfo.InvariantCulture, out offset), PushOrderFaults.OffsetMalformed);
        var asOf = query.AsOf is null ? null : InstantText.Read(query.AsOf);
        Expect(query.AsOf is null || asOf is not null, PushOrderFaults.AsOfMalformed);
        Expect(asOf is null || asOf <= now, PushOrderFaults.AsOfInFuture);
        Expect(query.Atomic is null or "true" or "false", PushOrderFaults.AtomicMalformed);
        Expect(query.List is null || edition.Lists.ContainsKey(query.List), PushOrderFaults.UnknownList);
        var snapshot = Scope(query, Expect);
        return faults.Count == 0
            ? (new PushOrder(caller, query.Key!, offset, asOf, query.List, query.Atomic == "true", snapshot, file), [])
            : (null, faults.ToImmutable());

        void Expect(bool holds, FieldFault fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }

    public static ImmutableArray<FieldFault> KeyFaults(string? key) => key switch
    {
        null or "" => [PushOrderFaults.KeyMissing],
        { Length: > LongestKey } => [PushOrderFaults.KeyMalformed],
        _ when key.AsSpan().ContainsAnyExceptInRange('!', '~') || key.Contains('%', StringComparison.Ordinal) => [PushOrderFaults.KeyMalformed],
        _ when PersonalText.HoldsId(key) => [PushOrderFaults.KeyHoldsId],
        _ => [],
    };

    private static SnapshotScope? Scope(PushQuery query, Action<bool, FieldFault> expect)
    {
        var percent = MostWithdrawnPercent;
        expect(
            query.MostWithdrawnPercent is null
            || (query.Snapshot is not null && int.TryParse(query.MostWithdrawnPercent, NumberStyles.None, CultureInfo.InvariantCulture, out percent) && percent <= 100),
            PushOrderFaults.PercentMalformed);
        if (query.Snapshot is null)
        {
            return null;
        }

        var isKind = KindOf(query.Snapshot) is not null;
        expect(isKind, PushOrderFaults.UnknownKind);
        var kind = KindOf(query.Snapshot) ?? default;
        expect(!isKind || kind != RecordKind.ListEntry || query.List is not null, PushOrderFaults.ListNeeded);
        return new SnapshotScope(kind, kind == RecordKind.ListEntry ? query.List : null, percent);
    }

    private static RecordKind? KindOf(string name) =>
        Enum.GetValues<RecordKind>().Cast<RecordKind?>().FirstOrDefault(kind => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()!) == name);
}
