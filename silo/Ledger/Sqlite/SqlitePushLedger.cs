using CreditGate.Actors.Pushes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Silo.Ledger.Sqlite;

internal sealed class SqlitePushLedger(SqliteLedger ledger) : IPushLedger
{
    private static readonly TimeSpan NamedAgain = TimeSpan.FromDays(30);

    public Task<KeptPush> Enter(PushJob job) => ledger.Write(1, session =>
    {
        session.Tables.Pushes.Enter(job);
        return session.Tables.Pushes.Find(job.Credential, job.Key) ?? throw new InvalidOperationException("A push job that was entered is not there.");
    });

    public ValueTask<KeptPush?> Find(Guid id, CancellationToken cancellation = default) => ledger.Read(tables => tables.Pushes.Find(id), cancellation);

    public ValueTask<KeptPush?> Find(string credential, string key, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Pushes.Find(credential, key), cancellation);

    public async ValueTask<IReadOnlyList<KeptPush>> OfOrganisation(string organisation, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Pushes.OfOrganisation(organisation, atMost), cancellation);

    public async ValueTask<IReadOnlyList<KeptPush>> Open(CancellationToken cancellation = default) =>
        await ledger.Read(static tables => tables.Pushes.Open(), cancellation);

    public Task<bool> Advance(PushStep step) => ledger.Write(1 + step.Lines.Count + step.Named.Count, session => session.Tables.Pushes.TryAdvance(step));

    /// <summary>The data directory belongs to one process, and that one has one runner, which goes by organisation itself.</summary>
    public async Task<bool> Take(Guid id, string runner, TimeSpan hold) => await Find(id) is { Progress.IsOpen: true };

    public Task Release(Guid id, string runner) => Task.CompletedTask;

    public Task<bool> Cancel(Guid id) => ledger.Write(1, session => session.Tables.Pushes.Cancel(id));

    public async ValueTask<IReadOnlyList<PushLine>> Lines(Guid id, PushLineKind kind, int afterLine, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Pushes.Lines(id, kind, afterLine, atMost), cancellation);

    public ValueTask<(int Usable, int Missing)> CountMissing(PushJob job, CancellationToken cancellation = default) =>
        ledger.Read(tables => tables.Snapshots.Count(job), cancellation);

    public async ValueTask<IReadOnlyList<(SubjectKey Subject, PublicCreditRecord Record)>> Missing(
        PushJob job, string afterSubject, int atMost, CancellationToken cancellation = default) =>
        await ledger.Read(tables => tables.Snapshots.After(job, afterSubject, atMost), cancellation);

    public async Task<IReadOnlyList<Guid>> Expire(DateTimeOffset now) =>
        await ledger.Write(1_000, session => session.Tables.Pushes.Expire(now - NamedAgain, now));
}
