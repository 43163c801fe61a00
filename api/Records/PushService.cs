using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Pushes;
using CreditGate.Actors.Sources;
using CreditGate.Actors.Subjects;
using CreditGate.Actors.Telemetry;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Records;

/// <summary>The life of a push: read every row, find its persons, let each subject's grain take its rows in order, say what became of each.</summary>
internal sealed class PushService(
    IGrainFactory grains, PersonDirectory persons, NewerSnapshots newer, SourceBoard sources, LedgerPulse pulse, Turnstile turnstile, Catalogue catalogue, PlatformClock clock)
{
    // A ledger that hangs is told as one that fails: pushing the same again does no harm, whatever became of it.
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(10);

    /// <exception cref="LedgerUnavailableException">The ledger is lost: nothing was begun.</exception>
    /// <exception cref="TimeoutException">The persons could not be found in time, or what the source said be noted.</exception>
    public async Task<ImmutableArray<PushedRow>> Run(ImmutableArray<JsonElement> rows, DateTimeOffset? asOf, Caller caller, CancellationToken cancellation)
    {
        pulse.EnsureHeard();
        var now = clock.GetUtcNow();
        var edition = catalogue.At(now);
        var reader = new RecordReader(edition, LegalTime.DateOf(now));
        var outcomes = new PushedRow[rows.Length];
        var drafts = new List<(int Index, RecordDraft Draft, bool IsOrdered)>();
        for (var index = 0; index < rows.Length; index++)
        {
            var parsed = StrictJson.Read<RecordRow>(rows[index], ApiJson.Options);
            var reading = parsed.Item is { } row ? reader.Read(row, caller.Organisation, asOf ?? now, index + 1) : new RowReading(null, parsed.Faults);
            if (reading.Draft is { } beyond && caller.Limits.FaultOf(beyond) is { } limit)
            {
                outcomes[index] = PushedRow.Rejected([limit]);
            }
            else if (reading.Draft is { } draft)
            {
                drafts.Add((index, draft, parsed.Item!.Revision is not null || asOf is not null));
            }
            else
            {
                outcomes[index] = PushedRow.Rejected(reading.Faults);
            }
        }

        // Without an asOf the rows are of this moment: nothing is newer.
        var outlivedBy = asOf is { } declared ? await newer.Than(caller.Organisation, declared, cancellation).AsTask().WaitAsync(MostWait, cancellation) : [];
        var bySubject = await Identify(drafts, asOf is not null, outlivedBy, outcomes, cancellation).WaitAsync(MostWait, cancellation);
        await Parallel.ForEachAsync(bySubject, FanOut.Options(cancellation), async (group, token) => await Push(group.Key, group.Value, caller, edition.Calendar, outcomes, token));
        foreach (var source in SpokenSources.Of(outcomes, [.. drafts.Select(static draft => draft.Draft.Record)], caller.Organisation, edition))
        {
            await sources.Heard(source, asOf ?? now).WaitAsync(MostWait, cancellation);
        }

        foreach (var same in outcomes.GroupBy(static row => row.Outcome))
        {
            PushMeter.Called(same.Key, same.Count());
        }

        return [.. outcomes];
    }

    /// <summary>Rows by subject, in order; a person known under another name rejects the row.</summary>
    private async Task<Dictionary<SubjectKey, List<(int Index, PushRow Row)>>> Identify(
        List<(int Index, RecordDraft Draft, bool IsOrdered)> drafts, bool isDeclared, IReadOnlyList<SnapshotScope> outlivedBy, PushedRow[] outcomes, CancellationToken cancellation)
    {
        var identified = new (SubjectKey? Key, ImmutableArray<LinkedPerson> Linked)[drafts.Count];
        await Parallel.ForAsync(0, drafts.Count, FanOut.Options(cancellation), async (index, _) =>
            identified[index] = (await Key(drafts[index].Draft.Subject), await Linked(drafts[index].Draft.Linked)));

        var bySubject = new Dictionary<SubjectKey, List<(int, PushRow)>>();
        foreach (var ((index, draft, isOrdered), (key, linked)) in drafts.Zip(identified))
        {
            if (key is not { } subject || linked.IsDefault)
            {
                outcomes[index] = PushedRow.Rejected([PersonFaults.NotThisPerson(key is null ? "subject" : "linked")]);
                continue;
            }

            bySubject.TryAdd(subject, []);
            bySubject[subject].Add((index, new PushRow(draft.Record with { Linked = linked }, isOrdered)
            {
                IsOutlived = NewerSnapshots.Outlive(outlivedBy, draft.Record),
                IsAlone = isDeclared,
            }));
        }

        return bySubject;
    }

    /// <summary>Null for a person known under another name, and for a person's key that was never given out.</summary>
    private async ValueTask<SubjectKey?> Key(SubjectClaim claim)
    {
        if (claim is not KeyClaim { Key: var key })
        {
            return (await persons.ResolveOrEnter(claim)).Key;
        }

        return key.Kind == SubjectKinds.Entity || (await grains.Subject(key).Look(new LookQuery(Consistency.Default, 0))).Standing.Version > 0
            ? key
            : null;
    }

    private async ValueTask<ImmutableArray<LinkedPerson>> Linked(ImmutableArray<LinkedClaim> claims)
    {
        var linked = ImmutableArray.CreateBuilder<LinkedPerson>(claims.Length);
        foreach (var claim in claims)
        {
            if (await Key(claim.Person) is not { } key)
            {
                return default;
            }

            linked.Add(new LinkedPerson(claim.Role, key.Value, (claim.Person as PersonClaim)?.Name.Masked));
        }

        return linked.ToImmutable();
    }

    private async ValueTask Push(SubjectKey key, List<(int Index, PushRow Row)> rows, Caller caller, WorkingCalendar calendar, PushedRow[] outcomes, CancellationToken cancellation)
    {
        var today = LegalTime.DateOf(clock.GetUtcNow());
        await turnstile.EnterPart(cancellation);
        try
        {
            var reply = await Push(key, new PushCommand([.. rows.Select(static row => row.Row)], caller.Credential));
            for (var index = 0; index < rows.Count; index++)
            {
                outcomes[rows[index].Index] = PushedRow.From(reply.Results[index], rows[index].Row.Record, key, reply.Version, calendar, today);
            }
        }
        catch (Exception failure) when (UnableToDecide.Is(failure))
        {
            // Nothing is claimed of these rows: the same rows may be pushed again without harm.
            foreach (var (index, _) in rows)
            {
                outcomes[index] = PushedRow.Failed;
            }
        }
        finally
        {
            turnstile.Leave(null);
        }
    }

    /// <summary>A subject whose node is leaving is asked again, and found elsewhere. Should the lost call have entered the rows, they come back unchanged.</summary>
    private async Task<PushReply> Push(SubjectKey key, PushCommand command)
    {
        var grain = grains.Subject(key);
        try
        {
            return await grain.Push(command).AsTask().WaitAsync(MostWait, CancellationToken.None);
        }
        catch (OrleansException)
        {
            return await grain.Push(command).AsTask().WaitAsync(MostWait, CancellationToken.None);
        }
    }
}
