using System.Text.Json;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;

namespace CreditGate.Verify.Audit;

/// <summary>Which column of a declaration was altered: those that say something else than the payload, or else what the payload does not repeat.</summary>
internal static class DeclarationColumns
{
    public const string EditionAct = "EditionAct";
    private const string DecidedCase = "DecidedCase";

    public static string[] Altered(DeclarationRow row) => Unlike(row) switch
    {
        [] => ["payload", "salt", "commitment"],
        [var column] => [column],
        _ => ["payload"],       // nobody alters many columns where one would do
    };

    private static string[] Unlike(DeclarationRow row)
    {
        if (PayloadText.Read(row.Payload) is not { } payload)
        {
            return ["payload"];
        }

        (string Column, bool IsAlike)[] columns = payload.TryGetProperty("act", out var act) && act.ValueKind == JsonValueKind.Object ? OfAct(row, act)
            : payload.TryGetProperty("organisation", out _) ? OfOrganisation(row, payload)
            : OfCase(row, payload);
        return [.. columns.Where(static column => !column.IsAlike).Select(static column => column.Column)];
    }

    private static (string, bool)[] OfCase(DeclarationRow row, JsonElement payload) =>
    [
        ("kind", row.Kind == DecidedCase),
        ("at", payload.Ticks("reportedAt") == row.At),
        ("organisation", payload.Text("department") == row.Organisation),
        ("credential", payload.Text("credential") == row.Credential),
    ];

    /// <summary>Acts about keeping content, and about access.</summary>
    private static (string, bool)[] OfOrganisation(DeclarationRow row, JsonElement payload) =>
    [
        ("kind", row.Kind == KindOf(payload.Text("kind"))),
        ("at", payload.Ticks("at") == row.At),
        ("organisation", payload.Text("organisation") == row.Organisation),
        ("credential", payload.Text("credential") == row.Credential),
    ];

    private static string KindOf(string? act) => act switch
    {
        nameof(RetentionActKind.Removed) => RetentionKinds.Removal,
        nameof(RetentionActKind.Erased) => RetentionKinds.Erasure,
        nameof(AccessActKind.CredentialChanged) => AccessKinds.Change,
        nameof(AccessActKind.PersonViewed) => AccessKinds.View,
        nameof(AccessActKind.CallerSlowed) => AccessKinds.Slowed,
        _ => RetentionKinds.Hold,
    };

    private static (string, bool)[] OfAct(DeclarationRow row, JsonElement act) =>
    [
        ("kind", row.Kind == EditionAct),
        ("at", act.Ticks("at") == row.At),
        ("organisation", row.Organisation == Department.PlatformOperator),
        ("credential", act.Text("actor") == row.Credential),
    ];
}
