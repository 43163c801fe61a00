using System.Collections.Immutable;
using CreditGate.Domain.Intake;

namespace CreditGate.Actors.Pushes;

/// <summary>Reads files of rows: NDJSON, and CSV with the official double-publicity or list columns. Never holds more than a row in memory.</summary>
public interface IRowFiles
{
    /// <summary>Reads a whole file once, before it is accepted: form, charset, line and column limits, expansion, truncation.</summary>
    /// <param name="open">Opens the bytes as they were sent; may be called more than once.</param>
    Task<FileExamination> Examine(Func<Stream> open, DeclaredFile declared, CancellationToken cancellation = default);

    /// <summary>The rows that begin after a line, in the order of the file, each read into a row or its faults. A fault names the column or member that the sender wrote. Disposes of the upload.</summary>
    /// <param name="list">List of the rows of a list file that name none.</param>
    /// <exception cref="InvalidDataException">The upload is not the one that was examined.</exception>
    IAsyncEnumerable<FileRow> Read(Stream upload, FileFacts facts, string? list, int afterLine, CancellationToken cancellation = default);

    /// <summary>The rows as they were sent, header apart, for giving rejected ones back. Disposes of the upload.</summary>
    /// <exception cref="InvalidDataException">The upload is not the one that was examined.</exception>
    IAsyncEnumerable<SentRow> Sent(Stream upload, FileFacts facts, CancellationToken cancellation = default);
}

/// <summary>What the sender says of a file; all of it may be left open and found out.</summary>
/// <param name="ContentType">Media type of the body without parameters.</param>
/// <param name="Charset">As declared; null when it was not.</param>
/// <param name="Gzip">The body came with Content-Encoding or media type gzip.</param>
public sealed record DeclaredFile(string ContentType, string? Charset, bool Gzip);

/// <summary>Facts, or why the file is not usable.</summary>
public sealed record FileExamination(FileFacts? Facts, FieldFault? Fault);

/// <param name="Line">Line of the file on which the row begins, from 1.</param>
/// <param name="Row">Null when the row cannot be read. A row with faults is rejected, but what there is of it is given, so that all its faults can be named at once.</param>
public readonly record struct FileRow(int Line, RecordRow? Row, ImmutableArray<FieldFault> Faults);

/// <param name="Text">As sent, without the line end. For CSV the record may span lines. Cut when longer than a row may be.</param>
public readonly record struct SentRow(int Line, string Text, bool IsHeader);
