using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Actors.Catalogues;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Catalogues;

/// <summary>What came of an act: the editions' acts as they stand, or the faults of the request, or a refusal.</summary>
internal sealed record DeskResult(EditionAct? Act, ImmutableArray<FieldFault> Faults, Fault? Refusal)
{
    public static DeskResult Of(EditionAct act) => new(act, [], null);

    public static DeskResult Invalid(params ImmutableArray<FieldFault> faults) => new(null, faults, null);

    public static DeskResult Refused(Fault why) => new(null, [], why);
}

/// <summary>Submits, publishes, cancels and rolls back editions. Acts are entered one after the other: who was overtaken judges again.</summary>
internal sealed class EditionDesk(EditionShelf shelf, IEditionLedger ledger, Catalogue catalogue, PlatformClock clock)
{
    /// <summary>How far ahead an edition begins at least: long enough that every node that is in touch with the ledger knows it by then.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(1);

    public Task<IReadOnlyList<EditionAct>> Acts(CancellationToken cancellation) => shelf.Refresh(cancellation);

    /// <summary>All acts, with the declarations by which the evidence log holds them.</summary>
    public async Task<IReadOnlyList<EditionAct>> DeclaredActs(CancellationToken cancellation)
    {
        var (acts, declared) = (await shelf.Refresh(cancellation), await ledger.Declared(cancellation));
        return [.. acts.Select(act => act with { Declaration = declared.TryGetValue(act.Sequence, out var number) ? number : null })];
    }

    public async Task<DeskResult> Submit(NewEditionBody body, string actor, CancellationToken cancellation)
    {
        var acts = await shelf.Refresh(cancellation);
        var (package, faults) = Package(body, body.BasedOn is { } based ? await FilesOf(based, cancellation) : EditionPackage.Own, acts);
        return package is null ? DeskResult.Invalid(faults) : await Submit(package, null, actor, cancellation);
    }

    public Task<DeskResult> Publish(string id, DateTimeOffset? startsAt, string actor, CancellationToken cancellation) => Enter(
        acts =>
        {
            var now = clock.GetUtcNow();
            var start = startsAt ?? now;
            if (acts.FirstOrDefault(act => act.Edition == id && act.Kind == EditionActKind.Submitted) is not { } submitted)
            {
                return (null, EditionFaults.NotSubmitted, null);
            }

            return catalogue.FindAny(id) is null ? (null, EditionFaults.NotUsable, null)
                : EditionTimeline.Starts(acts).ContainsKey(id) ? (null, EditionFaults.IsPublished, null)
                : start < now + Lead ? (null, null, EditionFaults.TooSoon)
                : catalogue.Editions.Any(other => other.StartsAt == start) ? (null, null, EditionFaults.SameStart)
                : (new EditionAct(acts.Count + 1, EditionActKind.Published, id, submitted.Digest, now, actor, start), null, null);
        },
        null,
        cancellation);

    /// <summary>Only before it is in force: what has begun is followed by another, and not undone.</summary>
    public Task<DeskResult> Cancel(string id, string actor, CancellationToken cancellation) => Enter(
        acts => !EditionTimeline.Starts(acts).TryGetValue(id, out var start) ? (null, EditionFaults.NotPublished, null)
            : clock.GetUtcNow() is var now && start < now + Lead ? (null, EditionFaults.Begins, null)
            : (new EditionAct(acts.Count + 1, EditionActKind.Cancelled, id, acts.First(act => act.Edition == id).Digest, now, actor, null), null, null),
        null,
        cancellation);

