using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Publishing;
using Microsoft.Extensions.Logging;

namespace CreditGate.Actors.Catalogues;

/// <summary>Brings what was published into this node's catalogue.</summary>
/// <remarks>
/// Where other processes publish too, the ledger's tail refreshes it in every round before it moves the node's pulse. So an answer that
/// counts as confirmed knows every publication committed a second before it; and since a publication starts a minute or more after it
/// was taken, no confirmed answer is ever given under an edition that another has replaced.
/// </remarks>
public sealed partial class EditionShelf(IEditionLedger ledger, Catalogue catalogue, ILogger<EditionShelf> logger) : IDisposable
{
    private readonly ILogger<EditionShelf> _logger = logger;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<EditionAct> _acts = [];
    private readonly Dictionary<string, Edition> _built = new(StringComparer.Ordinal);
    private readonly System.Collections.Immutable.ImmutableArray<Edition> _own = catalogue.Editions;

    /// <summary>Reads what is new, and replaces the catalogue when there is something.</summary>
    /// <returns>All acts, oldest first.</returns>
    /// <exception cref="Ledger.LedgerUnavailableException">The catalogue stays as it is.</exception>
    public async Task<IReadOnlyList<EditionAct>> Refresh(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_acts is [])
            {
                await ledger.DeclareAll();
            }

            if (await ledger.Acts(_acts is [.., var last] ? last.Sequence : 0, cancellation) is { Count: > 0 } news)
            {
                foreach (var act in news.Where(act => act.Kind == EditionActKind.Submitted && !_built.ContainsKey(act.Edition)))
                {
                    await Build(act, cancellation);
                }

                _acts.AddRange(news);
                var timeline = EditionTimeline.Of(_own, _acts, _built);
                catalogue.Replace(timeline.Editions, timeline.Drafts, timeline.MissingFrom, EditionEnds.Of(_own, _acts));
            }

            return [.. _acts];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>An edition that this release cannot build, or whose data is not what was submitted, is missing here: nothing is answered once it is in force.</summary>
    private async Task Build(EditionAct act, CancellationToken cancellation)
    {
        try
        {
            var package = await ledger.Package(act.Edition, cancellation) ?? throw new InvalidDataException("The ledger holds no content of it.");
            var edition = EditionPackage.Read(package).Build(act.At);
            if (edition.Digest != act.Digest)
            {
                throw new InvalidDataException("Its content is not what was submitted.");
            }

            _built[act.Edition] = edition;
        }
        catch (Exception failure) when (failure is InvalidDataException or CatalogueException or System.Text.Json.JsonException)
        {
            LogMissing(failure, act.Edition);
        }
    }

    [LoggerMessage(1461, LogLevel.Error, "Edition {Edition} of the catalogue cannot be used on this node; once it is in force, nothing is decided here")]
    private partial void LogMissing(Exception failure, string edition);
}
