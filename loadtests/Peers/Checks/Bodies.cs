using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CreditGate.Peers.Checks;

/// <summary>As callers of the service write it, but for persons.</summary>
internal sealed record CheckBody(SubjectBody? Subject, string? Matter, string? BusinessNumber);

internal sealed record SubjectBody(string? Uscc);

internal sealed record RecordsBody(RowBody[] Rows);

/// <summary>The fields of a pushed row that this program keeps.</summary>
internal sealed record RowBody(string Kind, SubjectBody Subject, string Number, DateOnly DecidedOn, string? Name, DateOnly? EstablishedOn, string? List);

internal sealed record RecordsAnswer(int Rejected, int NotTaken);

/// <summary>An answer with the members and the size of the service's.</summary>
internal sealed record PeerAnswer
{
    public required Guid Receipt { get; init; }

    public required string Outcome { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public required NamedSubject Subject { get; init; }

    public required string Token { get; init; }

    public required NamedCode Matter { get; init; }

    public required StatusLine[] Statuses { get; init; }

    public required MeasureLine[] Measures { get; init; }

    public required IncentiveLine[] Incentives { get; init; }

    public string[] Withheld { get; init; } = [];

    public string[] Suspended { get; init; } = [];

    public required ReminderLine[] Reminders { get; init; }

    public required MeasureLine[] Advice { get; init; }

    public string[] Questions { get; init; } = [];

    public string[] Proposals { get; init; } = [];

    public string[] Linked { get; init; } = [];

    public required string Edition { get; init; }

    public string[] StaleSources { get; init; } = [];

    public string[] Warnings { get; init; } = [];

    public required DateTimeOffset ConfirmedAt { get; init; }

    public bool Unconfirmed { get; init; }

    public string DecidedBy { get; init; } = "peer";
}

internal sealed record NamedSubject(string Key, string? Name);

internal sealed record NamedCode(string Code, string Name);

internal sealed record StatusLine(string Code, string[] Lists);

internal sealed record MeasureLine(string Code, string Name, int Class, string Force, string Effect, string Basis, string Confidence, string Rule, string List, DateOnly? Until);

internal sealed record IncentiveLine(string Code, string Name, string Basis, string Because, string Terms);

internal sealed record ReminderLine(string Code, string Text);

/// <summary>What is kept as evidence.</summary>
internal sealed record PeerReceipt(Guid Id, DateTimeOffset At, string Caller, string Subject, string Matter, string? BusinessNumber, string Outcome, PeerAnswer Answer);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckBody))]
[JsonSerializable(typeof(RecordsBody))]
[JsonSerializable(typeof(RecordsAnswer))]
[JsonSerializable(typeof(PeerAnswer))]
[JsonSerializable(typeof(PeerReceipt))]
internal sealed partial class PeerJson : JsonSerializerContext
{
    /// <summary>Chinese text stays as it is, as in the service's answers.</summary>
    public static PeerJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
