namespace CreditGate.Actors.Pushes;

/// <summary>Uploads while they arrive: what came is kept when a connection breaks, and the sender goes on from there.</summary>
public interface IUnfinishedUploads
{
    /// <summary>Bytes of an unfinished upload that are durable; 0 when there is none.</summary>
    ValueTask<long> Received(Guid upload, CancellationToken cancellation = default);

    /// <summary>Takes bytes after those received; one call for one upload at a time. What arrived is kept and durable even when the stream breaks.</summary>
    /// <param name="offset">Bytes that the sender knows to be received; 0 starts over.</param>
    /// <exception cref="UploadRefusedException">The offset is not what was received, it is too large, or there is no room.</exception>
    Task Append(Guid upload, long offset, Stream body, CancellationToken cancellation = default);

    /// <summary>The bytes that were received so far, as they were sent.</summary>
    /// <exception cref="InvalidDataException">The file was altered or cut, or its key is gone.</exception>
    Stream OpenUnfinished(Guid upload);

    /// <summary>Closes an upload and gives it its lasting name. Durable when it returns; from here on a cut end is noticed.</summary>
    Task Finish(Guid unfinished, Guid upload);

    /// <summary>All uploads that are kept, finished or not.</summary>
    ValueTask<IReadOnlyList<StoredUpload>> All(CancellationToken cancellation = default);
}

/// <param name="TouchedAt">When bytes came last.</param>
public sealed record StoredUpload(Guid Id, bool IsFinished, DateTimeOffset TouchedAt);

/// <param name="code">upload-offset, upload-too-large or upload-no-room.</param>
/// <param name="received">Bytes that are durable.</param>
public sealed class UploadRefusedException(string code, long received, Exception? cause = null) : Exception(code, cause)
{
    public const string Offset = "upload-offset";
    public const string TooLarge = "upload-too-large";
    public const string NoRoom = "upload-no-room";

    public string Code { get; } = code;

    public long Received { get; } = received;
}
