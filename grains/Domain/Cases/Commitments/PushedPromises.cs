using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using CreditGate.Domain.Workflows;

namespace CreditGate.Domain.Cases.Commitments;

/// <summary>A promise with a last day that its department pushed is listed and reminded of like one accepted here. What became of it, its rows alone say.</summary>
internal static class PushedPromises
{
    private const string Accepted = "AcceptedWithPromise";
    private const string Withdrawn = "FoundWrong";
    private static readonly FrozenSet<Role> Anybody = FrozenSet.Create(Enum.GetValues<Role>());
    private static readonly FrozenSet<string> Facts = FrozenSet.Create(CaseFacts.PromiseOverdue);

    /// <summary>What follows for promises from events that led to a standing: of pushed ones everything, of those accepted here only that their record was withdrawn.</summary>
    public static IEnumerable<CaseMoved> After(Standing standing, Edition edition, DateTimeOffset at, string actor)
    {
        var context = new CaseContext(edition, at, actor);
        foreach (var promise in standing.Records.OfType<CommitmentRecord>().Where(static promise => promise is { Mirror: null }))
        {
            var known = standing.Cases.Values.OfType<ToleranceCase>().FirstOrDefault(known => known.Record == promise.Ref && !known.IsOver);
            foreach (var (step, now) in Steps(standing, promise, known, context.For(promise.Source)))
            {
                yield return new CaseMoved { At = at, Actor = actor, Step = step, Organisation = known is null ? promise.Source : null, IsTold = step == Withdrawn, Case = now };
            }
        }
    }

    private static IEnumerable<(string Step, ToleranceCase Case)> Steps(Standing standing, CommitmentRecord promise, ToleranceCase? known, CaseContext context) => (promise, known) switch
    {
        ({ Withdrawal: not null }, { State: Accepted }) => Ended(known, context, null, Withdrawn),
        (_, { IsPushed: false }) => [],
        ({ Withdrawal: null, State: CommitmentState.Open, DueOn: { } due }, null) when !CaseMarks.IsOfACase(standing, promise) => [("AcceptWithPromise", Opened(standing, promise, due, context))],
        ({ State: CommitmentState.Open, DueOn: { } due }, { } open) when due != open.PromisedOn => [(DeadlineTurn.DatesMoved, Dated(open with { PromisedOn = due }, context))],
        ({ State: CommitmentState.Fulfilled }, { } open) => Ended(open, context, "Supplied", "SupplyDocuments", "Close"),
        ({ State: CommitmentState.Breached }, { } open) => Ended(open, context, nameof(CommitmentState.Breached), "PromiseDeadline", "Close"),
        _ => [],
    };

    private static ToleranceCase Opened(Standing standing, CommitmentRecord promise, DateOnly due, CaseContext context) => Dated(
        new ToleranceCase
        {
            Id = NumberOf(standing, promise, context.At),
            State = Accepted,
            Record = promise.Ref,
            OpenedAt = context.At,
            OpenedBy = promise.Source,
            BusinessNumber = promise.Number,
            PromisedOn = due,
            IsPushed = true,
        },
        context);

    /// <summary>One whose day has passed when it is first heard of is late, and nobody is told what they pushed themselves.</summary>
    private static ToleranceCase Dated(ToleranceCase known, CaseContext context)
    {
        var isLate = LegalTime.EndOf(known.PromisedOn) <= context.At;
        return known with { Deadlines = [ToleranceTerms.Of(known.PromisedOn, context) with { TargetTold = isLate, DueTold = isLate }], IsOverdue = isLate };
    }

    private static IEnumerable<(string Step, ToleranceCase Case)> Ended(ToleranceCase known, CaseContext context, string? result, params string[] steps)
    {
        known = known with { Result = result, Deadlines = [.. known.Deadlines.Select(static deadline => deadline with { IsMet = true })] };
        foreach (var step in steps)
        {
            var place = context.Workflows[nameof(CaseKind.ToleranceAcceptance)].Move(known.Place, step, Anybody, Facts).Place!;
            known = known with { State = place.State, Previous = place.Previous };
            yield return (step, known);
        }
    }

    /// <summary>In the order of time like other numbers, and the same whenever the same turn is judged again.</summary>
    private static string NumberOf(Standing standing, CommitmentRecord promise, DateTimeOffset at)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{standing.Key.Value}\n{promise.Source}\n{promise.Number}"))[..16];
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, at.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        return $"TA-{Convert.ToHexStringLower(bytes)}";
    }
}
