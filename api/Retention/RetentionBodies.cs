using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Calendars;
using CreditGate.Domain.Evidence.Log;
using CreditGate.Domain.Intake.Retention;
using CreditGate.Domain.Retention;

namespace CreditGate.Api.Retention;

/// <param name="Period">ISO 8601, such as P6Y; absent where it is kept for good.</param>
/// <param name="Default">The period when no other is set.</param>
/// <param name="Least">The shortest that may be set.</param>
/// <param name="Counts">From when the period runs, and of what.</param>
/// <param name="Reason">On what the default rests, with its confidence.</param>
internal sealed record RetainedKindBody(string Kind, string? Period, string? Default, string Least, string Counts, string Reason)
{
    public static RetainedKindBody Of(RetainedKind kind, RetentionPeriods periods, Language language) =>
        new(kind.Name, periods[kind.Name]?.ToString(), kind.Default?.ToString(), kind.Least.ToString(), kind.Counts.In(language), kind.Reason.In(language));
}

internal sealed record RetentionResponse(ImmutableArray<RetainedKindBody> Kinds);

/// <summary>A hold, as it is to be placed. Where several conditions are given, content must meet all of them.</summary>
internal sealed record HoldBody
{
    /// <summary>USCC of an entity, or a key given out earlier: its records, its receipts, and receipts of checks that named it; of a person also the list of who looked.</summary>
    public string? Subject { get; init; }

    /// <summary>Receipts from this instant on (inclusive), with its offset; with to.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? From { get; init; }

    /// <summary>Receipts to this instant (exclusive), with its offset; with from.</summary>
    [JsonConverter(typeof(InstantJson))]
    public DateTimeOffset? To { get; init; }

    /// <summary>Receipts of checks that were made for the case with this number.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>With businessNumber: in this matter only.</summary>
    public string? Matter { get; init; }

    /// <summary>Why the content must be kept.</summary>
    public string? Reason { get; init; }

    /// <summary>The document or order on which the hold rests.</summary>
    public string? Authority { get; init; }

    public HoldRow ToRow() => new() { Subject = Subject, From = From, To = To, BusinessNumber = BusinessNumber, Matter = Matter, Reason = Reason, Authority = Authority };
}

/// <param name="Reason">Why the content need not be held any longer.</param>
/// <param name="Authority">The document or order on which the release rests.</param>
internal sealed record ReleaseBody(string? Reason, string? Authority);

/// <summary>Who did it, when, why and on what it rests.</summary>
internal sealed record HoldActBody(Guid Act, DateTimeOffset At, string Organisation, string Credential, string? Reason, string? Authority)
{
    public static HoldActBody Of(RetentionAct act) => new(act.Id, act.At.ToOffset(LegalTime.ChinaStandardTime), act.Organisation, act.Credential, act.Reason, act.Authority);
}

/// <param name="Stands">Until it is released; nothing that it covers is removed meanwhile.</param>
internal sealed record HoldResponse(Guid Id, bool Stands, HoldScope Scope, HoldActBody Placed, HoldActBody? Released)
{
    public static HoldResponse Of(LegalHold hold) =>
        new(hold.Id, hold.Stands, hold.Scope, HoldActBody.Of(hold.Placed), hold.Released is { } released ? HoldActBody.Of(released) : null);
}

internal sealed record HoldsResponse(ImmutableArray<HoldResponse> Holds);

/// <summary>An act by which content was removed.</summary>
/// <param name="Declaration">Number by which the evidence log holds it: GET /v1/evidence/proofs?declaration=.</param>
/// <param name="Before">Of a period that was over: only rows of before this instant.</param>
/// <param name="Of">Of an erasure: its id.</param>
/// <param name="Rows">Which rows, as the log counts them.</param>
internal sealed record RemovalActBody(long Declaration, Guid Act, RemovalGround Ground, DateTimeOffset At, DateTimeOffset? Before, Guid? Of, long Count, ImmutableArray<EntryRun> Rows)
{
    public static RemovalActBody From(long declaration, RetentionAct act) => new(
        declaration, act.Id, act.Ground ?? RemovalGround.Expired, act.At.ToOffset(LegalTime.ChinaStandardTime), act.Before?.ToOffset(LegalTime.ChinaStandardTime), act.Of,
        act.Rows.Sum(static run => run.Count), act.Rows);
}

/// <param name="Next">Number to give as before for the next page; absent when this is the last.</param>
internal sealed record RemovalsResponse(ImmutableArray<RemovalActBody> Removals, long? Next);
