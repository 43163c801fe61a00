using System.Collections.Concurrent;
using CreditGate.Actors.Nodes;
using CreditGate.Silo.Ledger.Postgres;
using CreditGate.Silo.Notices;
using CreditGate.Silo.Tests.Postgres;
using CreditGate.Silo.Tests.Redis;
using CreditGate.Silo.Tests.Storage;
using CreditGate.Silo.Tests.Subjects;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace CreditGate.Silo.Tests.Cluster;

/// <summary>Wake-ups between two nodes, whatever carries them.</summary>
public abstract class NoticesContract : IAsyncLifetime
{
    private const Notice All = Notice.Ledger | Notice.Jobs | Notice.Sources | Notice.Credentials | Notice.Moves;

    private readonly WarningLog _log = new();
    private readonly ConcurrentQueue<Notice> _heardByOne = new();
    private readonly ConcurrentQueue<Notice> _heardByOther = new();
    private Actors.Nodes.Notices _one = null!;
    private Actors.Nodes.Notices _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _one = new Actors.Nodes.Notices(TimeProvider.System, logs.CreateLogger<Actors.Nodes.Notices>(), NewChannel());
        _other = new Actors.Nodes.Notices(TimeProvider.System, logs.CreateLogger<Actors.Nodes.Notices>(), NewChannel());
        _one.Heard += _heardByOne.Enqueue;
        _other.Heard += _heardByOther.Enqueue;
        await _one.StartAsync(Cancellation);
        await _other.StartAsync(Cancellation);
        await Eventually.Holds("both listen", () => _heardByOne.Contains(All) && _heardByOther.Contains(All));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _one.StopAsync(CancellationToken.None);
        await _other.StopAsync(CancellationToken.None);
        _one.Dispose();
        _other.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Tell_WakesTheOthers_AndNotOneself()
    {
        _heardByOne.Clear();
        _one.Tell(Notice.Jobs);

        await Eventually.Holds("the other heard", () => _heardByOther.Contains(Notice.Jobs));
        _other.Tell(Notice.Sources);
        await Eventually.Holds("the answer was heard", () => _heardByOne.Contains(Notice.Sources));
        Assert.DoesNotContain(Notice.Jobs, _heardByOne);
    }

    [Fact]
    public async Task Tell_BecomesFewNotices_WhenThereIsMuchToTell()
    {
        _heardByOther.Clear();
        for (var turn = 0; turn < 10_000; turn++)
        {
            _one.Tell(turn % 2 == 0 ? Notice.Ledger : Notice.Jobs);
        }

        _one.Tell(Notice.Credentials);
        await Eventually.Holds("the last was heard", () => _heardByOther.Any(static heard => heard.HasFlag(Notice.Credentials)));
        Assert.InRange(_heardByOther.Count, 1, 1_000);
        Assert.Equal(Notice.Ledger | Notice.Jobs | Notice.Credentials, _heardByOther.Aggregate(static (one, other) => one | other));
    }

    [Fact]
    public async Task Listen_LooksAtEverythingAndHearsAgain_WhenTheWayWasBroken()
    {
        _heardByOther.Clear();
        Break();
        _one.Tell(Notice.Jobs);     // lost, or late
        Mend();

        await Eventually.Holds("the other looks at everything", () => _heardByOther.Contains(All));
        await Eventually.Holds("the other hears again", () =>
        {
            _one.Tell(Notice.Sources);
            return _heardByOther.Contains(Notice.Sources);
        });
    }

    private protected abstract INoticeChannel NewChannel();

    private protected abstract void Break();

    private protected abstract void Mend();
}

public sealed class PostgresNoticesTests(SharedPostgres postgres) : NoticesContract
{
    private readonly string _database = postgres.NewDatabase();
    private readonly List<PostgresLedger> _ledgers = [];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _ledgers.ForEach(static ledger => ledger.Dispose());
    }

    private protected override INoticeChannel NewChannel()
    {
        _ledgers.Add(PostgresLedger.Open(_database));
        return new PostgresNotices(_ledgers[^1]);
    }

    private protected override void Break()
    {
        using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
        command.ExecuteNonQuery();
    }

    private protected override void Mend()
    {
    }
}

public sealed class RedisNoticesTests : NoticesContract
{
    private readonly RedisServer _redis = new();
    private readonly List<RedisNotices> _channels = [];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var channel in _channels)
        {
            await channel.DisposeAsync();
        }

        _redis.Dispose();
    }

    private protected override INoticeChannel NewChannel()
    {
        _channels.Add(new RedisNotices(_redis.Settings, "示例:notices"));
        return _channels[^1];
    }

    private protected override void Break() => _redis.Kill();

    private protected override void Mend() => _redis.Start();
}
