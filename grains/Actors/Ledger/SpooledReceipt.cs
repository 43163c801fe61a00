using System.Buffers.Binary;
using System.Text;
using CreditGate.Domain.Evidence.Rows;

namespace CreditGate.Actors.Ledger;

/// <summary>One receipt in the bytes that the spool keeps it in: fixed columns first, then texts and the packed payload, each after its length.</summary>
/// <remarks>Files hold these bytes: what a column means and where it stands never changes.</remarks>
public readonly ref struct SpooledReceipt
{
    private const int Absent = -1;
    private const int HashBytes = 32;
    private const int SaltBytes = 16;
    private const int SequenceAt = 4;
    private const int ChainAt = SequenceAt + sizeof(long);
    private const int CommitmentAt = ChainAt + HashBytes;
    private const int SaltAt = CommitmentAt + HashBytes;
    private const int IdAt = SaltAt + SaltBytes;
    private const int InstantAt = IdAt + 16;
    private const int VersionAt = InstantAt + sizeof(long);
    private const int FieldsAt = VersionAt + sizeof(long);

    private readonly ReadOnlySpan<byte> _row;

    /// <param name="rows">Begins with the receipt.</param>
    /// <exception cref="InvalidDataException">It does not hold a whole one.</exception>
    public SpooledReceipt(ReadOnlySpan<byte> rows)
    {
        var length = rows.Length < FieldsAt ? 0 : BinaryPrimitives.ReadInt32LittleEndian(rows);
        _row = length >= FieldsAt && length <= rows.Length ? rows[..length] : throw new InvalidDataException("A receipt of the spool is cut short.");
        var rest = _row[FieldsAt..];
        Subject = Next(ref rest, out _);
        Matter = Next(ref rest, out _);
        Outcome = Next(ref rest, out _);
        Credential = Next(ref rest, out _);
        BusinessNumber = Next(ref rest, out var hasNumber);
        RequestId = Next(ref rest, out var hasRequest);
        RequestHash = Next(ref rest, out var hasHash);
        PackedPayload = Next(ref rest, out _);
        (HasBusinessNumber, HasRequestId, HasRequestHash) = (hasNumber, hasRequest, hasHash);
    }

    public int Length => _row.Length;

    public long Sequence => BinaryPrimitives.ReadInt64LittleEndian(_row[SequenceAt..]);

    public ReadOnlySpan<byte> Chain => _row.Slice(ChainAt, HashBytes);

    public ReadOnlySpan<byte> Commitment => _row.Slice(CommitmentAt, HashBytes);

    public ReadOnlySpan<byte> Salt => _row.Slice(SaltAt, SaltBytes);

    /// <summary>Big-endian, as the ledger orders them.</summary>
    public ReadOnlySpan<byte> Id => _row.Slice(IdAt, 16);

    public long At => BinaryPrimitives.ReadInt64LittleEndian(_row[InstantAt..]);

    public long SubjectVersion => BinaryPrimitives.ReadInt64LittleEndian(_row[VersionAt..]);

    public ReadOnlySpan<byte> Subject { get; }

    public ReadOnlySpan<byte> Matter { get; }

    public ReadOnlySpan<byte> Outcome { get; }

    public ReadOnlySpan<byte> Credential { get; }

    public ReadOnlySpan<byte> BusinessNumber { get; }

    public bool HasBusinessNumber { get; }

    public ReadOnlySpan<byte> RequestId { get; }

    public bool HasRequestId { get; }

    public ReadOnlySpan<byte> RequestHash { get; }

    public bool HasRequestHash { get; }

    /// <summary>As <see cref="PackedContent"/> has it.</summary>
    public ReadOnlySpan<byte> PackedPayload { get; }

    /// <summary>Room that surely suffices for a receipt.</summary>
    public static int RoomFor(ReceiptColumns columns, int payload) => FieldsAt + (8 * sizeof(int)) + PackedContent.RoomFor(payload) + (columns.RequestHash?.Length ?? 0)
        + Encoding.UTF8.GetMaxByteCount(columns.Subject.Length + columns.Matter.Length + columns.Outcome.Length + columns.Credential.Length
            + (columns.BusinessNumber?.Length ?? 0) + (columns.RequestId?.Length ?? 0));

    /// <summary>Writes a receipt that has no place in a chain yet. Returns its length.</summary>
    public static int Write(Span<byte> room, ReceiptColumns columns, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> commitment, ReadOnlySpan<byte> payload)
    {
        salt.CopyTo(room[SaltAt..]);
        commitment.CopyTo(room[CommitmentAt..]);
        columns.Id.TryWriteBytes(room[IdAt..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(room[InstantAt..], columns.At.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(room[VersionAt..], columns.SubjectVersion);
        var rest = room[FieldsAt..];
        Add(ref rest, columns.Subject);
        Add(ref rest, columns.Matter);
        Add(ref rest, columns.Outcome);
        Add(ref rest, columns.Credential);
        Add(ref rest, columns.BusinessNumber);
        Add(ref rest, columns.RequestId);
        Add(ref rest, columns.RequestHash, columns.RequestHash is not null);
        AddPacked(ref rest, payload);
        var length = room.Length - rest.Length;
        BinaryPrimitives.WriteInt32LittleEndian(room, length);
        return length;
    }

    /// <summary>Gives a written receipt its place.</summary>
    public static void Place(Span<byte> row, long sequence, ReadOnlySpan<byte> chain)
    {
        BinaryPrimitives.WriteInt64LittleEndian(row[SequenceAt..], sequence);
        chain.CopyTo(row[ChainAt..]);
    }

    /// <param name="segment">Stands beside the rows, not in each.</param>
    public StoredReceipt ToStored(string segment) => new(
        new Guid(Id, bigEndian: true), new DateTimeOffset(At, TimeSpan.Zero), Text(Subject), SubjectVersion, Text(Matter), Text(Outcome), Text(Credential),
        HasBusinessNumber ? Text(BusinessNumber) : null, HasRequestId ? Text(RequestId) : null, HasRequestHash ? RequestHash.ToArray() : null, PackedContent.Unpack(PackedPayload),
        segment, Sequence, Salt.ToArray(), Commitment.ToArray(), Chain.ToArray());

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest, out bool isThere)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        isThere = length != Absent;
        var field = rest.Slice(sizeof(int), Math.Max(0, length));
        rest = rest[(sizeof(int) + field.Length)..];
        return field;
    }

    private static void Add(ref Span<byte> rest, string? text)
    {
        var length = text is null ? Absent : Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest, length);
        rest = rest[(sizeof(int) + Math.Max(0, length))..];
    }

    private static void AddPacked(ref Span<byte> rest, ReadOnlySpan<byte> payload)
    {
        var length = PackedContent.Pack(payload, rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest, length);
        rest = rest[(sizeof(int) + length)..];
    }

    private static void Add(ref Span<byte> rest, ReadOnlySpan<byte> bytes, bool isThere)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, isThere ? bytes.Length : Absent);
        bytes.CopyTo(rest[sizeof(int)..]);
        rest = rest[(sizeof(int) + bytes.Length)..];
    }
}

/// <summary>The columns of a receipt beside its payload, before it has a place in a chain.</summary>
public readonly record struct ReceiptColumns(
    Guid Id,
    DateTimeOffset At,
    string Subject,
    long SubjectVersion,
    string Matter,
    string Outcome,
    string Credential,
    string? BusinessNumber,
    string? RequestId,
    byte[]? RequestHash)
{
    public static ReceiptColumns Of(StoredReceipt receipt) => new(
        receipt.Id, receipt.At, receipt.Subject, receipt.SubjectVersion, receipt.Matter, receipt.Outcome, receipt.Credential, receipt.BusinessNumber, receipt.RequestId, receipt.RequestHash);
}
