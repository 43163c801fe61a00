using System.Collections.Immutable;
using System.Diagnostics;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Sources;
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

/// <summary>From a check to its receipt, not yet durable: who the subject is, what its grain says, or the ledger in its place.</summary>
internal sealed class CheckDecision(
    IGrainFactory grains, PersonDirectory persons, ISubjectLedger ledger, SourceBoard sources, LedgerPulse pulse, Catalogue catalogue, PlatformClock clock)
{
    private static readonly SubjectKey Nobody = SubjectKey.OfPerson(Guid.Empty);

    public async Task<Receipt> Decide(CheckRequest request, Caller caller, CancellationToken cancellation)
    {
        var resolved = await persons.Resolve(request.Subject, cancellation);
        var (linked, linkedConfirmedAt) = request.Linked.IsEmpty ? ([], DateTimeOffset.MaxValue) : await Linked(request, cancellation);
        if (resolved.Key is not { } key || linked.IsDefault)
        {
            var isAmbiguous = resolved.Resolution == Resolution.Ambiguous || linked.IsDefault;
            return Receipt(request, caller, WithoutGrain(request, isAmbiguous, linked), DecidedBy.Grain, linkedConfirmedAt);
        }

        try
        {
            var asked = Stopwatch.GetTimestamp();
            var reply = await grains.GetGrain<ISubjectGrain>(key.Value)
                .Check(new CheckQuery(request.Matter.Code, request.Consistency, request.AtLeastVersion, linked))
                .AsTask().WaitAsync(request.Deadline, cancellation);
            ApiMeter.GrainAnswered(asked);
            return IsNobodys(key, reply)
                ? Receipt(request, caller, WithoutGrain(request, isAmbiguous: true, linked), DecidedBy.Grain, linkedConfirmedAt)
                : Receipt(request, caller, reply, DecidedBy.Grain, linkedConfirmedAt);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return Receipt(request, caller, await FromLedger(key, request, linked, cancellation), DecidedBy.Ledger, linkedConfirmedAt);
        }
    }

    /// <summary>A person's key that leads to nothing was never given out: a mistake must not read as a clean record.</summary>
    private static bool IsNobodys(SubjectKey key, CheckReply reply) => key.Kind == SubjectKinds.Person && reply.Answer.Version == 0;

    /// <summary>Standings of the persons named in the check; default when one of them is ambiguous. Unknown ones have no records to bring.</summary>
    /// <returns>Also up to when all of them are confirmed: their grains may be on nodes that heard less of the ledger than the subject's.</returns>
    private async Task<(ImmutableArray<LinkedStanding> Standings, DateTimeOffset ConfirmedAt)> Linked(CheckRequest request, CancellationToken cancellation)
    {
        var confirmedAt = DateTimeOffset.MaxValue;
        var standings = ImmutableArray.CreateBuilder<LinkedStanding>(request.Linked.Length);
        foreach (var claim in request.Linked)
        {
            var resolved = await persons.Resolve(claim.Person, cancellation);
            if (resolved.Resolution == Resolution.Ambiguous)
            {
                return (default, confirmedAt);
            }

            if (resolved.Key is { } key)
            {
                var look = await grains.GetGrain<ISubjectGrain>(key.Value).Look(new LookQuery(request.Consistency == Consistency.Fresh ? Consistency.Fresh : Consistency.Default, 0))
                    .AsTask().WaitAsync(request.Deadline, cancellation);
                standings.Add(new LinkedStanding(claim.Role, look.Standing));
                confirmedAt = look.ConfirmedAt < confirmedAt ? look.ConfirmedAt : confirmedAt;
            }
        }

        return (standings.ToImmutable(), confirmedAt);
    }

    /// <summary>A person that nobody told of, or an identity that points to nobody in particular.</summary>
    private CheckReply WithoutGrain(CheckRequest request, bool isAmbiguous, ImmutableArray<LinkedStanding> linked)
    {
        var at = clock.GetUtcNow();
        var edition = catalogue.At(at);
        var named = linked.IsDefault ? [] : linked;
        var ruling = isAmbiguous
            ? Decider.RuleAmbiguous(edition)
            : Decider.Rule(Standing.Unknown(Nobody), named, request.Matter, edition, at);
        var answer = Decider.Answer(ruling, null, named, sources.Sources, request.Matter, edition, at);
        return new CheckReply(answer, edition.Digest, null, pulse.ConfirmedAt);
    }

    /// <summary>The grain does not answer: the same pure decision over the same events.</summary>
    private async Task<CheckReply> FromLedger(SubjectKey key, CheckRequest request, ImmutableArray<LinkedStanding> linked, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var edition = catalogue.At(at);
        var standing = Standing.Fold(key, (await ledger.Read(key, 0, cancellation)).Select(static stored => stored.Event));
        if (standing.Version < request.AtLeastVersion)
        {
            throw new StandingBehindException("The ledger does not hold the version of the token.");
        }

        var ruling = Decider.Rule(standing, linked, request.Matter, edition, at);
        return new CheckReply(
            Decider.Answer(ruling, standing, linked, sources.Sources, request.Matter, edition, at), edition.Digest, standing.Name, at);
    }

    private static Receipt Receipt(CheckRequest request, Caller caller, CheckReply reply, DecidedBy decidedBy, DateTimeOffset linkedConfirmedAt)
    {
        var confirmedAt = linkedConfirmedAt < reply.ConfirmedAt ? linkedConfirmedAt : reply.ConfirmedAt;
        return new()
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
            ConfirmedAt = confirmedAt,
            Unconfirmed = reply.Answer.DecidedAt - confirmedAt > LedgerPulse.Limit,
            Freshness = reply.Answer.Freshness,
            Warnings = reply.Answer.Warnings,
            Ruling = reply.Answer.Ruling,
        };
    }
}
