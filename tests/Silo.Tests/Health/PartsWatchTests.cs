using CreditGate.Actors.Ledger;
using CreditGate.Domain;
using CreditGate.Silo.Health;
using CreditGate.Silo.Health.Clocks;
using CreditGate.Silo.Hosting;
using CreditGate.Silo.Receipts;
using CreditGate.Silo.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace CreditGate.Silo.Tests.Health;

public sealed class PartsWatchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _time = new();
    private readonly DataDirectory _data;
    private readonly ReceiptSpool _spool;
    private readonly FullDisk _disk;
    private readonly LedgerPulse _pulse;
    private readonly PartsWatch _watch;
    private bool _spoolFails;

    public PartsWatchTests()
    {
        _data = DataDirectory.Open(_directory.Root);
        _spool = ReceiptSpool.Open(_data.SpoolPath, Commit);
        _disk = new FullDisk(_directory.Root);
        var clock = new PlatformClock(_time);
        _pulse = new LedgerPulse(clock, _time);
        _watch = new PartsWatch(_spool, _data, _disk, _pulse, new ClockWatch(clock, _time, Clocks.SettableClock.Meters, NullLogger<ClockWatch>.Instance), _time, NullLogger<PartsWatch>.Instance);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _spool.Dispose();
        _data.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Parts_AreWell_WhenNothingIsWrong()
    {
        await _watch.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["ledger", "spool", "disk", "storage", "clock"], _watch.Parts.Select(static part => part.Name));
        Assert.Empty(Faults());
    }

    [Fact]
    public async Task Spool_IsNamed_WhenItsDiskRefusesACommit_AndNoLongerWhenItTakesOneAgain()
    {
        _spoolFails = true;
        await _watch.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["spool-refuses"], Faults());

        _spoolFails = false;
        await Eventually.Holds("the spool serves again", () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return !Faults().Contains("spool-refuses");
        });
    }

    [Fact]
    public async Task Disk_IsNamed_WhenLessThanTheLeastIsFree()
    {
        _disk.Left = DiskSpace.Least - 1;
        await _watch.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["disk-short"], Faults());
    }

    [Fact]
    public async Task Ledger_IsNamedAtOnce_WhenItHasBeenSilentForLongerThanItsLimit()
    {
        await _watch.StartAsync(TestContext.Current.CancellationToken);
        _pulse.Heard(_pulse.Ask());

        _time.Advance(PartsWatch.LedgerLimit);
        Assert.DoesNotContain("ledger-silent", Faults());
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Contains("ledger-silent", Faults());
    }

    [Fact]
    public async Task Storage_IsNamed_WhenItsFileIsNoDatabase()
    {
        await File.WriteAllTextAsync(_data.StoragePath, new string('x', 8_192), TestContext.Current.CancellationToken);
        await _watch.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["storage-unreadable"], Faults());
    }

    private string[] Faults() => [.. _watch.Parts.Select(static part => part.Fault?.Code).OfType<string>()];

    private void Commit(Action commit)
    {
        if (_spoolFails)
        {
            throw new IOException("The disk of this test is full.");
        }

        commit();
    }

    private sealed class FullDisk(string directory) : DiskSpace(directory)
    {
        public long Left { get; set; } = Least;

        public override long Free => Left;
    }
}
