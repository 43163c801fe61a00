using System.Collections.Immutable;
using System.Diagnostics;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Sources;
using CreditGate.Actors.Subjects;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Telemetry;
using CreditGate.Contracts.Subjects;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Checks;

/// <summary>From a check to its receipt, not yet durable: who the subject is, what its grain says, or the ledger in its place. Nothing here waits past the deadline.</summary>
internal sealed class CheckDecision(
    IGrainFactory grains, ActiveSubjects active, PersonDirectory persons, LedgerQuestions questions, LedgerStandings standings, SourceBoard sources, LedgerPulse pulse, Catalogue catalogue, PlatformClock clock)
{
    private static readonly SubjectKey Nobody = SubjectKey.OfPerson(Guid.Empty);

    /// <summary>Decides at once what needs nobody else: a known subject, alone, whose standing this node holds. Null for everything else.</summary>
    public Receipt? TryDecide(CheckRequest request, Caller caller)
    {
        if (!request.Linked.IsEmpty || persons.Recall(request.Subject) is not { Key: { } key } || FromMemory(key, request, []) is not { } reply || IsNobodys(key, reply))
        {
            return null;
        }

        Met(key.Kind, Resolution.Known, caller);
        return Receipt(request, caller, reply, DecidedBy.Grain);
    }

    /// <exception cref="TimeoutException">The deadline passed before there was a decision.</exception>
    /// <exception cref="LedgerUnavailableException">Only the ledger could have decided, and it is lost.</exception>
    public async Task<Receipt> Decide(CheckRequest request, Caller caller, Deadline deadline, CancellationToken cancellation)
    {
        var resolved = await Resolve(request.Subject, deadline, cancellation);
        var (linked, linkedAt) = request.Linked.IsEmpty ? ([], DateTimeOffset.MaxValue) : await Linked(request, caller, deadline, cancellation);
        if (resolved.Key is not { } key || linked.IsDefault)
        {
            Met(request.Subject.Kind, resolved.Resolution, caller);
            var isAmbiguous = resolved.Resolution == Resolution.Ambiguous || linked.IsDefault;
            return Receipt(request, caller, NotAfter(linkedAt, WithoutGrain(request, isAmbiguous, linked)), DecidedBy.Grain);
        }

        var (reply, decidedBy) = await Decide(key, request, linked, deadline, cancellation);
        var isNobodys = IsNobodys(key, reply);
        Met(key.Kind, isNobodys ? Resolution.NotFound : Resolution.Known, caller);
        return Receipt(request, caller, NotAfter(linkedAt, isNobodys ? WithoutGrain(request, isAmbiguous: request.Subject is KeyClaim, linked) : reply), decidedBy);
    }

    /// <summary>Most entities have no record and are in a public register besides: of them nothing is counted here.</summary>
    private static void Met(SubjectKinds kind, Resolution resolution, Caller caller)
    {
        if (kind == SubjectKinds.Person)
        {
            caller.Met(resolution);
        }
    }

    /// <summary>An answer is confirmed no later than the standings of linked persons that it rests on: their grains may be on nodes that heard less of the ledger.</summary>
    private static CheckReply NotAfter(DateTimeOffset linkedAt, CheckReply reply) => reply.ConfirmedAt <= linkedAt ? reply : reply with { ConfirmedAt = linkedAt };

    private async Task<(CheckReply Reply, DecidedBy DecidedBy)> Decide(
        SubjectKey key, CheckRequest request, ImmutableArray<LinkedStanding> linked, Deadline deadline, CancellationToken cancellation)
    {
        if (FromMemory(key, request, linked) is { } known)
        {
            return (known, DecidedBy.Grain);
        }

        try
        {
            var asked = Stopwatch.GetTimestamp();
            var reply = await grains.Subject(key)
                .Check(QueryOf(request, linked))
                .AsTask().WaitAsync(deadline.ForAGrain, cancellation);
            ApiMeter.GrainAnswered(asked);
            return (reply, DecidedBy.Grain);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return (await FromLedger(key, request, linked, deadline, cancellation), DecidedBy.Ledger);
        }
    }

    private CheckReply? FromMemory(SubjectKey key, CheckRequest request, ImmutableArray<LinkedStanding> linked)
    {
        var asked = Stopwatch.GetTimestamp();
        var reply = active.TryCheck(key.Value, QueryOf(request, linked));
        if (reply is not null)
        {
            ApiMeter.GrainAnswered(asked);
        }

        return reply;
    }

    private static CheckQuery QueryOf(CheckRequest request, ImmutableArray<LinkedStanding> linked) =>
        new(request.Matter.Code, request.Consistency, request.AtLeastVersion, linked);

    /// <summary>A person of whom nothing is known, as after an erasure. A key that leads there is a mistake, which must not read as a clean record.</summary>
    private static bool IsNobodys(SubjectKey key, CheckReply reply) => key.Kind == SubjectKinds.Person && reply.Answer.Ruling.Statuses is [{ Code: StatusCode.NotFound }];

    private async ValueTask<Resolved> Resolve(SubjectClaim claim, Deadline deadline, CancellationToken cancellation) =>
        persons.Recall(claim) ?? await questions.Ask(() => persons.Resolve(claim, CancellationToken.None), deadline, cancellation);

    /// <summary>Standings of the persons named in the check, and when the least of them was confirmed; default when one is ambiguous. Unknown ones have no records to bring.</summary>
    private async Task<(ImmutableArray<LinkedStanding> Standings, DateTimeOffset ConfirmedAt)> Linked(CheckRequest request, Caller caller, Deadline deadline, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(request.Linked.Select(claim => Resolve(claim.Person, deadline, cancellation).AsTask()));
        Array.ForEach(found, resolved => caller.Met(resolved.Resolution));
        if (found.Any(static resolved => resolved.Resolution == Resolution.Ambiguous))
        {
            return (default, DateTimeOffset.MaxValue);
        }

        var looks = await Task.WhenAll(request.Linked.Zip(found).Where(static pair => pair.Second.Key is not null)
            .Select(async pair => (pair.First.Role, Reply: await Look(pair.Second.Key!.Value, request.Consistency, deadline, cancellation))));
        return ([.. looks.Where(static look => !look.Reply.Standing.IsUnknown).Select(static look => new LinkedStanding(look.Role, look.Reply.Standing))],
            looks.Select(static look => look.Reply.ConfirmedAt).Append(DateTimeOffset.MaxValue).Min());
    }

    private async Task<LookReply> Look(SubjectKey key, Consistency consistency, Deadline deadline, CancellationToken cancellation)
    {
        try
        {
            var query = new LookQuery(consistency == Consistency.Fresh ? Consistency.Fresh : Consistency.Default, 0);
            return await grains.Subject(key).Look(query).AsTask().WaitAsync(deadline.ForAGrain, cancellation);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            var (standing, askedAt) = await standings.Read(key, deadline, cancellation);
            return new LookReply(standing, askedAt);
        }
    }

    /// <summary>A person that nobody told of, or an identity that points to nobody in particular.</summary>
    private CheckReply WithoutGrain(CheckRequest request, bool isAmbiguous, ImmutableArray<LinkedStanding> linked)
    {
        var at = clock.GetUtcNow();
        var edition = catalogue.At(at);
        var named = linked.IsDefault ? [] : linked;
        var ruling = isAmbiguous
            ? Decider.RuleAmbiguous(edition)
            : Decider.Rule(Standing.Unknown(Nobody), named, edition.Matters[request.Matter.Code], edition, at);
        var answer = Decider.Answer(ruling, null, named, sources.Sources, edition.Matters[request.Matter.Code], edition, at);
        return new CheckReply(answer, edition.Digest, null, pulse.ConfirmedAt);
    }

    /// <summary>The grain does not answer: the same pure decision over the same events, confirmed by having been read just now.</summary>
    private async Task<CheckReply> FromLedger(
        SubjectKey key, CheckRequest request, ImmutableArray<LinkedStanding> linked, Deadline deadline, CancellationToken cancellation)
    {
        var (standing, askedAt) = await standings.Read(key, deadline, cancellation);
        if (standing.Version < request.AtLeastVersion)
        {
            throw new StandingBehindException("The ledger does not hold the version of the token.");
        }

        var at = clock.GetUtcNow();
        var edition = catalogue.At(at);
        var ruling = Decider.Rule(standing, linked, edition.Matters[request.Matter.Code], edition, at);
        return new CheckReply(Decider.Answer(ruling, standing, linked, sources.Sources, edition.Matters[request.Matter.Code], edition, at), edition.Digest, standing.Name, askedAt);
    }

    private static Receipt Receipt(CheckRequest request, Caller caller, CheckReply reply, DecidedBy decidedBy) => new()
    {
        Id = Guid.CreateVersion7(reply.Answer.DecidedAt),
        Organisation = caller.Organisation,
        Credential = caller.Credential,
        Matter = reply.Answer.Matter,
        BusinessNumber = request.BusinessNumber,
        Purpose = request.Purpose,
        RequestId = request.RequestId,
        Subject = reply.Answer.Subject?.Value,
        Name = reply.Name ?? (request.Subject as PersonClaim)?.Name.Masked,
        Masked = (request.Subject as PersonClaim)?.Id.Masked,
        SubjectVersion = reply.Answer.Version,
        Linked = reply.Answer.Linked,
        Edition = reply.Answer.Edition,
        EditionDigest = reply.EditionDigest,
        DeciderVersion = Decider.Version,
        Consistency = request.Consistency,
        DecidedBy = decidedBy,
        DecidedAt = reply.Answer.DecidedAt,
        ValidUntil = reply.Answer.ValidUntil,
        ConfirmedAt = reply.ConfirmedAt,
        Unconfirmed = reply.Answer.DecidedAt - reply.ConfirmedAt > LedgerPulse.Limit,
        Freshness = reply.Answer.Freshness,
        Warnings = reply.Answer.Warnings,
        Ruling = reply.Answer.Ruling,
    };
}
