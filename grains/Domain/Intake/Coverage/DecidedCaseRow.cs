namespace CreditGate.Domain.Intake.Coverage;

/// <summary>A decided business case (办件) as its system reports it. The department is that of the key.</summary>
public sealed record DecidedCaseRow
{
    /// <summary>Code of the matter (事项), such as MT-C01.</summary>
    public string? Matter { get; init; }

    /// <summary>办件编号: the number that the check was made with. With department and matter it names the case.</summary>
    public string? BusinessNumber { get; init; }

    public SubjectRow? Subject { get; init; }

    /// <summary>Instant of the decision, with its offset, such as 2026-06-01T09:30:00+08:00.</summary>
    public string? DecidedAt { get; init; }

    /// <summary>granted, grantedWithConditions, refused, discontinued or other.</summary>
    public string? Decision { get; init; }

    /// <summary>Id of the receipt that the decision rests on. Needed when the check was made without the business number.</summary>
    public string? Receipt { get; init; }

    /// <summary>Raised by the business system with every correction, from 1; left out, the order is that of arrival.</summary>
    public long? Revision { get; init; }

    /// <summary>The case was reported by mistake, and counts as never reported.</summary>
    public bool Withdrawn { get; init; }
}
