using System.Security.Cryptography;
using CreditGate.Actors.Pushes;
using CreditGate.Domain;
using CreditGate.Silo.Ledger.Postgres;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>One connection's turn at an upload in the database: what it brings goes after what is there, until another connection takes the turn.</summary>
internal sealed class PostgresUploadTurn(
    PostgresLedger ledger, UploadOptions options, PlatformClock clock, Guid file, Guid turn, UploadCipher cipher, int frames, long content) : IDisposable
{
    private const int FramesAtOnce = 16;

    // Nothing is written unless the turn is still this connection's.
    private const string Add =
        """
        WITH held AS (
            UPDATE upload SET frames = frames + $3, content = content + $4, stored = stored + $5, touched_at = $6 WHERE file = $1 AND turn = $2 AND frames = $7 RETURNING file)
        INSERT INTO upload_frame (file, nth, frame) SELECT held.file, $7 + a.nth - 1, a.frame FROM held, unnest($8::bytea[]) WITH ORDINALITY AS a (frame, nth)
        """;

    private const string Used = "SELECT COALESCE(SUM(stored), 0)::bigint FROM upload";

    // Another for every turn: what a broken commit left out is written again under the same index.
    private readonly byte[] _prefix = RandomNumberGenerator.GetBytes(UploadCipher.PrefixBytes);

    private readonly byte[] _piece = new byte[UploadCipher.FrameBytes];
    private readonly List<byte[]> _sealed = [];
    private int _filled;
    private int _committed = frames;
    private long _waiting;
    private long _received = content;
    private long _sinceRoom;

    /// <summary>Takes a body to its end, or to where it breaks: what came by then is committed either way.</summary>
    public async Task Take(Stream body, CancellationToken cancellation)
    {
        await EnsureRoom();
        try
        {
            while (await body.ReadAsync(_piece.AsMemory(_filled), cancellation) is > 0 and var read)
            {
                _filled += read;
                if (_filled == _piece.Length)
                {
                    SealPiece();
                    await CommitNowAndThen();
                }
            }
        }
        finally
        {
            if (_filled > 0)
            {
                SealPiece();
            }

            await Commit();
        }
    }

    public void Dispose() => cipher.Dispose();

    private void SealPiece()
    {
        if (_received + _waiting + _filled > options.LargestBytes)
        {
            _filled = 0;
            throw new UploadRefusedException(UploadRefusedException.TooLarge, _received);
        }

        var frame = new byte[_filled + UploadCipher.Overhead];
        cipher.Seal((uint)(_committed + _sealed.Count), _prefix, _piece.AsSpan(0, _filled), frame);
        _sealed.Add(frame);
        _waiting += _filled;
        _filled = 0;
    }

    private async Task CommitNowAndThen()
    {
        if (_sealed.Count == FramesAtOnce)
        {
            await Commit();
            if (_sinceRoom >= UploadFrames.SyncEvery)
            {
                await EnsureRoom();
            }
        }
    }

    private async Task Commit()
    {
        if (_sealed.Count == 0)
        {
            return;
        }

        var stored = _sealed.Sum(static frame => (long)frame.Length);
        var added = await ledger.Write(connection => connection.Run(
            Add, file, turn, _sealed.Count, _waiting, stored, clock.GetUtcNow().UtcTicks, _committed, _sealed.ToArray()));
        if (added == 0)
        {
            _sealed.Clear();
            throw new UploadRefusedException(UploadRefusedException.Offset, _received);     // another connection has gone on with it
        }

        _committed += _sealed.Count;
        _received += _waiting;
        _sinceRoom += stored;
        _waiting = 0;
        _sealed.Clear();
    }

    private async Task EnsureRoom()
    {
        _sinceRoom = 0;
        var used = await ledger.Read(connection => connection.First(static row => row.GetInt64(0), Used, []), CancellationToken.None);
        if (used + UploadFrames.SyncEvery > options.AllBytes)
        {
            throw new UploadRefusedException(UploadRefusedException.NoRoom, _received);
        }
    }
}
