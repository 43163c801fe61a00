using CreditGate.Actors.Feedback;
using CreditGate.Domain.Feedback;

namespace CreditGate.Silo.Tests.Ledger;

/// <summary>Fictional tasks and feedback.</summary>
internal static class SampleFeedback
{
    public static CheckTask Task(string organisation = "D24", DateOnly? due = null, params string[] advised) => new()
    {
        Receipt = Guid.CreateVersion7(Sample.Instant),
        Organisation = organisation,
        Matter = "MT-C01",
        Edition = "2023-05",
        DecidedAt = Sample.Instant,
        Advised = [.. advised is [] ? ["I01", "M01.02"] : advised],
        DueOn = due ?? new DateOnly(2026, 3, 9),
        State = "FeedbackDue",
        Previous = "Answered",
        Version = 1,
    };

    public static FeedbackStep Step(CheckTask task, params string[] codes) => new(task, [.. codes.Select(code => Given(task, code))]);

    public static GivenFeedback Given(CheckTask task, string code) => new()
    {
        Receipt = task.Receipt,
        Code = code,
        Organisation = task.Organisation,
        Credential = "示例凭据",
        Action = FeedbackAction.Applied,
        Result = "示例结果",
        Amount10kCny = 1.5m,
        Operator = "示例经办人",
        At = Sample.Instant,
    };

    public static CheckTask Next(this CheckTask task, string state) => task with { State = state, Previous = task.State, Version = task.Version + 1 };
}
