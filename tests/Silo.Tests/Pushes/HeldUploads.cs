using System.Collections.Concurrent;
using CreditGate.Actors.Pushes;

namespace CreditGate.Silo.Tests.Pushes;

/// <summary>Uploads in memory, as they are: these tests are not about files or ciphers.</summary>
internal sealed class HeldUploads : IUploadStore
{
    private readonly ConcurrentDictionary<Guid, byte[]> _uploads = new();

    public byte[] this[Guid upload]
    {
        set => _uploads[upload] = value;
    }

    public ValueTask<long> Received(Guid upload, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task Append(Guid upload, long offset, Stream body, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Stream Open(Guid upload) => _uploads.TryGetValue(upload, out var content) ? new MemoryStream(content) : throw new InvalidDataException("The upload is gone.");

    public Task Delete(Guid upload) => throw new NotSupportedException();

    public byte[] Seal(Guid upload, ReadOnlySpan<byte> content) => content.ToArray();

    public byte[] Unseal(Guid upload, ReadOnlySpan<byte> content) => content.ToArray();
}
