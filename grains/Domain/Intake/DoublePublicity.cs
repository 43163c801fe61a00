using CreditGate.Domain.Calendars;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Intake;

/// <summary>双公示: permits and penalties are to be reported within seven working days of the decision (发改办财金〔2018〕424号).</summary>
public static class DoublePublicity
{
    public const int WorkingDays = 7;

    /// <summary>Last legal day on which a record is reported in time, inclusive; the day of the decision is not counted. Null for records that the rule does not concern.</summary>
    public static DateOnly? DueOn(PublicCreditRecord record, WorkingCalendar calendar) =>
        record is PermitRecord or PenaltyRecord ? calendar.AddWorkingDays(record.DecidedOn, WorkingDays) : null;
}