    /// <summary>Brings back what was in force before, as an edition of its own, so that every edition has one time in which it is in force and every receipt says which.</summary>
    public async Task<DeskResult> RollBack(RollBackBody body, string actor, CancellationToken cancellation)
    {
        await shelf.Refresh(cancellation);
        var now = clock.GetUtcNow();
        var current = catalogue.At(now);
        var before = catalogue.Editions.LastOrDefault(edition => edition.StartsAt < current.StartsAt);
        if (before is null || string.IsNullOrWhiteSpace(body.Id))
        {
            return before is null ? DeskResult.Refused(EditionFaults.NothingBefore) : DeskResult.Invalid(EditionFaults.IdMissing);
        }

        var package = new EditionPackage(body.Id.Trim(), before.Name, LegalTime.DateOf(now), before.Publicity.Id, await FilesOf(before.Id, cancellation));
        var submitted = await Submit(package, before.Id, actor, cancellation);
        return submitted.Act is null ? submitted : await Publish(package.Id, body.StartsAt ?? now + Lead + TimeSpan.FromSeconds(5), actor, cancellation);
    }

    public async Task<ImmutableSortedDictionary<string, JsonElement>> FilesOf(string id, CancellationToken cancellation) =>
        await ledger.Package(id, cancellation) is { } package ? EditionPackage.Read(package).Files : EditionPackage.Own;

    private async Task<DeskResult> Submit(EditionPackage sent, string? copyOf, string actor, CancellationToken cancellation)
    {
        var package = EditionPackage.Read(sent.Write());        // as it will be read again: its digest is over those bytes
        var now = clock.GetUtcNow();
        try
        {
            var built = package.Build(now);
            if (EditionFaults.Lost(catalogue.At(now), built) is { Length: > 0 } lost)
            {
                return DeskResult.Invalid([.. lost]);
            }

            return await Enter(
                acts => acts.FirstOrDefault(act => act.Edition == package.Id) is { } known
                    ? known.Digest == built.Digest ? (known, null, null) : (null, EditionFaults.IdTaken, null)
                    : catalogue.Find(package.Id) is not null ? (null, EditionFaults.IdTaken, null)
                    : (new EditionAct(acts.Count + 1, EditionActKind.Submitted, package.Id, built.Digest, now, actor, null) { CopyOf = copyOf }, null, null),
                package.Write(),
                cancellation);
        }
        catch (CatalogueException faulty)
        {
            return DeskResult.Invalid([.. faulty.Faults.Select(EditionFaults.Of)]);
        }
    }

    private (EditionPackage? Package, ImmutableArray<FieldFault> Faults) Package(
        NewEditionBody body, ImmutableSortedDictionary<string, JsonElement> files, IReadOnlyList<EditionAct> acts)
    {
        var sent = body.Files ?? [];
        ImmutableArray<FieldFault> faults =
        [
            .. EditionFaults.IsId(body.Id) ? Array.Empty<FieldFault>() : [EditionFaults.IdMissing],
            .. body.Name is { Zh.Length: > 0, En.Length: > 0 } ? Array.Empty<FieldFault>() : [EditionFaults.NameMissing],
            .. body.BasedOn is { } based && catalogue.FindAny(based) is null ? [EditionFaults.NoBase] : Array.Empty<FieldFault>(),
            .. sent.Keys.Where(static name => !EditionPackage.IsFile(name)).Select(EditionFaults.UnknownFile),
        ];
        // The same edition sent again is the same, also on another day.
        var from = acts.FirstOrDefault(act => act.Edition == body.Id)?.At ?? clock.GetUtcNow();
        return faults.IsEmpty
            ? (new EditionPackage(body.Id!, body.Name!, LegalTime.DateOf(from), body.Publicity ?? catalogue.At(clock.GetUtcNow()).Publicity.Id, files.SetItems(sent)), [])
            : (null, faults);
    }

    private async Task<DeskResult> Enter(
        Func<IReadOnlyList<EditionAct>, (EditionAct? Act, Fault? Refusal, FieldFault? Fault)> judge, byte[]? package, CancellationToken cancellation)
    {
        while (true)
        {
            var acts = await shelf.Refresh(cancellation);
            var (act, refusal, fault) = judge(acts);
            if (act is null)
            {
                return fault is null ? DeskResult.Refused(refusal!) : DeskResult.Invalid(fault);
            }

            if (act.Sequence <= acts.Count || await ledger.Enter(act, package))
            {
                await shelf.Refresh(cancellation);
                return DeskResult.Of(act);
            }
        }
    }
}
