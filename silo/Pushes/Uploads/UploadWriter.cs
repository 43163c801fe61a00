using System.Security.Cryptography;
using CreditGate.Actors.Pushes;
using Microsoft.Win32.SafeHandles;

namespace CreditGate.Silo.Pushes.Uploads;

/// <summary>One connection's turn at an upload: what it brings goes after what is there, a frame at a time.</summary>
internal sealed class UploadWriter(SafeFileHandle file, UploadCipher cipher, UploadTail tail, UploadSpace space) : IDisposable
{
    // Another for every turn: a frame that a crash tore is written again under the same index.
    private readonly byte[] _prefix = RandomNumberGenerator.GetBytes(UploadCipher.PrefixBytes);

    private readonly byte[] _content = new byte[UploadCipher.FrameBytes];
    private readonly byte[] _frame = new byte[UploadCipher.FrameBytes + UploadCipher.Overhead];
    private UploadTail _tail = tail;
    private int _filled;
    private long _notSynced;
    private long _durable = tail.Content;

    /// <summary>Bytes of the upload that survive a loss of power.</summary>
    public long Durable => Volatile.Read(ref _durable);

    /// <summary>Takes a body to its end, or to where it breaks: what came by then is durable either way.</summary>
    public async Task Take(Stream body, CancellationToken cancellation)
    {
        EnsureRoom();
        try
        {
            while (await body.ReadAsync(_content.AsMemory(_filled), cancellation) is > 0 and var read)
            {
                _filled += read;
                if (_filled == _content.Length)
                {
                    WriteFrame();
                    await SyncNowAndThen();
                }
            }
        }
        finally
        {
            await Finish();
        }
    }

    public void Dispose()
    {
        cipher.Dispose();
        file.Dispose();
    }

    private void WriteFrame()
    {
        if (_tail.Content + _filled > space.LargestBytes)
        {
            _filled = 0;
            throw new UploadRefusedException(UploadRefusedException.TooLarge, Durable);
        }

        var size = cipher.Seal(_tail.Frames, _prefix, _content.AsSpan(0, _filled), _frame);
        OnDisk(() => RandomAccess.Write(file, _frame.AsSpan(0, size), _tail.Position));
        space.Took(size);
        _tail = new UploadTail(_tail.Position + size, _tail.Frames + 1, _tail.Content + _filled);
        _notSynced += size;
        _filled = 0;
    }

    private async ValueTask SyncNowAndThen()
    {
        if (_notSynced >= UploadFrames.SyncEvery)
        {
            await Sync();
            EnsureRoom();
        }
    }

    private async Task Finish()
    {
        if (_filled > 0)
        {
            WriteFrame();
        }

        await Sync();
    }

    private async Task Sync()
    {
        await Task.Run(() => OnDisk(() => RandomAccess.FlushToDisk(file)));
        _notSynced = 0;
        Volatile.Write(ref _durable, _tail.Content);
    }

    private void EnsureRoom()
    {
        if (!space.HasRoomFor(UploadFrames.SyncEvery))
        {
            throw new UploadRefusedException(UploadRefusedException.NoRoom, Durable);
        }
    }

    /// <summary>A disk that fails is told apart from a connection that does.</summary>
    private void OnDisk(Action work)
    {
        try
        {
            work();
        }
        catch (IOException full)
        {
            throw new UploadRefusedException(UploadRefusedException.NoRoom, Durable, full);
        }
    }
}
