using System.Collections.Immutable;
using CreditGate.Actors.Persons;
using CreditGate.Actors.Sources;
using CreditGate.Api.Admission;
using CreditGate.Api.Auth;
using CreditGate.Api.Checks;
using CreditGate.Api.Explanations;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Previews;

/// <summary>The response, or the faults of the request.</summary>
internal sealed record PreviewResult(PreviewResponse? Response, ImmutableArray<FieldFault> Faults)
{
    /// <summary>The limit of the caller's credential that the check lies beyond.</summary>
    public Fault? Forbidden { get; init; }

    /// <summary>The persons on whose standing it rests, and why they are looked at.</summary>
    public ImmutableArray<SubjectKey> Persons { get; init; } = [];

    public ViewReason Reason { get; init; } = new("", "");
}

/// <summary>The life of a preview: read it as a check and a push are read, suppose the rows, decide by the same decider. Nothing is kept.</summary>
internal sealed class PreviewService(IGrainFactory grains, PersonDirectory persons, SourceBoard sources, Catalogue catalogue, PlatformClock clock)
{
    public async Task<PreviewResult> Run(PreviewBody body, Caller caller, Language language, CancellationToken cancellation)
    {
        var at = body.AsOf ?? clock.GetUtcNow();
        if (at.Year >= PreviewFaults.FirstYearTooFar)
        {
            return new PreviewResult(null, [PreviewFaults.TooFar]);
        }

        if (EditionOf(body, at) is not { } edition)
        {
            return new PreviewResult(null, [body.Edition is null ? PreviewFaults.NoEdition : PreviewFaults.UnknownEdition]);
        }

        var (check, drafts, faults) = Read(body, edition, at, caller);
        if (check is null || !faults.IsEmpty)
        {
            return new PreviewResult(null, faults);
        }

        if (caller.Beyond(check) is { } beyond)
        {
            return new PreviewResult(null, []) { Forbidden = beyond };
        }

        var supposed = new SupposedStandings(grains, persons, edition, at, cancellation);
        var real = await supposed.Of(check.Subject);
        if (check.Subject.Kind == SubjectKinds.Person)
        {
            caller.Tell(real is null ? Resolution.Ambiguous : real.IsUnknown ? Resolution.NotFound : Resolution.Known);
        }

        var rows = ImmutableArray.CreateBuilder<PreviewRow>();
        foreach (var (draft, isOrdered) in drafts)
        {
            var admission = await supposed.Take(draft, isOrdered);
            if (admission is null)
            {
                caller.Tell(Resolution.Ambiguous);
            }

            rows.Add(Row(admission, language));
        }

        var trace = body.Explain is true ? new Trace() : null;
        var answer = await Decide(check, supposed, caller, edition, at, trace);
        var isVeiled = SceneVeil.Covers(caller.Organisation, check.Subject.Kind, check.Matter);
        return new PreviewResult(
            new PreviewResponse(
                true,
                at.ToOffset(LegalTime.ChinaStandardTime),
                edition.Id,
                edition.Digest,
                body.AsOf is not null || body.Edition is not null || !drafts.IsEmpty,
                Token.Of(real?.Version ?? 0),
                rows.ToImmutable(),
                CheckText.Of(isVeiled ? answer with { Ruling = SceneVeil.Over(answer.Ruling, check.Matter, edition) } : answer, caller.Organisation, edition, language),
                trace is null ? null : ExplanationText.Of(isVeiled ? SceneVeil.Over(trace.Steps) : trace.Steps, edition, caller, language)),
            [])
        {
            Persons = supposed.Persons,
            Reason = new ViewReason(check.Purpose ?? "", check.BusinessNumber ?? ""),
        };
    }

    private Edition? EditionOf(PreviewBody body, DateTimeOffset at) =>
        body.Edition is { } id ? catalogue.FindAny(id) : at < catalogue.Editions[0].StartsAt ? null : catalogue.At(at);

