using System.Collections.Immutable;
using CreditGate.Actors.Evidence;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Evidence.Log;

namespace CreditGate.Api.Evidence;

/// <param name="Keys">Oldest first; the last one signs.</param>
internal sealed record KeysResponse(ImmutableArray<KeyBody> Keys);

/// <param name="Id">As signatures name it: the first four bytes of the SHA-256 of the key, hex.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, PEM.</param>
internal sealed record KeyBody(string Id, string Algorithm, string PublicKey)
{
    public static KeyBody From(SigningKey key) => new(Convert.ToHexStringLower(key.Public.Id), key.Public.Algorithm.Name, key.Public.Pem);
}

/// <param name="Next">Size to give as after for the next page; absent when this is the last.</param>
internal sealed record CheckpointsResponse(ImmutableArray<CheckpointBody> Checkpoints, long? Next);

/// <summary>The whole log at one size, signed.</summary>
/// <param name="Size">Entries of the log.</param>
/// <param name="Root">SHA-256 root of RFC 9162, Base64.</param>
/// <param name="Note">The signed text with its signature: a note of C2SP.</param>
internal sealed record CheckpointBody(long Size, DateTimeOffset At, string Root, string Algorithm, string KeyId, string Note)
{
    public static CheckpointBody From(StoredCheckpoint stored)
    {
        var note = stored.Read();
        return new CheckpointBody(
            stored.Size, stored.At.ToOffset(LegalTime.ChinaStandardTime), Convert.ToBase64String(note.Checkpoint.Root), note.Checkpoint.Algorithm, Convert.ToHexStringLower(note.KeyId), note.Note);
    }
}

/// <summary>What the log holds of a row. Bytes are Base64.</summary>
/// <param name="Position">Of an event in the whole ledger; 0 for a receipt.</param>
/// <param name="LeafHash">RFC 9162 leaf over kind, position, segment, sequence and commitment.</param>
internal sealed record EntryBody(string Kind, long Position, string Segment, long Sequence, string Commitment, string LeafHash)
{
    public static EntryBody From(LogEntry entry) =>
        new(entry.Kind, entry.Position, entry.Segment, entry.Sequence, Convert.ToBase64String(entry.Commitment), Convert.ToBase64String(entry.LeafHash()));
}

/// <summary>Shows that an entry is in the log (RFC 9162, 2.1.3).</summary>
/// <param name="Index">From 0.</param>
/// <param name="Path">Hashes from the leaf upwards, Base64.</param>
/// <param name="Salt">Of a receipt, feedback or a declaration: with the payload and the columns beside it, its commitment.</param>
/// <param name="Payload">Of these: the bytes that were kept, Base64. Where the content was removed, a byte 0 and the digest that the commitment covers in its place, of a receipt with what tells whether a named business number was its own before the digest; the salt is empty then.</param>
internal sealed record InclusionResponse(EntryBody Entry, long Index, CheckpointBody Checkpoint, ImmutableArray<string> Path, string? Salt, string? Payload);

/// <summary>Shows that the log of one checkpoint is the beginning of the log of another (RFC 9162, 2.1.4).</summary>
/// <param name="Path">Hashes, Base64.</param>
internal sealed record ConsistencyResponse(CheckpointBody From, CheckpointBody To, ImmutableArray<string> Path);
