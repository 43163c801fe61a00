using CreditGate.Actors.Ledger;
using CreditGate.Actors.Subjects;
using CreditGate.Domain.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Nodes;

/// <summary>All nodes that may hold activations, for those who append beside the grains.</summary>
/// <remarks>
/// A node that does not say within the limit that it has caught up is waited for until the limit has passed since the commit. From then
/// on it cannot mislead: either its tail has read the ledger since the commit, or its <c>confirmedAt</c> is older than the limit
/// and every answer of its memory says that it is unconfirmed. This holds for a node that membership calls dead and that lives on, too.
/// </remarks>
public sealed partial class Nodes
{
    // An answer as old as the limit is still called confirmed, and no two clocks run at the same speed.
    private static readonly TimeSpan Limit = LedgerPulse.Limit + TimeSpan.FromMilliseconds(100);

    private readonly LedgerTail _tail;
    private readonly ISubjectLedger _ledger;
    private readonly ActiveSubjects _active;
    private readonly NodeClient _client;
    private readonly IClusterMembershipService _membership;
    private readonly SiloAddress _self;
    private readonly TimeProvider _time;
    private readonly ILogger<Nodes> _logger;

    internal Nodes(IServiceProvider services, NodeClient client)
    {
        (_tail, _ledger, _active) = (services.GetRequiredService<LedgerTail>(), services.GetRequiredService<ISubjectLedger>(), services.GetRequiredService<ActiveSubjects>());
        (_client, _membership) = (client, services.GetRequiredService<IClusterMembershipService>());
        _self = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        (_time, _logger) = (services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<Nodes>>());
    }

    private IEnumerable<SiloAddress> Others => _membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping && !member.SiloAddress.Equals(_self))
        .Select(static member => member.SiloAddress);

    /// <summary>
    /// To be awaited between the commit of appends and their acknowledgement: when it completes, every confirmed answer from memory,
    /// on any node, contains them.
    /// </summary>
    /// <param name="appended">What this node's activations are to catch up with; the others find out by themselves.</param>
    /// <exception cref="LedgerUnavailableException">An activation of this node could not read the ledger.</exception>
    public async Task CatchUp(IEnumerable<(SubjectKey Subject, long Version)> appended)
    {
        var others = Others.Select(Ask).ToList();
        await _active.CatchUp(appended.Select(static append => (append.Subject.Value, append.Version)));
        await Task.WhenAll(others);
    }

    /// <summary>As the other, for whatever anybody has committed before this call: a runner that is gone may not have seen to it.</summary>
    /// <exception cref="LedgerUnavailableException">This node could not read the ledger.</exception>
    public Task CatchUp() => _ledger.IsShared ? Task.WhenAll([_tail.NextRound(), .. Others.Select(Ask)]) : Task.CompletedTask;

    private async Task Ask(SiloAddress node)
    {
        var asked = _time.GetTimestamp();
        try
        {
            await _client.CatchUp(node).WaitAsync(Limit, _time);
        }
        catch (Exception failure)
        {
            LogSilent(failure, node);
            if (Limit - _time.GetElapsedTime(asked) is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, _time);
            }
        }
    }

    [LoggerMessage(1401, LogLevel.Warning, "Node {Node} did not say that it has caught up; what it answers from memory is up to date or says unconfirmed from here on")]
    private partial void LogSilent(Exception failure, SiloAddress node);
}
