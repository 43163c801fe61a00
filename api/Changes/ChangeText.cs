using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Api.Checks;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Changes;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;

namespace CreditGate.Api.Changes;

/// <summary>Entries of the feed in the words of one language.</summary>
internal sealed class ChangeText(Catalogue catalogue)
{
    public string EventOf(FeedEntry entry, Language language) => JsonSerializer.Serialize(Of(entry, language), ApiJson.Options);

    public static string KindOf(FeedEntry entry) => JsonNamingPolicy.CamelCase.ConvertName(entry.Change.Kind.ToString());

    public ChangeBody Of(FeedEntry entry, Language language)
    {
        var change = entry.Change;
        var edition = catalogue.Find(change.Edition) ?? catalogue.Editions[^1];        // names only: an edition that is gone has left its codes
        return new ChangeBody(
            FeedCursor.Of(entry),
            change.Kind,
            change.At.ToOffset(LegalTime.ChinaStandardTime),
            change.Subject,
            change.Version is { } version ? Token.Of(version) : null,
            change.Record is { } record ? RecordOf(record, edition, language) : null,
            change.Edition,
            change.EditionBefore,
            new StatusTurnsBody(StatusesOf(change.Gained, language), StatusesOf(change.Lost, language)),
            ImmutableArray.CreateRange(entry.Effects, effect => EffectOf(effect, edition, language)),
            change.Case is { } moved ? CaseOf(moved, edition, language) : null,
            change.Feedback is { } late ? FeedbackOf(late, edition, language) : null);
    }

    private static EffectBody EffectOf(FeedEffect effect, Edition edition, Language language) => new(
        effect.Change.Turn,
        RecordOf(effect.Record, edition, language),
        effect.Change.Rule,
        effect.Scope?.Rule?.Force,
        effect.Change.Because,
        [.. (effect.Scope?.Measures ?? []).Select(measure => new MeasureNameBody(measure.Code, measure.Name.In(language), (int)measure.Class))],
        [.. (effect.Scope?.Incentives ?? []).Select(incentive => new NamedCode(incentive.Code, incentive.Name.In(language)))],
        effect.Matters,
        effect.Departments,
        effect.Change.Until,
        effect.Change.Hold is { } hold ? new EffectHoldBody(hold.Reason, hold.Reference, hold.DueOn) : null);

    private static ImmutableArray<StatusNameBody> StatusesOf(ImmutableArray<StatusCode>? codes, Language language) =>
        [.. (codes ?? []).Select(code => new StatusNameBody(code, StatusNames.Of(code).In(language)))];

    private static CaseChangeBody CaseOf(CaseChange moved, Edition edition, Language language) => new(
        moved.Id,
        moved.Kind,
        RecordOf(moved.Record, edition, language),
        JsonNamingPolicy.CamelCase.ConvertName(moved.Event),
        JsonNamingPolicy.CamelCase.ConvertName(moved.State),
        moved.Departments,
        moved.DueOn);

    private static FeedbackChangeBody FeedbackOf(FeedbackChange late, Edition edition, Language language) => new(
        late.Receipt, late.Organisation, new NamedCode(late.Matter, edition.Matters.TryGetValue(late.Matter, out var matter) ? matter.Name.In(language) : late.Matter), late.Missing, late.DueOn);

    public static RecordBody RecordOf(RecordRef record, Edition edition, Language language) => new(
        record.Source,
        edition.Departments.TryGetValue(record.Source, out var source) ? source.Name.In(language) : record.Source,
        record.Kind,
        record.Number,
        record.List,
        record.List is { } code && edition.Lists.TryGetValue(code, out var list) ? list.Name.In(language) : record.List,
        record.Via);
}
