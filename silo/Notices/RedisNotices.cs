using CreditGate.Actors.Nodes;
using StackExchange.Redis;

namespace CreditGate.Silo.Notices;

/// <summary>Notices by publish and subscribe. Without Redis nothing is sent, and nobody waits for it.</summary>
/// <param name="settings">The connection mends itself, and subscribes again when it is back.</param>
/// <param name="channel">Name that the nodes of one ledger share and others on the same Redis do not.</param>
internal sealed class RedisNotices(ConfigurationOptions settings, string channel) : INoticeChannel, IAsyncDisposable
{
    private readonly RedisChannel _channel = RedisChannel.Literal(channel);
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => Connect(settings));

    public async Task Send(string notice, CancellationToken cancellation)
    {
        var connection = await _connection.Value.WaitAsync(cancellation).ConfigureAwait(false);
        await connection.GetSubscriber().PublishAsync(_channel, notice).WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async Task Listen(Action<string> heard, Action listening, CancellationToken cancellation)
    {
        var connection = await _connection.Value.WaitAsync(cancellation).ConfigureAwait(false);
        var queue = await connection.GetSubscriber().SubscribeAsync(_channel).WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            connection.ConnectionRestored += Restored;
            queue.OnMessage(message => heard(message.Message.ToString()));
            listening();
            await queue.Completion.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            connection.ConnectionRestored -= Restored;
            await queue.UnsubscribeAsync(CommandFlags.FireAndForget).ConfigureAwait(false);
        }

        void Restored(object? sender, ConnectionFailedEventArgs restored)
        {
            if (restored.ConnectionType == ConnectionType.Subscription)
            {
                listening();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated && _connection.Value.IsCompletedSuccessfully)
        {
            await (await _connection.Value).DisposeAsync();
        }
    }

    private static Task<ConnectionMultiplexer> Connect(ConfigurationOptions settings)
    {
        var own = settings.Clone();
        own.AbortOnConnectFail = false;
        return ConnectionMultiplexer.ConnectAsync(own);
    }
}
