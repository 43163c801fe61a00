using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Subjects;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Comparing;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Catalogues;

/// <param name="Before">In force at the instant without the other.</param>
/// <param name="Sample">How many subjects at most, drawn by a hash of their keys, so that the same are drawn again; null for all.</param>
public sealed record EditionComparison(Edition Before, Edition After, DateTimeOffset At, IReadOnlyList<string> Matters, int? Sample, int MostExamples);

/// <summary>Rules every subject under one edition and under another, by the decider itself, and adds up what differs.</summary>
/// <remarks>Reads the ledger and no grain, so that no subject is activated for it. It works on threads that yield to checks, a page at a time.</remarks>
public sealed class EditionPreviewer(ISubjectRoll roll, ISubjectLedger ledger, BulkThreads threads)
{
    private const int RollAtOnce = 2_000;
    private const int PageSize = 200;
    private const int LongestRead = 1_000;

    /// <param name="tell">Given the tally of each page; also from more than one thread at a time.</param>
    public Task Run(EditionComparison comparison, Action<RulingTally> tell, CancellationToken cancellation) => Parallel.ForEachAsync(
        Pages(comparison.Sample, cancellation),
        new ParallelOptions { TaskScheduler = threads, MaxDegreeOfParallelism = threads.MaximumConcurrencyLevel, CancellationToken = cancellation },
        async (page, stop) => tell(await Compare(page, comparison, stop)));

    private async IAsyncEnumerable<SubjectKey[]> Pages(int? sample, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (sample is { } atMost)
        {
            foreach (var page in (await Sample(atMost, cancellation)).Chunk(PageSize))
            {
                yield return page;
            }

            yield break;
        }

        await foreach (var some in Roll(cancellation))
        {
            foreach (var page in some.Chunk(PageSize))
            {
                yield return page;
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<SubjectKey>> Roll([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var page = await roll.Page(null, RollAtOnce, cancellation); ; page = await roll.Page(page.Next, RollAtOnce, cancellation))
        {
            yield return page.Subjects;
            if (page.Next is null)
            {
                yield break;
            }
        }
    }

    /// <summary>Those whose keys have the lowest hashes.</summary>
    private async Task<IEnumerable<SubjectKey>> Sample(int atMost, CancellationToken cancellation)
    {
        var lowest = new PriorityQueue<SubjectKey, ulong>(Comparer<ulong>.Create(static (one, other) => other.CompareTo(one)));
        await foreach (var some in Roll(cancellation))
        {
            foreach (var subject in some)
            {
                var hash = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(subject.Value)));
                lowest.Enqueue(subject, hash);
                if (lowest.Count > atMost)
                {
                    lowest.Dequeue();
                }
            }
        }

        return lowest.UnorderedItems.Select(static item => item.Element).OrderBy(static subject => subject.Value, StringComparer.Ordinal);
    }

    private async Task<RulingTally> Compare(SubjectKey[] subjects, EditionComparison comparison, CancellationToken cancellation)
    {
        var tally = new RulingTally(comparison.MostExamples);
        var histories = await ledger.Histories(subjects, LongestRead, cancellation);
        for (var index = 0; index < subjects.Length; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var events = histories[index].Events ?? await ledger.Read(subjects[index], 0, cancellation);
            tally.Add(subjects[index], Differences(StandingStore.After(Standing.Unknown(subjects[index]), events), comparison));
        }

        return tally;
    }

    private static List<(string, RulingDifference)> Differences(Standing standing, EditionComparison comparison)
    {
        var differing = new List<(string, RulingDifference)>();
        foreach (var code in comparison.Matters)
        {
            var (before, after) = (comparison.Before.Matters[code], comparison.After.Matters[code]);
            if ((before.SubjectKinds & after.SubjectKinds).HasFlag(standing.Key.Kind)
                && RulingDifference.Of(Rule(standing, before, comparison.Before, comparison.At), Rule(standing, after, comparison.After, comparison.At)) is { } difference)
            {
                differing.Add((code, difference));
            }
        }

        return differing;
    }

    private static Ruling Rule(Standing standing, Matter matter, Edition edition, DateTimeOffset at) => Decider.Rule(standing, [], matter, edition, at);
}
