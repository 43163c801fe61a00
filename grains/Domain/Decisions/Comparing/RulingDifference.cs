using System.Collections.Immutable;

namespace CreditGate.Domain.Decisions.Comparing;

/// <summary>What one ruling says otherwise than another of the same subject and matter.</summary>
/// <param name="Gained">Lines that only the later one has.</param>
/// <param name="Lost">Lines that only the earlier one has.</param>
/// <param name="Altered">Lines of both with another basis, term, scope or reason.</param>
public sealed record RulingDifference(
    Outcome Before, Outcome After, ImmutableArray<RulingLine> Gained, ImmutableArray<RulingLine> Lost, ImmutableArray<RulingLine> Altered)
{
    /// <summary>Null when both say the same. Until when they hold is not compared.</summary>
    public static RulingDifference? Of(Ruling before, Ruling after)
    {
        var lines = new Lines();
        lines.Compare(before.Measures, after.Measures, static line => Key(LineKind.Measure, line));
        lines.Compare(before.Advice, after.Advice, static line => Key(LineKind.Advice, line));
        lines.Compare(before.Proposals, after.Proposals, static line => Key(LineKind.Proposal, line));
        lines.Compare(before.Suspended, after.Suspended, static line => Key(LineKind.Suspended, line.Measure));
        lines.Compare(before.Incentives, after.Incentives, static line => new RulingLine(LineKind.Incentive, line.Code));
        lines.Compare(before.Withheld, after.Withheld, static line => new RulingLine(LineKind.Withheld, line.Code));
        lines.Compare(before.Reminders, after.Reminders, static line => new RulingLine(LineKind.Reminder, line.Code.ToString()));
        lines.Compare(before.Questions, after.Questions, static line => new RulingLine(LineKind.Question, line.Code));
        lines.Compare(Codes(before), Codes(after), static code => new RulingLine(LineKind.Status, code.ToString()));
        return before.Outcome == after.Outcome && lines.IsEmpty
            ? null
            : new RulingDifference(before.Outcome, after.Outcome, lines.Gained, lines.Lost, lines.Altered);
    }

    private static RulingLine Key(LineKind kind, MeasureLine line) => new(kind, line.Code, line.Force, line.Effect);

    private static ImmutableArray<StatusCode> Codes(Ruling ruling) => [.. ruling.Statuses.Select(static status => status.Code)];

    private sealed class Lines
    {
        private readonly HashSet<RulingLine> _gained = [];
        private readonly HashSet<RulingLine> _lost = [];

        public bool IsEmpty => _gained.Count == 0 && _lost.Count == 0;

        public ImmutableArray<RulingLine> Gained => [.. _gained.Except(_lost)];

        public ImmutableArray<RulingLine> Lost => [.. _lost.Except(_gained)];

        public ImmutableArray<RulingLine> Altered => [.. _gained.Intersect(_lost)];

        public void Compare<T>(ImmutableArray<T> before, ImmutableArray<T> after, Func<T, RulingLine> key)
        {
            if (!before.AsSpan().SequenceEqual(after.AsSpan()))
            {
                _gained.UnionWith(after.Except(before).Select(key));
                _lost.UnionWith(before.Except(after).Select(key));
            }
        }
    }
}
