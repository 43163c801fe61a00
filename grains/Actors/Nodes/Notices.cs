using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Nodes;

/// <summary>Wakes the other nodes. Many notices become one while one is on its way; a lost one costs a round of whoever waits for it.</summary>
/// <param name="channel">None in a process that shares its ledger with nobody.</param>
public sealed partial class Notices(TimeProvider time, ILogger<Notices> logger, INoticeChannel? channel = null) : BackgroundService
{
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TriedAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ILogger<Notices> _logger = logger;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly string _node = Guid.NewGuid().ToString("N");
    private int _due;
    private int _isSilent;

    /// <summary>Another node has told of something. Handlers must not block nor fail.</summary>
    public event Action<Notice>? Heard;

    /// <summary>Tells the other nodes, soon. Never blocks nor fails.</summary>
    public void Tell(Notice what)
    {
        if (channel is not null && (Interlocked.Or(ref _due, (int)what) & (int)what) != (int)what)
        {
            try
            {
                _wake.Release();
            }
            catch (SemaphoreFullException)
            {
                // It goes with the next.
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        channel is null ? Task.CompletedTask : Task.WhenAll(Send(channel, stoppingToken), Listen(channel, stoppingToken));

    private async Task Send(INoticeChannel way, CancellationToken stopping)
    {
        while (true)
        {
            await _wake.WaitAsync(stopping);
            try
            {
                await way.Send($"{_node} {Interlocked.Exchange(ref _due, 0)}", stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                Fell(failure);
            }

            await Task.Delay(Apart, time, stopping);
        }
    }

    private async Task Listen(INoticeChannel way, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await way.Listen(Hear, ListensAgain, stopping);
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                Fell(failure);
            }

            await Task.Delay(TriedAgainAfter, time, stopping);
        }
    }

    private void Hear(string notice)
    {
        if (notice.Split(' ') is [var node, var what] && node != _node && int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var told))
        {
            Heard?.Invoke((Notice)told);
        }
    }

    /// <summary>What was told meanwhile went unheard, so everything is looked at once.</summary>
    private void ListensAgain()
    {
        if (Interlocked.Exchange(ref _isSilent, 0) == 1)
        {
            LogListens();
        }

        Heard?.Invoke(Notice.Ledger | Notice.Jobs | Notice.Sources | Notice.Credentials | Notice.Moves);
    }

    private void Fell(Exception failure)
    {
        if (Interlocked.Exchange(ref _isSilent, 1) == 0)
        {
            LogSilent(failure);
        }
    }

    [LoggerMessage(1411, LogLevel.Warning, "Wake-ups between the nodes do not get through; every node looks by itself four times a second")]
    private partial void LogSilent(Exception failure);

    [LoggerMessage(1412, LogLevel.Information, "Wake-ups between the nodes get through again")]
    private partial void LogListens();
}
