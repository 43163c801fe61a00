using System.Collections.Immutable;
using System.Text.Json;
using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using CreditGate.Api.Previews;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Remedies;
using CreditGate.Domain.Sampling;

namespace CreditGate.Api.Checks;

/// <summary>A receipt in the words of one language. The same receipt gives the same words, whenever it is read.</summary>
/// <param name="sampling">How often who is drawn for inspection, by the agency that asks.</param>
internal sealed class CheckText(Catalogue catalogue, SamplingBook sampling)
{
    public CheckResponse Of(Receipt receipt, Language language)
    {
        var edition = Edition(receipt.Edition);
        return new Words(edition, language, sampling).Response(Veiled(receipt, edition));
    }

    /// <summary>Writes what <see cref="Of(Receipt, Language)"/> says of the ruling, from the value of the matter to what stands before the linked persons. Of no veiled receipt.</summary>
    public void WriteRuling(Utf8JsonWriter json, Receipt receipt, Language language)
    {
        var edition = Edition(receipt.Edition);
        new RulingWriter(json, edition, language).Write(receipt.Ruling, receipt.Matter);
        if (new Words(edition, language, sampling).Sampling(receipt.Ruling, receipt.Matter, receipt.Organisation) is { } advice)
        {
            json.WritePropertyName("sampling"u8);
            JsonSerializer.Serialize(json, advice, ApiJson.Options);
        }
    }

    public ImmutableArray<StaleSourceBody> StaleSources(Receipt receipt, Language language) => new Words(Edition(receipt.Edition), language, sampling).StaleSources(receipt);

    /// <summary>As a caller reads it afterwards, who may have less to inspect than the one that asked.</summary>
    public CheckResponse Of(Receipt receipt, Language language, Caller caller) => HoldsRiskFrom(receipt, caller)
        ? Of(receipt with { Ruling = RiskVeil.Over(receipt.Ruling) }, language) with { Sampling = null }
        : Of(receipt, language);

    /// <summary>Whether the receipt holds what this caller is not told.</summary>
    public bool IsVeiled(Receipt receipt, Caller caller) => (!caller.SeesOthers && IsVeiled(receipt)) || HoldsRiskFrom(receipt, caller);

    private bool HoldsRiskFrom(Receipt receipt, Caller caller) => Edition(receipt.Edition) is var edition
        && edition.Matters[receipt.Matter].Category == MatterCategory.Inspection && !caller.Inspects(edition);

    /// <summary>An answer that nobody was given.</summary>
    public static PreviewedAnswer Of(Answer answer, string organisation, Edition edition, Language language) => new Words(edition, language, SamplingBook.Product).Previewed(answer, organisation);

    public static RecordBody RecordOf(RecordRef record, Edition edition, Language language) => new(
        record.Source,
        edition.Departments.TryGetValue(record.Source, out var source) ? source.Name.In(language) : record.Source,
        record.Kind,
        record.Number,
        record.List,
        record.List is { } list ? edition.Lists[list].Name.In(language) : null,
        record.Via);

    /// <summary>Whether the agency that asked draws for inspection by ratios of its own, so that no other's answer says the same.</summary>
    public bool IsOfItsOwn(Receipt receipt) => sampling.HasPolicyOf(receipt.Organisation);

    /// <summary>Whether what is said depends on who asked.</summary>
    public bool IsVeiled(Receipt receipt) => IsVeiled(receipt, Edition(receipt.Edition).Matters[receipt.Matter]);

    private static bool IsVeiled(Receipt receipt, Matter matter) =>
        matter.Category == MatterCategory.Service && SceneVeil.Covers(receipt.Organisation, SubjectKey.TryParse(receipt.Subject, out var key) ? key.Kind : SubjectKinds.Person, matter);

    private static Receipt Veiled(Receipt receipt, Edition edition)
    {
        var matter = edition.Matters[receipt.Matter];
        return IsVeiled(receipt, matter) ? receipt with { Ruling = SceneVeil.Over(receipt.Ruling, matter, edition) } : receipt;
    }

    private Edition Edition(string id) => catalogue.Find(id)
        ?? throw new InvalidDataException($"Edition {id} of a receipt is not in this catalogue.");

