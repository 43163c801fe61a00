using CreditGate.Actors.Catalogues;
using CreditGate.Actors.Ledger;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Catalogues.Comparing;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Api.Tests.Catalogues;

public sealed class ComparisonDeskTests(SharedGate shared)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Previews_RunOneAtATime_AndCanBeEnded()
    {
        using var threads = new BulkThreads();
        var roll = new HeldRoll();
        var services = shared.Gate.Services;
        var desk = new ComparisonDesk(
            new EditionPreviewer(roll, services.GetRequiredService<ISubjectLedger>(), threads), services.GetRequiredService<PlatformClock>(), NullLogger<ComparisonDesk>.Instance,
            services.GetRequiredService<IHostApplicationLifetime>());
        var edition = services.GetRequiredService<Catalogue>().Editions[^1];
        var comparison = new EditionComparison(edition, edition, edition.StartsAt, ["MT-C01"], null, 1);

        var first = desk.Start(comparison);
        await roll.Asked.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Null(desk.Start(comparison));
        await first!.Stop.CancelAsync();

        Assert.True(SpinWait.SpinUntil(() => !first.IsRunning, Patience), "The preview does not end when it is told to.");
        Assert.Equal(ComparisonState.Cancelled, first.Read(Language.En).State);
        Assert.NotNull(desk.Start(comparison));
    }

    /// <summary>Gives no page until it is told to stop.</summary>
    private sealed class HeldRoll : ISubjectRoll
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async ValueTask<RollPage> Page(string? after, int atMost, CancellationToken cancellation = default)
        {
            _asked.TrySetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
            return new RollPage([], null);
        }
    }
}
