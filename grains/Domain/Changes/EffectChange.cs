using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Changes;

/// <summary>What became of the effect of one record by one rule, or of the incentives that one listing earns.</summary>
public enum EffectTurn
{
    /// <summary>In effect, and was not there before.</summary>
    Started,

    /// <summary>There, but not to be carried out while the hold lasts: also when it was never carried out, or is held by something else now.</summary>
    Suspended,

    /// <summary>In effect again, the hold being gone.</summary>
    Resumed,

    /// <summary>Still in effect, and less in every respect that changed: fewer measures or incentives or matters, or an earlier end.</summary>
    Eased,

    /// <summary>Still in effect, and more in some respect: other measures, incentives or matters, or a later end.</summary>
    Extended,

    /// <summary>Gone: ended, removed, repaired, withdrawn or settled otherwise.</summary>
    Lifted,
}

/// <summary>Why an effect is not carried out for now.</summary>
public enum HoldReason
{
    /// <summary>An objection to the record is being verified (plan art. 14).</summary>
    Objection,

    /// <summary>A court or review body stayed the decision.</summary>
    Stay,

    /// <summary>Incentives only: the subject is on a serious-dishonesty list (INV-14), perhaps in dispute.</summary>
    SeriousListing,

    /// <summary>Incentives only: the subject is deregistered or revoked.</summary>
    NotActive,
}

/// <param name="Reference">Number of the objection, the stay, the listing or the registration.</param>
/// <param name="DueOn">Last day of verification, or of the stay; null when open.</param>
public sealed record EffectHold(HoldReason Reason, string Reference, DateOnly? DueOn = null);

/// <summary>A turn of one effect, with all of what stands from here on; of a lifted one, what stood until then.</summary>
/// <remarks>An effect is named by its record and its rule, or for incentives by its record alone.</remarks>
public sealed record EffectChange
{
    public required EffectTurn Turn { get; init; }

    /// <summary>Null when it is the record of the whole change.</summary>
    public RecordRef? Record { get; init; }

    /// <summary>Id of the rule; null for incentives.</summary>
    public string? Rule { get; init; }

    /// <summary>RedList or Exemplar, for incentives.</summary>
    public StatusColumn? Because { get; init; }

    /// <summary>Codes of the measures or incentives; null when they are all that the edition knows of.</summary>
    public ImmutableArray<string>? Codes { get; init; }

    /// <summary>Last day of the record's term, inclusive; null when it has no fixed end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Null unless suspended.</summary>
    public EffectHold? Hold { get; init; }
}
