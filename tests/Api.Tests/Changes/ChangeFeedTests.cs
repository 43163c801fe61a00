using System.Collections.Immutable;
using CreditGate.Actors.Changes;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Changes;
using CreditGate.Api.Tests.Hosting;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CreditGate.Api.Tests.Changes;

public sealed class ChangeFeedTests
{
    private const int Batches = 30;
    private const int BatchSize = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>More entries than the feed keeps in memory, so that some readers are behind it, some in it and some at its end.</summary>
    [Fact]
    public async Task After_GivesEveryEntryOnceAndInOrder_ToReadersFarBehindAndAtTheEnd()
    {
        await using var gate = await RunningGate.Start();
        var ledger = gate.Services.GetRequiredService<ISubjectLedger>();
        var (feed, signal) = (gate.Services.GetRequiredService<ChangeFeed>(), gate.Services.GetRequiredService<ChangeSignal>());
        var readers = Enumerable.Range(0, 6).Select(index => Read(feed, signal, Math.Min(index, 3) * 4_000)).ToList();

        for (var batch = 0; batch < Batches; batch++)
        {
            Assert.True((await ledger.AppendMany([.. Enumerable.Range(0, BatchSize).Select(static _ => Append())])).Committed);
            if (batch == Batches / 2)
            {
                readers.Add(Read(feed, signal, 0));
            }
        }

        await Task.WhenAll(readers).WaitAsync(Limit, Cancellation);
    }

    /// <summary>Reads to the end; every position must follow the one before. A reader may be there before his place is.</summary>
    private static async Task Read(ChangeFeed feed, ChangeSignal signal, long position)
    {
        while (position < Batches * BatchSize)
        {
            var grown = signal.Next;
            var read = await feed.After(position, 300, Cancellation);
            foreach (var entry in read)
            {
                Assert.Equal(position + 1, entry.Position);
                position = entry.Position;
            }

            if (read.IsEmpty)
            {
                await grown.WaitAsync(Limit, Cancellation);
            }
        }
    }

    private static SubjectAppend Append()
    {
        var at = TimeProvider.System.GetUtcNow();
        var key = SubjectKey.OfPerson(Guid.NewGuid());
        var record = new PermitRecord { Source = "D13", Number = "示许1号", Revision = new Revision(1, at, 1), DecidedOn = new DateOnly(2026, 3, 2) };
        return new SubjectAppend(key, 0, ImmutableArray.Create<SubjectEvent>(new RecordPushed { At = at, Actor = "示例凭据", Record = record }), [record], [])
        {
            Changes = [new StandingChange { Kind = ChangeKind.RecordCreated, At = at, Edition = "2026-04", Subject = key.Value, Version = 1, Record = record.Ref }],
        };
    }
}
