using System.Collections.Immutable;
using CreditGate.Domain.Retention;

namespace CreditGate.Domain.Intake.Retention;

/// <summary>An erasure as it is asked for.</summary>
/// <param name="Ground">In camelCase, as the API writes it.</param>
public sealed record ErasureRow(SubjectRow? Subject, string? Ground, string? Reason, string? Authority);

public static class ErasureReader
{
    public static readonly Fault NoGround = new("unknown-ground", new(
        "请写明依据：purposeServed、termOver、consentWithdrawn、unlawful 或 otherLaw（个人信息保护法第47条各项）。",
        "Name the ground: purposeServed, termOver, consentWithdrawn, unlawful or otherLaw (the items of PIPL art. 47)."));

    /// <param name="today">The legal day in China.</param>
    public static (SubjectClaim? Person, ErasureGround Ground, HoldWords Words, ImmutableArray<FieldFault> Faults) Read(ErasureRow row, DateOnly today)
    {
        var claim = SubjectClaim.Read(row.Subject ?? new SubjectRow(), today);
        var faults = claim.Faults.ToList();
        var isGround = Enum.TryParse<ErasureGround>(row.Ground, ignoreCase: true, out var ground) && Enum.IsDefined(ground) && !int.TryParse(row.Ground, out _);
        if (!isGround)
        {
            faults.Add(new FieldFault("ground", NoGround));
        }

        var (words, wrong) = HoldReader.ReadWords(row.Reason, row.Authority, today, (claim.Value as PersonClaim)?.Name);
        return (claim.Value, ground, words, [.. faults, .. wrong]);
    }
}
