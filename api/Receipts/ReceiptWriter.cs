using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Evidence;
using CreditGate.Api.Hosting;
using CreditGate.Api.Telemetry;
using CreditGate.Domain;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Api.Receipts;

/// <summary>Makes receipts durable before their answers leave, and finds them again.</summary>
internal sealed class ReceiptWriter(IReceiptSpool spool, IReceiptLedger ledger)
{
    /// <summary>How long a request id stands for its receipt.</summary>
    public static readonly TimeSpan RequestIdLife = TimeSpan.FromHours(24);

    /// <summary>Completes when the receipt is on disk; returns an earlier one when its request id was already used.</summary>
    public async Task<StoredReceipt> Write(Receipt receipt, byte[]? requestHash)
    {
        using var span = ApiMeter.Spans.StartActivity("keep receipt");
        return await spool.Append(Store(receipt, requestHash));
    }

    /// <summary>As <see cref="Write(Receipt, byte[])"/>, for a check without a request id.</summary>
    /// <exception cref="TimeoutException">It was not on disk within <paramref name="limit"/>.</exception>
    public ValueTask Keep(Receipt receipt, TimeSpan limit)
    {
        var pending = spool.Gather();
        Add(pending, receipt);
        return ApiMeter.Spans.HasListeners() ? Traced(pending, limit) : pending.Keep(limit);
    }

    /// <summary>Makes many durable together.</summary>
    public ValueTask Keep(IEnumerable<Receipt> receipts)
    {
        var pending = spool.Gather();
        foreach (var receipt in receipts)
        {
            Add(pending, receipt);
        }

        return pending.Keep(null);
    }

    public async ValueTask<Receipt?> Find(Guid id, CancellationToken cancellation) => await FindStored(id, cancellation) is { } stored ? Read(stored) : null;

    // In this order: the shipper adds to the ledger before it deletes from the spool.
    public async ValueTask<StoredReceipt?> FindStored(Guid id, CancellationToken cancellation) =>
        await spool.Find(id, cancellation) ?? await ledger.FindReceipt(id, cancellation);

    /// <summary>The receipt of a request id that this node's spool still holds. To be asked before <see cref="FindShipped"/>.</summary>
    public ValueTask<StoredReceipt?> FindSpooled(string credential, string requestId, DateTimeOffset now, CancellationToken cancellation) =>
        spool.Find(credential, requestId, now - RequestIdLife, cancellation);

    public ValueTask<StoredReceipt?> FindShipped(string credential, string requestId, DateTimeOffset now, CancellationToken cancellation) =>
        ledger.FindReceipt(credential, requestId, now - RequestIdLife, cancellation);

    /// <exception cref="ContentRemovedException">Its period is over, or it was erased.</exception>
    public static Receipt Read(StoredReceipt stored) => RemovedContent.Is(stored.Payload)
        ? throw new ContentRemovedException(stored)
        : JsonSerializer.Deserialize(stored.Payload, LedgerJson.Context.Receipt) ?? throw new InvalidDataException($"Receipt {stored.Id} is empty.");

    private static async ValueTask Traced(IPendingReceipts pending, TimeSpan limit)
    {
        using var span = ApiMeter.Spans.StartActivity("keep receipt");
        await pending.Keep(limit);
    }

    private static void Add(IPendingReceipts pending, Receipt receipt) => pending.Add(
        new ReceiptColumns(
            receipt.Id, receipt.DecidedAt, receipt.Subject ?? "", receipt.SubjectVersion, receipt.Matter, Enum.GetName(receipt.Ruling.Outcome)!, receipt.Credential,
            receipt.BusinessNumber, null, null),
        JsonScratch.Evidence(receipt, ReceiptJson.Write));

    /// <summary>Segment, sequence and chain are the spool's to fill.</summary>
    private static StoredReceipt Store(Receipt receipt, byte[]? requestHash) => new(
        receipt.Id,
        receipt.DecidedAt,
        receipt.Subject ?? "",
        receipt.SubjectVersion,
        receipt.Matter,
        Enum.GetName(receipt.Ruling.Outcome)!,
        receipt.Credential,
        receipt.BusinessNumber,
        receipt.RequestId,
        requestHash,
        JsonScratch.Evidence(receipt, ReceiptJson.Write).ToArray(),
        "",
        0,
        [],
        [],
        []);
}

internal static class ReceiptServices
{
    public static IServiceCollection AddReceiptReading(this IServiceCollection services) => services.AddSingleton<ReceiptWriter>().AddSingleton<RemovedReceipts>().AddSingleton<EvidenceLog>().AddSingleton<ReceiptVerifier>().AddSingleton<Actors.Evidence.Replayer>().AddSingleton<ReplayDesk>().AddSingleton<Subjects.SubjectAsOf>();
}
