using System.Globalization;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Verify.Audit;

/// <summary>A row as the walk compares it.</summary>
/// <param name="Expected">The commitment that its content asks for.</param>
/// <param name="Name">For people: whose row it is.</param>
/// <param name="Columns">Which columns its commitment does not bear out; asked only when something is wrong.</param>
internal sealed record AuditedRow(LogEntry Entry, byte[] Expected, string Name, Func<string[]> Columns)
{
    /// <summary>Its content was taken out in the proper form: what is left fits the commitment.</summary>
    public bool IsRemoved { get; private init; }

    /// <summary>UTC, in units of 100 ns.</summary>
    public long At { get; private init; }

    /// <summary>Key of the subject of an event or receipt; null for other rows.</summary>
    public string? Subject { get; private init; }

    /// <summary>Version of the subject that the row is, or rests on.</summary>
    public long Version { get; private init; }

    /// <summary>Of a receipt.</summary>
    public string? Matter { get; private init; }

    /// <summary>Of a receipt whose content was removed: what is left of its business number; null where nothing is.</summary>
    public byte[]? NumberLeft { get; private init; }

    public bool IsBorneOut => Expected.AsSpan().SequenceEqual(Entry.Commitment);

    public string Segment => Entry.Group;

    public static AuditedRow Of(EventRow row) => new(
        row.Entry,
        row.ExpectedCommitment(),
        string.Create(CultureInfo.InvariantCulture, $"{row.Position} (subject {row.Subject}, version {row.Version})"),
        () => row.IsRemoved ? [] : EventColumns.Altered(row))
    { IsRemoved = row.IsRemoved, At = row.At, Subject = row.Subject, Version = row.Version };

    public static AuditedRow Of(ReceiptRow row) => new(
        row.Entry,
        row.ExpectedCommitment(),
        string.Create(CultureInfo.InvariantCulture, $"{row.Segment}/{row.Sequence} (id {row.Id})"),
        () => row.IsRemoved ? [] : ReceiptColumns.Altered(row))
    { IsRemoved = row.IsRemoved, At = row.At, Subject = row.Subject, Version = row.SubjectVersion, Matter = row.Matter, NumberLeft = row.NumberLeft };

    public static AuditedRow Of(FeedbackRow row) => new(
        row.Entry,
        row.ExpectedCommitment(),
        string.Create(CultureInfo.InvariantCulture, $"{row.Sequence} (receipt {row.Receipt}, {row.Code})"),
        () => row.IsRemoved ? [] : FeedbackColumns.Altered(row))
    { IsRemoved = row.IsRemoved, At = row.At };

    public static AuditedRow Of(DeclarationRow row) => new(
        row.Entry,
        row.ExpectedCommitment(),
        string.Create(CultureInfo.InvariantCulture, $"{row.Sequence} ({row.Kind} of {row.Organisation})"),
        () => DeclarationColumns.Altered(row))
    { At = row.At };
}
