using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Problems;
using CreditGate.Api.Receipts;
using CreditGate.Api.Telemetry;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Checks;

/// <summary>The life of a check: read it, decide it, make its receipt durable, answer.</summary>
internal sealed class CheckService(
    Catalogue catalogue, PlatformClock clock, CheckDecision decision, ReceiptWriter receipts, RequestSeal seal, RequestTurns turns)
{
    public CheckReading Read(CheckRow row)
    {
        var now = clock.GetUtcNow();
        return new CheckReader(catalogue.At(now), LegalTime.DateOf(now)).Read(row);
    }

    /// <summary>Reads one check of a batch: what is wrong with it stays with it.</summary>
    public CheckReading Read(JsonElement item)
    {
        var (row, faults) = StrictJson.Read<CheckRow>(item, ApiJson.Options);
        return row is null ? new CheckReading(null, faults) : Read(row);
    }

    public async Task<CheckResult> Run(CheckRow row, Caller caller, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var reading = Read(row);
        if (reading.Request is not { } request)
        {
            return new CheckResult(null, reading.Faults, false);
        }

        var result = request.RequestId is { } id
            ? await RunOnce(row, request, id, caller, cancellation)
            : Answered(await Record(await decision.Decide(request, caller, cancellation), null));
        if (result.Receipt is { } receipt)
        {
            ApiMeter.Answered(request.Matter, receipt, started);
        }

        return result;
    }

    /// <summary>Decides many, and makes their receipts durable together. Answers keep the order of the checks.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunMany(IReadOnlyList<CheckReading> readings, Caller caller, CancellationToken cancellation)
    {
        var results = new CheckResult[readings.Count];
        await Parallel.ForAsync(0, readings.Count, FanOut.Options(cancellation), async (index, token) =>
            results[index] = readings[index].Request is { } request
                ? await Attempt(request, caller, token)
                : new CheckResult(null, readings[index].Faults, false));
        await receipts.Write([.. results.Select(static result => result.Receipt).OfType<Receipt>()]);
        foreach (var (reading, result) in readings.Zip(results))
        {
            Count(reading, result);
        }

        return results;
    }

    /// <summary>The same id and body within a day gives the same receipt; two racing retries take turns.</summary>
    private async Task<CheckResult> RunOnce(CheckRow row, CheckRequest request, string id, Caller caller, CancellationToken cancellation)
    {
        using var turn = await turns.Take((caller.Credential, id), cancellation);
        var hash = seal.Of(row);
        var earlier = await receipts.FindRequest(caller.Credential, id, clock.GetUtcNow(), cancellation);
        var stored = earlier ?? await receipts.Write(await decision.Decide(request, caller, cancellation), hash);
        return CryptographicOperations.FixedTimeEquals(stored.RequestHash, hash)
            ? Answered(ReceiptWriter.Read(stored))
            : new CheckResult(null, [], true);
    }

    /// <summary>One item that cannot be decided is that item's error, never its neighbours'.</summary>
    private async Task<CheckResult> Attempt(CheckRequest request, Caller caller, CancellationToken cancellation)
    {
        try
        {
            return Answered(await decision.Decide(request, caller, cancellation));
        }
        catch (Exception failure) when (UnableToDecide.Is(failure))
        {
            return new CheckResult(null, [], false);
        }
    }

    private static void Count(CheckReading reading, CheckResult result)
    {
        if (result.Receipt is { } receipt)
        {
            ApiMeter.Answered(reading.Request!.Matter, receipt);
        }
        else if (reading.Request is not null)
        {
            ApiMeter.CouldNotAnswer(ProblemTexts.CouldNotDecide.Code);
        }
    }

    private async Task<Receipt> Record(Receipt receipt, byte[]? hash)
    {
        await receipts.Write(receipt, hash);
        return receipt;
    }

    private static CheckResult Answered(Receipt receipt) => new(receipt, [], false);
}

/// <summary>An answer; or the faults of the request; or that its request id belongs to another request; or, with neither, that it could not be decided.</summary>
internal sealed record CheckResult(Receipt? Receipt, ImmutableArray<FieldFault> Faults, bool RequestIdReused);