    private sealed class Words(Edition edition, Language language, SamplingBook sampling)
    {
        public CheckResponse Response(Receipt receipt) => new()
        {
            Receipt = receipt.Id,
            Outcome = receipt.Ruling.Outcome,
            DecidedAt = China(receipt.DecidedAt),
            ValidUntil = China(receipt.ValidUntil),
            Subject = new SubjectBody(receipt.Subject, receipt.Name, receipt.Masked),
            Token = Token.Of(receipt.SubjectVersion),
            Matter = new NamedCode(receipt.Matter, In(edition.Matters[receipt.Matter].Name)),
            Statuses = Each(receipt.Ruling.Statuses, Status),
            Measures = Each(receipt.Ruling.Measures, Measure),
            Incentives = Each(receipt.Ruling.Incentives, Incentive),
            Withheld = Each(receipt.Ruling.Withheld, Withheld),
            Suspended = Each(receipt.Ruling.Suspended, Suspended),
            Reminders = Each(receipt.Ruling.Reminders, Reminder),
            Advice = Each(receipt.Ruling.Advice, Measure),
            Questions = Each(receipt.Ruling.Questions, Question),
            Proposals = Each(receipt.Ruling.Proposals, Measure),
            Remedies = Each(RemedyBook.Product.For(receipt.Ruling), Remedy),
            Sampling = Sampling(receipt.Ruling, receipt.Matter, receipt.Organisation),
            Linked = Each(receipt.Linked, linked => new LinkedBody(linked.Role, linked.Subject, Token.Of(linked.Version))),
            Edition = receipt.Edition,
            DataAsOf = receipt.Freshness.DataAsOf is { } asOf ? China(asOf) : null,
            StaleSources = StaleSources(receipt),
            Warnings = Each(receipt.Warnings, Reminder),
            ConfirmedAt = China(receipt.ConfirmedAt),
            Unconfirmed = receipt.Unconfirmed,
            DecidedBy = receipt.DecidedBy,
        };

        public PreviewedAnswer Previewed(Answer answer, string organisation) => new(
            answer.Ruling.Outcome,
            China(answer.ValidUntil),
            new NamedCode(answer.Matter, In(edition.Matters[answer.Matter].Name)),
            Each(answer.Ruling.Statuses, Status),
            Each(answer.Ruling.Measures, Measure),
            Each(answer.Ruling.Incentives, Incentive),
            Each(answer.Ruling.Withheld, Withheld),
            Each(answer.Ruling.Suspended, Suspended),
            Each(answer.Ruling.Reminders, Reminder),
            Each(answer.Ruling.Advice, Measure),
            Each(answer.Ruling.Questions, Question),
            Each(answer.Ruling.Proposals, Measure),
            Each(answer.Freshness.Stale, Stale),
            Each(answer.Warnings, Reminder),
            Each(RemedyBook.Product.For(answer.Ruling), Remedy),
            Sampling(answer.Ruling, answer.Matter, organisation));

        public ImmutableArray<StaleSourceBody> StaleSources(Receipt receipt) => Each(receipt.Freshness.Stale, Stale);

        public SamplingBody? Sampling(Ruling ruling, string matter, string organisation) =>
            sampling.For(ruling, edition.Matters[matter], organisation) is { } advice ? Sampling(advice) : null;

        private SamplingBody Sampling(SamplingAdvice advice) => new(
            advice.Policy.Class, advice.Because, advice.Policy.FromPercent, advice.Policy.ToPercent, In(advice.Policy.Frequency), advice.Reduced,
            sampling.Edition, In(sampling.Basis), advice.Policy.Confidence.Mark);

        private RemedyBody Remedy(Remedy remedy) => new(remedy.Code, In(remedy.Name), In(remedy.Text), In(remedy.Basis), remedy.Confidence.Mark);

        private StatusBody Status(StatusFinding status) => new(status.Code, In(StatusNames.Of(status.Code)), Each(status.Records, Record));

        private IncentiveBody Incentive(IncentiveLine line) => new(line.Code, In(line.Name), In(line.Basis), line.Confidence, line.Because, In(line.Terms));

        private WithheldBody Withheld(WithheldLine line) => new(line.Code, In(line.Name), line.Because, line.Reason, In(WithheldTexts.Of(line.Reason)));

        private SuspendedBody Suspended(SuspendedLine line) => new(Measure(line.Measure), line.Hold.Kind, line.Hold.Reference, line.Hold.DueOn);

        private QuestionBody Question(OpenQuestion question) =>
            new(question.Code, In(question.Text), question.Rule, question.Record is null ? null : Record(question.Record));

        private StaleSourceBody Stale(StaleSource source) => new(source.Source, In(source.Name), source.DataAsOf is { } spoke ? China(spoke) : null, source.LimitDays);

        private MeasureBody Measure(MeasureLine line) => new(
            line.Code, In(line.Name), (int)line.Class, line.Force, line.Effect, In(line.Basis), line.Confidence, line.Rule,
            Record(line.Record), line.Until, line.Scope is null ? null : In(line.Scope), line.On);

        private ReminderBody Reminder(Reminder reminder) => new(
            reminder.Code, In(reminder.Text), reminder.Record is null ? null : Record(reminder.Record), reminder.Disputed, reminder.Until);

        private RecordBody Record(RecordRef record) => RecordOf(record, edition, language);

        private string In(LocalText text) => text.In(language);

        private static DateTimeOffset China(DateTimeOffset instant) => instant.ToOffset(LegalTime.ChinaStandardTime);

        private static ImmutableArray<TBody> Each<T, TBody>(ImmutableArray<T> items, Func<T, TBody> body) =>
            items.IsDefaultOrEmpty ? [] : ImmutableArray.CreateRange(items, body);
    }
}
