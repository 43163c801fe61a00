using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Decisions;

/// <summary>The risk class is for supervision only (国市监信发〔2022〕6号; own): whoever has nothing to inspect is told neither the class nor what follows from it.</summary>
/// <remarks>Only what is shown is veiled. The receipt keeps the whole ruling.</remarks>
public static class RiskVeil
{
    public static Ruling Over(Ruling ruling) => ruling with
    {
        Reminders = ruling.Reminders.RemoveAll(static reminder => reminder.Code == ReminderCode.RiskClass),
        Withheld = ruling.Withheld.RemoveAll(static line => line.Reason == WithheldReason.RiskClass),
    };

    public static bool Covers(Step step) => step.Withheld == WithheldReason.RiskClass || Covers(step.Record);

    public static bool Covers(RecordRef? record) => record is { Kind: RecordKind.RiskClass };
}
