namespace CreditGate.Actors.Pushes;

/// <summary>Uploads, encrypted at rest: they carry ID numbers. The key lies outside the data directory.</summary>
public interface IUploadStore
{
    /// <summary>Bytes of an unfinished upload that are durable; 0 when there is none.</summary>
    ValueTask<long> Received(Guid upload, CancellationToken cancellation = default);

    /// <summary>Takes bytes after those received. What arrived is kept and durable even when the stream breaks.</summary>
    /// <param name="offset">Bytes that the sender knows to be received; 0 starts over.</param>
    /// <exception cref="UploadRefusedException">The offset is not what was received, or there is no room.</exception>
    Task Append(Guid upload, long offset, Stream body, CancellationToken cancellation = default);

    /// <summary>The bytes of an upload, as they were sent.</summary>
    /// <exception cref="InvalidDataException">The file was altered or cut, or its key is gone.</exception>
    Stream Open(Guid upload);

    Task Delete(Guid upload);

    /// <summary>Encrypts something small that belongs to an upload.</summary>
    byte[] Seal(Guid upload, ReadOnlySpan<byte> content);

    /// <exception cref="InvalidDataException">It was altered, or its key is gone.</exception>
    byte[] Unseal(Guid upload, ReadOnlySpan<byte> content);
}

/// <param name="code">upload-offset, upload-too-large or upload-no-room.</param>
/// <param name="received">Bytes that are durable.</param>
public sealed class UploadRefusedException(string code, long received) : Exception(code)
{
    public string Code { get; } = code;

    public long Received { get; } = received;
}
