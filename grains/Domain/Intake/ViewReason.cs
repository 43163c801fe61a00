using System.Collections.Immutable;
using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Intake;

/// <summary>Why somebody looks at a person: for a stated purpose and case only (PIPL art. 6; own).</summary>
/// <param name="Purpose">In the words of whoever looks; ID numbers in it are masked.</param>
/// <param name="BusinessNumber">Number of the case.</param>
public sealed record ViewReason(string Purpose, string BusinessNumber)
{
    /// <param name="today">The legal day in China.</param>
    /// <param name="person">Whom it names, when it names one.</param>
    public static (ViewReason? Value, ImmutableArray<FieldFault> Faults) Read(string? purpose, string? businessNumber, DateOnly today, PersonName? person = null)
    {
        var fields = new FieldReader(today);
        if (person is not null)
        {
            fields.Names(person);
        }

        if (string.IsNullOrWhiteSpace(purpose))
        {
            fields.Fail("purpose", CheckFaults.PurposeMissing);
        }

        var reason = new ViewReason(fields.Text("purpose", purpose) ?? "", fields.Key("businessNumber", businessNumber));
        return fields.Faults.Count == 0 ? (reason, []) : (null, [.. fields.Faults]);
    }
}
