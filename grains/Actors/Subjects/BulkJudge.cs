using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Standings;

namespace CreditGate.Actors.Subjects;

/// <summary>Loads many subjects from the ledger, without activating them, and judges their rows as their grains would.</summary>
internal sealed class BulkJudge(StandingStore store, Catalogue catalogue, IGrainFactory grains, PlatformClock clock)
{
    public async ValueTask<BulkBatch> Judge(BulkOrder order, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var standings = await Load([.. order.Subjects.Select(static rows => rows.Subject)], cancellation);
        return new BulkBatch(order, [.. order.Subjects.Select((rows, index) => Judge(rows, standings[index], standings[index], at, order.Actor))]);
    }

    /// <summary>Judges once more, against the ledger as it is now, those that no grain has taken.</summary>
    public async ValueTask<BulkBatch> JudgeAgain(BulkBatch batch, CancellationToken cancellation)
    {
        var subjects = batch.Subjects.ToArray();
        var open = Enumerable.Range(0, subjects.Length).Where(index => subjects[index].Admissions is not null).ToList();
        var at = clock.GetUtcNow();
        var standings = await Load([.. open.Select(index => subjects[index].Rows.Subject)], cancellation);
        foreach (var (index, standing) in open.Zip(standings))
        {
            subjects[index] = Judge(subjects[index].Rows, subjects[index].Heard, standing, at, batch.Order.Actor);
        }

        return batch with { Subjects = [.. subjects] };
    }

    private JudgedSubject Judge(SubjectRows rows, Standing heard, Standing standing, DateTimeOffset at, string actor)
    {
        var admissions = Admissions.Of(heard, standing, rows.Rows, catalogue, at, actor);
        return new JudgedSubject(rows, heard, standing.Version, admissions, admissions.Results);
    }

    private async ValueTask<Standing[]> Load(IReadOnlyList<SubjectKey> subjects, CancellationToken cancellation)
    {
        var histories = await store.Ledger.Histories(subjects, StandingStore.SnapshotEvery, cancellation);
        var standings = new Standing[subjects.Count];
        for (var index = 0; index < standings.Length; index++)
        {
            standings[index] = histories[index].Events is { } events
                ? StandingStore.After(Standing.Unknown(subjects[index]), events)
                : await store.Load(subjects[index], grains.Subject(subjects[index]).GetGrainId());
        }

        return standings;
    }
}
