using System.Text;
using CreditGate.Actors.Ledger;
using CreditGate.Silo.Tests.Ledger;

namespace CreditGate.Silo.Tests.Receipts;

/// <summary>Receipts as a check hands them to the spool.</summary>
internal static class SampleReceipt
{
    public static StoredReceipt Of(string? requestId = null, DateTimeOffset? at = null) => new(
        Guid.CreateVersion7(at ?? Sample.Instant),
        at ?? Sample.Instant,
        Sample.Subject().Value,
        3,
        "示例事项",
        "Proceed",
        "示例凭据",
        requestId is null ? null : "示例业务号",
        requestId,
        requestId is null ? null : [1, 2, 3],
        Encoding.UTF8.GetBytes($$"""{"note":"示例","id":"{{Guid.NewGuid()}}"}"""),
        "",
        0,
        [],
        [],
        []);

    public static List<StoredReceipt> Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Of())];
}
