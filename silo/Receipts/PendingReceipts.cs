using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading.Tasks.Sources;
using CreditGate.Actors.Ledger;
using CreditGate.Silo.Storage.Sqlite;

namespace CreditGate.Silo.Receipts;

/// <summary>Receipts on their way to the disk, and the wait for them: one object for both, since every check makes one.</summary>
internal sealed class PendingReceipts(SqliteWriter<SpoolSession> writer, SpoolPatience patience) : WriteCommand<SpoolSession>, IPendingReceipts, IValueTaskSource
{
    private const int Waiting = 0;
    private const int Ended = 1;
    private const int Abandoned = 2;

    // The writer's thread must never run a caller's continuation.
    private ManualResetValueTaskSourceCore<bool> _wait = new() { RunContinuationsAsynchronously = true };
    private byte[] _rows = [];
    private int _length;
    private int _count;
    private int _state;
    private long _patientUntil = long.MaxValue;

    public override int Rows => _count;

    public bool HasEnded => Volatile.Read(ref _state) != Waiting;

    public void Add(ReceiptColumns columns, ReadOnlySpan<byte> payload)
    {
        Span<byte> salt = stackalloc byte[16], commitment = stackalloc byte[SHA256.HashSizeInBytes];
        Salts.Fill(salt);
        SpoolSeal.Commit(columns, salt, payload, commitment);
        _length += SpooledReceipt.Write(Room(SpooledReceipt.RoomFor(columns, payload.Length)), columns, salt, commitment, payload);
        _count++;
    }

    public ValueTask Keep(TimeSpan? limit)
    {
        if (limit is { } patient)
        {
            _patientUntil = Stopwatch.GetTimestamp() + (long)(patient.TotalSeconds * Stopwatch.Frequency);
            patience.Watch(this);
        }

        var queued = writer.Queue(this);
        return queued.IsCompletedSuccessfully ? new ValueTask(this, _wait.Version) : Queued(queued);
    }

    /// <summary>Gives up waiting when the time is up. The receipts may still become durable: nobody was answered by them.</summary>
    public void EndIfLate(long now)
    {
        if (now >= _patientUntil && Interlocked.CompareExchange(ref _state, Abandoned, Waiting) == Waiting)
        {
            _wait.SetException(new TimeoutException("The receipt was not on disk in time."));
        }
    }

    public override void Execute(SpoolSession session)
    {
        for (var at = 0; at < _length;)
        {
            var length = new SpooledReceipt(_rows.AsSpan(at, _length - at)).Length;
            session.Add(_rows.AsSpan(at, length));
            at += length;
        }
    }

    public override void Complete() => End(null);

    public override void Fail(Exception error) => End(error);

    public void GetResult(short token) => _wait.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _wait.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _wait.OnCompleted(continuation, state, token, flags);

    private async ValueTask Queued(ValueTask queued)
    {
        await queued;
        await new ValueTask(this, _wait.Version);
    }

    private void End(Exception? error)
    {
        ArrayPool<byte>.Shared.Return(_rows);
        _rows = [];
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) != Waiting)
        {
            return;
        }

        if (error is null)
        {
            _wait.SetResult(true);
        }
        else
        {
            _wait.SetException(error);
        }
    }

    private Span<byte> Room(int needed)
    {
        if (_rows.Length - _length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_rows.Length * 2, _length + needed));
            _rows.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_rows);
            _rows = larger;
        }

        return _rows.AsSpan(_length);
    }
}
