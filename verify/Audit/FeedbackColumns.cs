using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Verify.Audit;

/// <summary>Which column of feedback was altered: those that say something else than the payload, or else what the payload does not repeat.</summary>
internal static class FeedbackColumns
{
    public static string[] Altered(FeedbackRow row) => Unlike(row) switch
    {
        [] => ["payload", "salt", "commitment"],
        [var column] => [column],
        _ => ["payload"],       // nobody alters many columns where one would do
    };

    private static string[] Unlike(FeedbackRow row)
    {
        if (PayloadText.Read(row.Payload) is not { } payload)
        {
            return ["payload"];
        }

        (string Column, bool IsAlike)[] columns =
        [
            ("receipt", payload.Text("receipt") == row.Receipt.ToString()),
            ("code", payload.Text("code") == row.Code),
            ("organisation", payload.Text("organisation") == row.Organisation),
            ("action", payload.Text("action") == row.Action),
            ("at", payload.Ticks("at") == row.At),
            ("credential", payload.Text("credential") == row.Credential),
        ];
        return [.. columns.Where(static column => !column.IsAlike).Select(static column => column.Column)];
    }
}
