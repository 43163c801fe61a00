using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;

namespace CreditGate.LoadTests.Traffic;

/// <summary>How one request ended.</summary>
/// <param name="Sent">When it went out, as a timestamp of Stopwatch.</param>
/// <param name="Status">0 when the connection broke.</param>
/// <param name="Bytes">Of the response, its head included.</param>
internal readonly record struct Ending(Order Order, long Sent, long Ended, int Status, int Bytes, Judgement Judgement)
{
    public bool IsError => Status is < 200 or > 299;
}

/// <summary>One keep-alive connection with one request at a time. Sending happens on the caller's thread, so that it is punctual; answers arrive by themselves.</summary>
internal sealed class Connection(Uri target, RequestWriter writer, AnswerJudge judge, Listings listings, Action<Connection, Ending> ended) : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private byte[] _received = new byte[16 * 1024];
    private Stream? _stream;
    private Order _order;
    private long _sent;
    private int _epoch;
    private bool _isWaiting;
    private bool _isBroken;
    private volatile bool _isDisposed;
    private (int Status, int Bytes, Judgement Judgement)? _closing;

    /// <exception cref="SocketException">Nothing listens there.</exception>
    public async Task Open(CancellationToken cancellation)
    {
        var stream = await Connect(cancellation);
        _stream = stream;
        _ = Receive(stream);
    }

    public void Send(Order order)
    {
        Stream stream;
        lock (_lock)
        {
            (_order, _epoch, _isWaiting, _sent) = (order, listings.Epoch(order.Subject), true, Stopwatch.GetTimestamp());
            if (_isBroken)
            {
                return;     // ended once there is a connection again
            }

            stream = _stream!;
        }

        try
        {
            stream.Write(writer.Write(order).Span);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            stream.Dispose();      // the receiver notices, and ends the request
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _stream?.Dispose();
    }

    private async Task<Stream> Connect(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.Host, target.Port, cancellation);
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (target.Scheme != Uri.UriSchemeHttps)
            {
                return stream;
            }

            var secured = new SslStream(stream);
            await secured.AuthenticateAsClientAsync(target.Host);
            return secured;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task Receive(Stream stream)
    {
        try
        {
            for (var filled = 0; await stream.ReadAsync(_received.AsMemory(filled)) is > 0 and var read;)
            {
                filled = Take(filled + read, out var closes);
                if (closes)
                {
                    break;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidDataException)
        {
            // Told below, as a request that had no answer.
        }

        stream.Dispose();
        await Reopen();
    }

    /// <returns>How much of the buffer still waits for the rest of its response.</returns>
    private int Take(int filled, out bool closes)
    {
        closes = false;
        if (HttpResponse.Find(_received.AsSpan(0, filled)) is not { } response)
        {
            if (filled == _received.Length)
            {
                Array.Resize(ref _received, filled * 2);
            }

            return filled;
        }

        var judgement = Judged(response);
        closes = response.Closes;
        if (closes)
        {
            _closing = (response.Status, response.End, judgement);
        }
        else
        {
            End(response.Status, response.End, judgement);
        }

        return 0;
    }

    private Judgement Judged(HttpResponse response)
    {
        var isPush = _order.Kind == RequestKind.Push;
        if (response.Status is < 200 or > 299)
        {
            judge.Failed(response.Status, response.Content(_received));
            return Judgement.Unjudged;
        }

        if (!_order.IsVerified && !isPush)
        {
            return Judgement.Unjudged;
        }

        var judgement = judge.Judge(_order, _epoch, response.Content(_received));
        if (isPush && judgement == Judgement.Right)
        {
            listings.Acknowledged(_order.Subject);
        }

        return judgement;
    }

    private void End(int status, int bytes, Judgement judgement)
    {
        Ending ending;
        lock (_lock)
        {
            _isWaiting = false;
            ending = new Ending(_order, _sent, Stopwatch.GetTimestamp(), status, bytes, judgement);
        }

        ended(this, ending);
    }

    /// <summary>A new connection in place of one that broke or was closed, tried until the run is over. What was under way ends only then, so that nothing is sent into nowhere.</summary>
    private async Task Reopen()
    {
        lock (_lock)
        {
            _isBroken = true;
        }

        while (!_isDisposed)
        {
            try
            {
                Resume(await Connect(CancellationToken.None));
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(BetweenTries);
            }
        }
    }

    private void Resume(Stream stream)
    {
        bool wasWaiting;
        lock (_lock)
        {
            (_stream, _isBroken, wasWaiting) = (stream, false, _isWaiting);
        }

        var (status, bytes, judgement) = _closing ?? (0, 0, Judgement.Unjudged);
        _closing = null;
        _ = Receive(stream);
        if (wasWaiting)
        {
            End(status, bytes, judgement);
        }
    }
}