    private static (CheckRequest? Check, ImmutableArray<(RecordDraft Draft, bool IsOrdered)> Drafts, ImmutableArray<FieldFault> Faults) Read(
        PreviewBody body, Edition edition, DateTimeOffset at, Caller caller)
    {
        var today = LegalTime.DateOf(at);
        var check = new CheckReader(edition, today).Read(new CheckRow
        {
            Subject = body.Subject,
            Matter = body.Matter,
            BusinessNumber = body.BusinessNumber,
            Purpose = body.Purpose,
            Linked = body.Linked,
        });
        var source = body.Source ?? caller.Organisation;
        var records = body.Records.IsDefault ? [] : body.Records;
        if (records.Length > Limits.PreviewRows || !edition.Departments.ContainsKey(source))
        {
            return (null, [], [.. check.Faults, records.Length > Limits.PreviewRows ? PreviewFaults.TooMany : PreviewFaults.UnknownSource]);
        }

        var reader = new RecordReader(edition, today);
        var drafts = ImmutableArray.CreateBuilder<(RecordDraft, bool)>();
        var faults = check.Faults.ToBuilder();
        for (var index = 0; index < records.Length; index++)
        {
            var parsed = StrictJson.Read<RecordRow>(records[index], ApiJson.Options);
            var reading = parsed.Item is { } row ? reader.Read(row, source, at, index + 1) : new RowReading(null, parsed.Faults);
            faults.AddRange(reading.Faults.Select(fault => fault with { Field = fault.Field.Length == 0 ? $"records[{index}]" : $"records[{index}].{fault.Field}" }));
            if (reading.Draft is { } draft)
            {
                drafts.Add((draft, parsed.Item!.Revision is not null));
            }
        }

        return (check.Request, drafts.ToImmutable(), faults.ToImmutable());
    }

    private async Task<Answer> Decide(CheckRequest check, SupposedStandings supposed, Caller caller, Edition edition, DateTimeOffset at, Trace? trace)
    {
        var subject = await supposed.Of(check.Subject);
        var linked = ImmutableArray.CreateBuilder<LinkedStanding>();
        foreach (var claim in check.Linked)
        {
            if (await supposed.Of(claim.Person) is { } standing)
            {
                linked.Add(new LinkedStanding(claim.Role, standing));
            }
            else
            {
                caller.Tell(Resolution.Ambiguous);
            }
        }

        var isAmbiguous = subject is null || linked.Count < check.Linked.Length;
        var named = isAmbiguous ? [] : linked.ToImmutable();
        var ruling = isAmbiguous ? Decider.RuleAmbiguous(edition, trace) : Decider.Rule(subject!, named, check.Matter, edition, at, trace);
        var answer = Decider.Answer(ruling, isAmbiguous ? null : subject, named, sources.Sources, check.Matter, edition, at);
        trace?.Until(answer.ValidUntil, at, ruling, check.Matter, edition);
        return answer;
    }

    private static PreviewRow Row(Domain.Standings.Admission? admission, Language language) => admission is null
        ? new PreviewRow(RowOutcome.Rejected, PersonFaults.NotThisPerson("subject").Fault.Code, PersonFaults.NotThisPerson("subject").Fault.Text.In(language))
        : new PreviewRow(admission.Outcome, admission.Note?.Code, admission.Note?.Text.In(language));
}

internal static class PreviewFaults
{
    /// <summary>Terms are reckoned from the instant, and the calendar ends with the year 9999.</summary>
    public const int FirstYearTooFar = 9000;

    public static readonly FieldFault TooFar = new("asOf", new("date-too-far", new(
        $"须早于{FirstYearTooFar}年。", $"Must lie before the year {FirstYearTooFar}.")));

    public static readonly FieldFault TooMany = new("records", new("too-many", new(
        $"预览最多 {Limits.PreviewRows} 行。", $"A preview takes at most {Limits.PreviewRows} rows.")));

    public static readonly FieldFault NoEdition = new("asOf", new("no-edition", new("该时点没有生效的目录版本。", "No edition of the catalogue was in force at that instant.")));

    public static readonly FieldFault UnknownEdition = new("edition", new("unknown-edition", new(
        "没有这个目录版本，见 GET /v1/catalogue。", "There is no edition of that id: see GET /v1/catalogue.")));

    public static readonly FieldFault UnknownSource = new("source", new("unknown-source", new(
        "不是目录中的单位代码，见 GET /v1/catalogue 的 departments。", "This is no organisation of the catalogue: see departments in GET /v1/catalogue.")));
}
