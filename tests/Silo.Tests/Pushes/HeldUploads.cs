using CreditGate.Actors.Pushes;

namespace CreditGate.Silo.Tests.Pushes;

/// <summary>Uploads in memory, as they are: for tests of reading alone.</summary>
internal sealed class HeldUploads : IUploadStore
{
    private readonly Dictionary<Guid, byte[]> _uploads = [];

    public byte[] this[Guid upload]
    {
        set => _uploads[upload] = value;
    }

    public Stream Open(Guid upload) => new MemoryStream(_uploads[upload]);

    public Task Delete(Guid upload) => Task.FromResult(_uploads.Remove(upload));

    public byte[] Seal(Guid upload, ReadOnlySpan<byte> content) => content.ToArray();

    public byte[] Unseal(Guid upload, ReadOnlySpan<byte> content) => content.ToArray();
}
