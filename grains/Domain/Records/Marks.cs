using System.Collections.Immutable;

namespace CreditGate.Domain.Records;

/// <summary>异议标注: the record is being verified, and no adverse measure may rest on it (plan art. 14).</summary>
/// <param name="Objection">Case number of the objection.</param>
/// <param name="DueOn">Last day of verification, inclusive: 20 calendar days after receipt, the first day not counted; the next working day when it is a day off.</param>
public sealed record DisputeMark(string Objection, DateOnly ReceivedOn, DateOnly DueOn);

/// <summary>信用修复: the record is no longer published, shared or used from this day on (INV-04).</summary>
public sealed record RepairMark(string Case, DateOnly DecidedOn);

/// <summary>暂时屏蔽: a court approved a plan of reorganisation or a settlement, and while the mark stands the record is not published, shared or used.</summary>
/// <param name="Case">Number of the repair in which the ruling was shown.</param>
public sealed record ShieldMark(string Case, DateOnly On);

/// <summary>减轻: a repair granted in part. The record stands, and these measures no longer follow from it.</summary>
/// <param name="Case">Number of the repair.</param>
/// <param name="Measures">Codes of measures.</param>
public sealed record EasingMark(string Case, DateOnly DecidedOn, ImmutableArray<string> Measures)
{
    public ImmutableArray<string> Measures { get; } = Measures.IsDefault ? [] : Measures;
}

/// <summary>移出、解除: the record ended early from this day on; that it was in force until then stays true.</summary>
public sealed record RemovalMark(DateOnly On, string? Reason);

/// <summary>撤销: the source took the record back because it was wrong; it counts as never made.</summary>
public sealed record WithdrawalMark(DateOnly On, string? Reason)
{
    /// <summary>Set when a full snapshot of the source did not name the record: the instant for which that snapshot was declared true.</summary>
    public DateTimeOffset? MissingAt { get; init; }

    /// <summary>The objection that found the record wrong; null when the source took it back by itself.</summary>
    public string? Case { get; init; }
}

/// <summary>A person whom a record on an entity names, in a role.</summary>
/// <param name="Subject">Key of the person.</param>
/// <param name="Masked">Masked name, for display.</param>
public sealed record LinkedPerson(Catalogues.LinkedRole Role, string Subject, string? Masked);
