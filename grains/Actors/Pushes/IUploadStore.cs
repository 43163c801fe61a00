namespace CreditGate.Actors.Pushes;

/// <summary>Received uploads, encrypted at rest: they carry ID numbers. The key lies outside the data directory.</summary>
public interface IUploadStore
{
    /// <summary>The bytes of an upload, as they were sent.</summary>
    /// <exception cref="InvalidDataException">The file was altered or cut, or its key is gone.</exception>
    /// <exception cref="FileNotFoundException">There is no such upload, or it was deleted.</exception>
    Stream Open(Guid upload);

    /// <summary>Deletes an upload, finished or not. Idempotent.</summary>
    Task Delete(Guid upload);

    /// <summary>Encrypts something small that belongs to an upload.</summary>
    byte[] Seal(Guid upload, ReadOnlySpan<byte> content);

    /// <exception cref="InvalidDataException">It was altered, or its key is gone.</exception>
    byte[] Unseal(Guid upload, ReadOnlySpan<byte> content);
}
