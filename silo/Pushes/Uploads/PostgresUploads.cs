using System.Security.Cryptography;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Silo.Ledger.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>Uploads as encrypted frames in the ledger's database, where every node finds them. What was received is committed, in pieces of 1 MiB.</summary>
/// <remarks>
/// A connection that goes on with an upload takes its turn; what another one still brings is refused. How much room the server's disk has
/// cannot be asked: <see cref="UploadOptions.AllBytes"/> alone bounds what uploads take there.
/// </remarks>
internal sealed class PostgresUploads(PostgresLedger ledger, ContentKeys keys, IOptions<UploadOptions> options, PlatformClock clock) : IUploadStore, IUnfinishedUploads
{
    private const string Enter =
        "INSERT INTO upload (file, id, turn, is_finished, header, frames, content, stored, touched_at) VALUES ($1, $2, $3, false, $4, 0, 0, $5, $6)";

    private const string TakeTurn =
        "UPDATE upload SET turn = $3 WHERE id = $1 AND content = $2 AND NOT is_finished RETURNING file, header, frames, content";

    private const string End =
        "UPDATE upload SET id = $2, is_finished = true, turn = $3, ending = $4, stored = stored + $5, touched_at = $6 WHERE id = $1 AND turn = $7 AND NOT is_finished RETURNING id";

    private const string Header = "SELECT file, header, ending, frames, content, turn FROM upload WHERE id = $1 AND is_finished = $2";

    private readonly SealedLines _lines = new(keys);

    public ValueTask<long> Received(Guid upload, CancellationToken cancellation = default) => ledger.Read(
        connection => connection.First(static row => row.GetInt64(0), "SELECT content FROM upload WHERE id = $1 AND NOT is_finished", [upload], cancellation), cancellation);

    public async Task Append(Guid upload, long offset, Stream body, CancellationToken cancellation = default)
    {
        using var turn = offset == 0 ? await StartOver(upload) : await GoOn(upload, offset);
        await turn.Take(body, cancellation);
    }

    public Stream OpenUnfinished(Guid upload) => Stream(Find(upload, isFinished: false), null);

    public Stream Open(Guid upload)
    {
        var found = Find(upload, isFinished: true);
        using var cipher = CipherOf(found);
        return cipher.OpenEnd(upload, found.Ending) is { } length && length == found.Content ? Stream(found, length) : throw Damaged(upload);
    }

    public async Task Finish(Guid unfinished, Guid upload)
    {
        var found = await Found(unfinished, isFinished: false);
        using var cipher = CipherOf(found);
        var end = new byte[UploadCipher.EndBytes];
        cipher.SealEnd(upload, RandomNumberGenerator.GetBytes(UploadCipher.PrefixBytes), found.Content, end);
        var ended = await ledger.Write(connection => connection.First(
            static _ => true, End, [unfinished, upload, Guid.NewGuid(), end, (long)end.Length, clock.GetUtcNow().UtcTicks, found.Turn]));
        if (!ended)
        {
            throw new InvalidDataException($"Upload {unfinished:N} was written to while it was finished.");
        }
    }

    public Task Delete(Guid upload) => ledger.Write(connection => connection.Run("DELETE FROM upload WHERE id = $1", upload));

    public async ValueTask<IReadOnlyList<StoredUpload>> All(CancellationToken cancellation = default) => await ledger.Read(
        connection => connection.All(
            static row => new StoredUpload(row.GetGuid(0), row.GetBoolean(1), row.Instant(2)), "SELECT id, is_finished, touched_at FROM upload", [], cancellation),
        cancellation);

    public byte[] Seal(Guid upload, ReadOnlySpan<byte> content) => _lines.Seal(upload, content);

    public byte[] Unseal(Guid upload, ReadOnlySpan<byte> content) => _lines.Unseal(upload, content);

    private async Task<PostgresUploadTurn> StartOver(Guid upload)
    {
        var (file, turn, header) = (Guid.NewGuid(), Guid.NewGuid(), UploadHeader.New(keys.Newest(), upload));
        try
        {
            await ledger.Write(async connection =>
            {
                await connection.Run("DELETE FROM upload WHERE id = $1", upload);
                return await connection.Run(Enter, file, upload, turn, header.ToBytes(), (long)UploadHeader.Size, clock.GetUtcNow().UtcTicks);
            });
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new UploadRefusedException(UploadRefusedException.Offset, await Received(upload), taken);     // another connection was first
        }

        return Turn(file, turn, header.Cipher(keys), 0, 0);
    }

    private async Task<PostgresUploadTurn> GoOn(Guid upload, long offset)
    {
        var turn = Guid.NewGuid();
        var found = await ledger.Write(connection => connection.First(
            static row => new Taken(row.GetGuid(0), row.Blob(1), row.GetInt32(2), row.GetInt64(3)), TakeTurn, [upload, offset, turn]));
        return found is not null
            ? Turn(found.File, turn, (UploadHeader.Read(found.Header) ?? throw Damaged(upload)).Cipher(keys), found.Frames, found.Content)
            : throw new UploadRefusedException(UploadRefusedException.Offset, await Received(upload));
    }

    private PostgresUploadTurn Turn(Guid file, Guid turn, UploadCipher cipher, int frames, long content) => new(ledger, options.Value, clock, file, turn, cipher, frames, content);

    private PostgresUploadStream Stream(FoundUpload found, long? length) => new(ledger, found.File, CipherOf(found), found.Frames, length);

    // Whoever opens a stream does so before the first await of his own; it is one short question.
    private FoundUpload Find(Guid upload, bool isFinished) => Found(upload, isFinished).GetAwaiter().GetResult();

    private async Task<FoundUpload> Found(Guid upload, bool isFinished) => await ledger.Read(
        connection => connection.First(
            static row => new FoundUpload(row.GetGuid(0), row.Blob(1), row.BlobOrNull(2), row.GetInt32(3), row.GetInt64(4), row.GetGuid(5)), Header, [upload, isFinished]),
        CancellationToken.None).ConfigureAwait(false) ?? throw new FileNotFoundException($"There is no upload {upload:N}.");

    private UploadCipher CipherOf(FoundUpload found) => (UploadHeader.Read(found.Header) ?? throw Damaged(found.File)).Cipher(keys);

    private static InvalidDataException Damaged(Guid upload) => new($"Upload {upload:N} is damaged or cut.");

    private sealed record Taken(Guid File, byte[] Header, int Frames, long Content);

    private sealed record FoundUpload(Guid File, byte[] Header, byte[]? Ending, int Frames, long Content, Guid Turn);
}
