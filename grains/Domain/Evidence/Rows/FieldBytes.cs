using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CreditGate.Domain.Evidence.Rows;

/// <summary>Fields one after the other, each preceded by its length, so that no two rows have the same bytes.</summary>
internal ref struct FieldBytes : IDisposable
{
    private const int Absent = -1;
    private const int FirstLength = 1_024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstLength);
    private int _length;

    public FieldBytes()
    {
    }

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Add(scoped ReadOnlySpan<byte> field)
    {
        AddLength(field.Length);
        field.CopyTo(Room(field.Length));
    }

    public void Add(string? field)
    {
        if (field is null)
        {
            AddLength(Absent);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(field);
        AddLength(length);
        Encoding.UTF8.GetBytes(field, Room(length));
    }

    public void Add(long field) => BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), field);

    public void AddOrAbsent(byte[]? field)
    {
        if (field is null)
        {
            AddLength(Absent);
            return;
        }

        Add(field.AsSpan());
    }

    public readonly byte[] Sha256() => SHA256.HashData(Written);

    public readonly void Sha256(Span<byte> hash) => SHA256.HashData(Written, hash);

    // Personal data may have passed through.
    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);

    private void AddLength(int length) => BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), length);

    private Span<byte> Room(int length)
    {
        if (_length + length > _bytes.Length)
        {
            Grow(_length + length);
        }

        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = larger;
    }
}
