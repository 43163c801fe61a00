using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CreditGate.Actors.Changes;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Changes;

/// <summary>An entry of the feed with what its codes stand for, shared by all who read it.</summary>
internal sealed record FeedEntry(long Position, StandingChange Change, ImmutableArray<FeedEffect> Effects)
{
    private readonly string?[] _events = new string?[Enum.GetValues<Language>().Length];

    /// <summary>Tells this entry from one at the same position of another history.</summary>
    public uint Mark { get; } = MarkOf(Change);

    /// <summary>The entry as an event of a stream, written once for all readers of a language.</summary>
    public string Event(Language language, Func<FeedEntry, Language, string> write) => _events[(int)language] ??= write(this, language);

    private static uint MarkOf(StandingChange change) => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{change.Kind} {change.At.UtcTicks} {change.Subject} {change.Version} {change.Edition}"))));
}

/// <param name="Record">Always set, also where the entry does not repeat it.</param>
/// <param name="Scope">Null when this release no longer knows the edition or rule.</param>
internal sealed record FeedEffect(EffectChange Change, RecordRef Record, EffectScope? Scope)
{
    public ImmutableArray<string> Matters => Scope?.Matters ?? [];

    public ImmutableArray<string> Departments => Scope?.Departments ?? [];
}

/// <summary>Makes entries readable. What a rule stands for is found out once for an edition and a kind of subject.</summary>
internal sealed class FeedEntries(Catalogue catalogue)
{
    private readonly ConcurrentDictionary<(Edition Edition, SubjectKinds Subject, string? Rule, StatusColumn? Because), EffectScope?> _scopes = new();

    public FeedEntry Of(StoredChange stored)
    {
        var change = stored.Change;
        return new FeedEntry(
            stored.Position,
            change,
            change.Effects is { } effects && SubjectKey.TryParse(change.Subject, out var subject) ? ImmutableArray.CreateRange(effects, effect => Of(effect, change, subject)) : []);
    }

    private FeedEffect Of(EffectChange effect, StandingChange change, SubjectKey subject)
    {
        var record = effect.Record ?? change.Record ?? throw new InvalidDataException("An effect in the change feed names no record.");
        var edition = catalogue.Find(effect.Turn == EffectTurn.Lifted ? change.EditionBefore ?? change.Edition : change.Edition);
        return new FeedEffect(effect, record, edition is null ? null : ScopeOf(effect, subject, edition));
    }

    private EffectScope? ScopeOf(EffectChange effect, SubjectKey subject, Edition edition) => effect.Codes is null
        ? _scopes.GetOrAdd((edition, subject.Kind, effect.Rule, effect.Because), static (key, of) => EffectScope.Of(of.effect, of.subject, key.Edition), (effect, subject))
        : EffectScope.Of(effect, subject, edition);
}
