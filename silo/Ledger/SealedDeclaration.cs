using System.Security.Cryptography;
using System.Text.Json;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;
using CreditGate.Domain.Coverage;
using CreditGate.Domain.Evidence.Rows;
using CreditGate.Domain.Retention;

namespace CreditGate.Silo.Ledger;

/// <summary>A declaration with its JSON and hashes; its place in the chain is given when it is written.</summary>
internal sealed record SealedDeclaration(string Kind, DateTimeOffset At, string Organisation, string Credential, SealedPayload Content)
{
    public static SealedDeclaration Of(DecidedCase reported) => Of(
        nameof(DecidedCase), reported.ReportedAt, reported.Department, reported.Credential, JsonSerializer.SerializeToUtf8Bytes(reported, LedgerJson.Context.DecidedCase));

    /// <param name="package">Of a submission.</param>
    public static SealedDeclaration Of(EditionAct act, byte[]? package) => Of(
        nameof(EditionAct), act.At, Department.PlatformOperator, act.Actor,
        JsonSerializer.SerializeToUtf8Bytes(new DeclaredAct(act, package is null ? null : Convert.ToHexStringLower(SHA256.HashData(package))), LedgerJson.Context.DeclaredAct));

    public static SealedDeclaration Of(RetentionAct act) => Of(
        KindOf(act), act.At, act.Organisation, act.Credential, JsonSerializer.SerializeToUtf8Bytes(act, LedgerJson.Context.RetentionAct));

    public static SealedDeclaration Of(AccessAct act) => Of(
        AccessKinds.Of(act.Kind), act.At, act.Organisation, act.Credential, JsonSerializer.SerializeToUtf8Bytes(act, LedgerJson.Context.AccessAct));

    public static AccessAct ReadAccess(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.AccessAct) ?? throw new InvalidDataException("A declared act about access is empty.");

    public static RetentionAct ReadRetention(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.RetentionAct) ?? throw new InvalidDataException("A declared act about keeping content is empty.");

    public static EditionAct ReadAct(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.DeclaredAct)?.Act ?? throw new InvalidDataException("A declared act is empty.");

    public static DecidedCase ReadCase(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize(payload, LedgerJson.Context.DecidedCase) ?? throw new InvalidDataException("A reported case is empty.");

    private static string KindOf(RetentionAct act) => act.Kind switch
    {
        RetentionActKind.Removed => RetentionKinds.Removal,
        RetentionActKind.Erased => RetentionKinds.Erasure,
        _ => RetentionKinds.Hold,
    };

    private static SealedDeclaration Of(string kind, DateTimeOffset at, string organisation, string credential, byte[] payload)
    {
        var salt = HashChain.NewSalt();
        var commitment = RowHashes.OfDeclaration(RowHashes.EventContent(salt, payload), kind, at.UtcTicks, organisation, credential);
        return new SealedDeclaration(kind, at, organisation, credential, new SealedPayload(payload, salt, commitment));
    }
}

/// <summary>The end of the chain of declarations: one in the whole ledger, since they are written under one lock.</summary>
internal sealed record DeclarationHead(string Segment, long Sequence, byte[] Chain)
{
    /// <param name="last">The newest row's; null when there is none.</param>
    public static DeclarationHead After(DeclarationHead? last)
    {
        if (last is not null && HashChain.IsCurrent(last.Segment))
        {
            return last;
        }

        var segment = HashChain.NewSegment();
        return new DeclarationHead(segment, last?.Sequence ?? 0, HashChain.Genesis(segment));
    }

    public DeclarationHead After(SealedDeclaration added) => this with { Sequence = Sequence + 1, Chain = HashChain.Next(Chain, added.Content.Commitment) };
}
