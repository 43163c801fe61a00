using System.ComponentModel;
using CreditGate.Api.Auth;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Api.Evidence;

/// <summary>Of which row a proof is asked for: exactly one is named.</summary>
internal sealed record ProofTarget(
    [property: Description("Id of a receipt.")] Guid? Receipt,
    [property: Description("Position of an event in the ledger, from 1.")] long? Event,
    [property: Description("Number of a declaration: a reported case, or an act about an edition.")] long? Declaration,
    [property: Description("Id of the receipt that was fed back on; with code.")] Guid? Feedback,
    [property: Description("Of feedback: the code of the measure or incentive.")] string? Code)
{
    public bool IsOne => new[] { Receipt is not null, Event is not null, Declaration is not null, Feedback is not null }.Count(static named => named) == 1 && Feedback is null == Code is null;
}

/// <summary>A row as a proof shows it.</summary>
/// <param name="IsFor">To whom it is shown.</param>
/// <param name="Salt">With the payload and the columns beside it, the commitment; null for an event, whose content is its subject's. Empty where the content was removed.</param>
internal sealed record ProvenRow(LogEntry Entry, Func<Caller, ValueTask<bool>> IsFor, byte[]? Salt, byte[]? Payload)
{
    /// <summary>The receipt that its bytes hold; null for everything else, and where the content was removed.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>From whom its bytes are kept, because they hold more than it is told: the proof is of the commitment alone then.</summary>
    public Func<Caller, bool> IsVeiled { get; init; } = static _ => false;
}
