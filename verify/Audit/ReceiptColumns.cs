using System.Text.Json;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Verify.Audit;

/// <summary>Which column of a receipt was altered: those that say something else than the payload, or else what the payload does not repeat.</summary>
internal static class ReceiptColumns
{
    public static string[] Altered(ReceiptRow row) => Unlike(row) switch
    {
        [] => ["payload", "salt", "request_hash"],
        [var column] => [column],
        _ => ["payload"],       // nobody alters many columns where one would do
    };

    private static string[] Unlike(ReceiptRow row)
    {
        if (PayloadText.Read(row.Payload) is not { } payload)
        {
            return ["payload"];
        }

        (string Column, bool IsAlike)[] columns =
        [
            ("id", payload.Text("id") == row.Id.ToString()),
            ("at", payload.Ticks("decidedAt") == row.At),
            ("subject", (payload.Text("subject") ?? "") == row.Subject),
            ("subject_version", payload.TryGetProperty("subjectVersion", out var version) && version.TryGetInt64(out var number) && number == row.SubjectVersion),
            ("matter", payload.Text("matter") == row.Matter),
            ("outcome", payload.TryGetProperty("ruling", out var ruling) && ruling.ValueKind == JsonValueKind.Object && ruling.Text("outcome") == row.Outcome),
            ("credential", payload.Text("credential") == row.Credential),
            ("business_number", payload.Text("businessNumber") == row.BusinessNumber),
            ("request_id", payload.Text("requestId") == row.RequestId),
        ];
        return [.. columns.Where(static column => !column.IsAlike).Select(static column => column.Column)];
    }
}
