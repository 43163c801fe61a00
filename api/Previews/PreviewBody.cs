using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CreditGate.Api.Checks;
using CreditGate.Api.Explanations;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Previews;

/// <summary>A question of the form what if. It changes nothing, and what comes back is no answer that anybody may act on.</summary>
internal sealed record PreviewBody
{
    public SubjectRow? Subject { get; init; }

    /// <summary>Code of the matter (事项).</summary>
    public string? Matter { get; init; }

    /// <summary>办件编号. Required when the preview names a person.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>Required when the preview names a person.</summary>
    public string? Purpose { get; init; }

    public ImmutableArray<LinkedRow> Linked { get; init; } = [];

    /// <summary>Decide for this instant, on what is known now; left out, now.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Decide under this edition of the catalogue; left out, the one in force at the instant.</summary>
    public string? Edition { get; init; }

    /// <summary>Up to 100 rows of the form RecordRow, taken in order as if they had been pushed at the instant; persons whom they name included.</summary>
    public ImmutableArray<JsonElement> Records { get; init; } = [];

    /// <summary>Organisation whose rows they are supposed to be; left out, the caller's own.</summary>
    public string? Source { get; init; }

    public bool? Explain { get; init; }
}

/// <summary>What would be answered. There is no receipt, and it is evidence of nothing.</summary>
/// <param name="Preview">Always true.</param>
/// <param name="AsOf">The instant decided for.</param>
/// <param name="Hypothetical">Whether records, the instant or the edition were supposed.</param>
/// <param name="BasedOn">Version of the subject's standing as it really is.</param>
/// <param name="Rows">What would become of each row, in order.</param>
internal sealed record PreviewResponse(
    bool Preview,
    DateTimeOffset AsOf,
    string Edition,
    string EditionDigest,
    bool Hypothetical,
    string BasedOn,
    ImmutableArray<PreviewRow> Rows,
    PreviewedAnswer WouldBe,
    ExplanationBody? Explanation);

/// <param name="Code">Why the row would be rejected, or change nothing although it differs.</param>
internal sealed record PreviewRow(RowOutcome Outcome, string? Code, string? Message);

/// <summary>What an answer would hold; members as in an answer.</summary>
internal sealed record PreviewedAnswer(
    Outcome Outcome,
    DateTimeOffset ValidUntil,
    NamedCode Matter,
    ImmutableArray<StatusBody> Statuses,
    ImmutableArray<MeasureBody> Measures,
    ImmutableArray<IncentiveBody> Incentives,
    ImmutableArray<WithheldBody> Withheld,
    ImmutableArray<SuspendedBody> Suspended,
    ImmutableArray<ReminderBody> Reminders,
    ImmutableArray<MeasureBody> Advice,
    ImmutableArray<QuestionBody> Questions,
    ImmutableArray<MeasureBody> Proposals,
    ImmutableArray<StaleSourceBody> StaleSources,
    ImmutableArray<ReminderBody> Warnings,
    ImmutableArray<RemedyBody> Remedies,
    SamplingBody? Sampling);
