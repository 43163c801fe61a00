using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Receipts;
using CreditGate.Api.Scenes;
using CreditGate.Api.Telemetry;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Checks;

/// <summary>The life of a check: read it, decide it, make its receipt durable, answer.</summary>
internal sealed class CheckService(
    Catalogue catalogue, PlatformClock clock, CheckDecision decision, LedgerQuestions questions, ReceiptWriter receipts, RequestSeal seal, RequestTurns turns, Turnstile turnstile)
{
    public CheckReading Read(CheckRow row)
    {
        var now = clock.GetUtcNow();
        return new CheckReader(catalogue.At(now), LegalTime.DateOf(now)).Read(row);
    }

    /// <summary>Reads a merchant's question. Its purpose is the scene that the person opted in to.</summary>
    public CheckReading Read(SceneRow row)
    {
        var now = clock.GetUtcNow();
        var edition = catalogue.At(now);
        var reading = new CheckReader(edition, LegalTime.DateOf(now)) { AnyAge = true }.Read(
            new CheckRow { Subject = new SubjectRow { Person = row.Person ?? new() }, Matter = row.Matter, BusinessNumber = row.BusinessNumber ?? "", Purpose = "信易+" });
        return reading.Request is { } request && !SceneOffer.IsIn(request.Matter, edition)
            ? new CheckReading(null, [new FieldFault("matter", Credentials.CredentialFaults.NotAScene)])
            : reading with { Faults = [.. reading.Faults.Select(static fault => fault with { Field = fault.Field.StartsWith("subject.", StringComparison.Ordinal) ? fault.Field["subject.".Length..] : fault.Field })] };
    }

    /// <summary>Reads one check of a batch: what is wrong with it stays with it.</summary>
    public CheckReading Read(BatchRow item)
    {
        var (row, faults) = item.Plain is { } plain ? (plain, []) : StrictJson.Read<CheckRow>(item.Whole, ApiJson.Options);
        return row is null ? new CheckReading(null, faults) : Read(row);
    }

    /// <param name="started">Timestamp of <see cref="Stopwatch"/> from which the deadline counts.</param>
    public async Task<CheckResult> Run(CheckRow row, Caller caller, long started, CancellationToken cancellation)
    {
        var reading = Read(row);
        if (reading.Request is not { } request)
        {
            return new CheckResult(null, reading.Faults, false);
        }

        if (Beyond(request, caller) is { } beyond)
        {
            return beyond;
        }

        var deadline = Deadline.Of(started, request.Deadline);
        var result = request.RequestId is { } id
            ? await RunOnce(row, request, id, caller, deadline, cancellation)
            : Answered(await Answer(request, caller, deadline, cancellation));
        if (result.Receipt is { } receipt)
        {
            ApiMeter.Answered(request.Matter, receipt, started);
        }

        return result;
    }

    /// <summary>Answers a check without a request id.</summary>
    /// <inheritdoc cref="Run"/>
    public async Task<Receipt> Answer(CheckRequest request, Caller caller, long started, CancellationToken cancellation)
    {
        var receipt = await Answer(request, caller, Deadline.Of(started, request.Deadline), cancellation);
        ApiMeter.Answered(request.Matter, receipt, started);
        return receipt;
    }

    /// <inheritdoc cref="CheckDecision.TryDecide"/>
    public Receipt? TryDecide(CheckRequest request, Caller caller) => decision.TryDecide(request, caller);

    /// <summary>Makes what <see cref="TryDecide"/> gave durable: only then may it be answered.</summary>
    /// <inheritdoc cref="Run"/>
    public ValueTask Keep(Receipt receipt, CheckRequest request, long started) => receipts.Keep(receipt, Deadline.Of(started, request.Deadline).Left);

    /// <summary>Decides many, and makes their receipts durable together. Answers keep the order of the checks.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunMany(IReadOnlyList<CheckReading> readings, Caller caller, CancellationToken cancellation)
    {
        var results = new CheckResult?[readings.Count];
        for (var first = 0; first < results.Length; first += FanOut.Run)
        {
            await AnswerAtOnce(readings, results, first, Math.Min(results.Length, first + FanOut.Run), caller, cancellation);
        }

        int[] left = [.. Enumerable.Range(0, results.Length).Where(index => results[index] is null)];
        if (left is not [])
        {
            await Parallel.ForEachAsync(left, FanOut.Options(cancellation), async (index, token) =>
                results[index] = Beyond(readings[index].Request!, caller) ?? await Attempt(readings[index].Request!, caller, token));
        }

        await receipts.Keep(results.Select(static result => result!.Receipt).OfType<Receipt>());
        foreach (var (reading, result) in readings.Zip(results))
        {
            Count(reading, result!);
        }

        return results!;
    }

    /// <summary>Of some checks of a batch those that need nobody else, in one turn.</summary>
    private async ValueTask AnswerAtOnce(IReadOnlyList<CheckReading> readings, CheckResult?[] results, int first, int end, Caller caller, CancellationToken cancellation)
    {
        await turnstile.EnterPart(cancellation);
        try
        {
            for (var index = first; index < end; index++)
            {
                results[index] = readings[index].Request is { } request
                    ? Beyond(request, caller) ?? AtOnce(request, caller)
                    : new CheckResult(null, readings[index].Faults, false);
            }
        }
        finally
        {
            turnstile.Leave(null);
        }
    }

    /// <summary>Null also for one that cannot be decided, which is told when it is attempted by itself.</summary>
    private CheckResult? AtOnce(CheckRequest request, Caller caller)
    {
        try
        {
            return decision.TryDecide(request, caller) is { } receipt ? Answered(receipt) : null;
        }
        catch (Exception failure) when (UnableToDecide.Is(failure))
        {
            return null;
        }
    }

    /// <summary>What the caller may not ask about is refused before anybody is looked for.</summary>
    private static CheckResult? Beyond(CheckRequest request, Caller caller) =>
        (caller.Beyond(request) ?? (request.Subject.Kind == SubjectKinds.Person && caller.Pace.Misses.IsOver ? ProblemTexts.OverMisses : null)) is { } limit
            ? new CheckResult(null, [], false) { Forbidden = limit }
            : null;

    /// <summary>The same id and body within a day gives the same receipt; two racing retries take turns.</summary>
    private async Task<CheckResult> RunOnce(CheckRow row, CheckRequest request, string id, Caller caller, Deadline deadline, CancellationToken cancellation)
    {
        using var turn = await turns.Take((caller.Credential, id), deadline.Left, cancellation);
        var hash = seal.Of(row);
        var earlier = await Earlier(caller.Credential, id, deadline, cancellation);
        var stored = earlier ?? await deadline.Within(receipts.Write(await decision.Decide(request, caller, deadline, cancellation), hash), cancellation);
        return CryptographicOperations.FixedTimeEquals(stored.RequestHash, hash)
            ? Answered(ReceiptWriter.Read(stored))
            : new CheckResult(null, [], true);
    }

    /// <summary>One item that cannot be decided is that item's error, never its neighbours'.</summary>
    private async Task<CheckResult> Attempt(CheckRequest request, Caller caller, CancellationToken cancellation)
    {
        await turnstile.EnterPart(cancellation);
        try
        {
            // From its own turn on: those before it in the batch are not its caller's delay.
            return Answered(await decision.Decide(request, caller, Deadline.Of(Stopwatch.GetTimestamp(), request.Deadline), cancellation));
        }
        catch (Exception failure) when (UnableToDecide.Is(failure))
        {
            return new CheckResult(null, [], false);
        }
        finally
        {
            turnstile.Leave(null);
        }
    }

    private static void Count(CheckReading reading, CheckResult result)
    {
        if (result.Receipt is { } receipt)
        {
            ApiMeter.Answered(reading.Request!.Matter, receipt);
        }
        else if (reading.Request is not null && result.Forbidden is null)
        {
            ApiMeter.CouldNotAnswer(ProblemTexts.CouldNotDecide.Code);
        }
    }

    /// <summary>The spool first: it is this node's own, and answers without the ledger.</summary>
    private async Task<StoredReceipt?> Earlier(string credential, string id, Deadline deadline, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await receipts.FindSpooled(credential, id, now, cancellation)
            ?? await questions.Ask(() => receipts.FindShipped(credential, id, now, CancellationToken.None), deadline, cancellation);
    }

    private async Task<Receipt> Answer(CheckRequest request, Caller caller, Deadline deadline, CancellationToken cancellation)
    {
        var receipt = decision.TryDecide(request, caller) ?? await decision.Decide(request, caller, deadline, cancellation);
        await receipts.Keep(receipt, deadline.Left);
        return receipt;
    }

    private static CheckResult Answered(Receipt receipt) => new(receipt, [], false);
}

/// <summary>An answer; or the faults of the request; or that its request id belongs to another request; or, with neither, that it could not be decided.</summary>
internal sealed record CheckResult(Receipt? Receipt, ImmutableArray<FieldFault> Faults, bool RequestIdReused)
{
    /// <summary>The limit of the caller's credential that the check lies beyond.</summary>
    public Fault? Forbidden { get; init; }
}
