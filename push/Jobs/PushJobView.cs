using System.Text.Json.Serialization;

namespace CreditGate.Push.Jobs;

/// <summary>A job as the service tells of it. Members that this program does not know are passed over: it works with newer services too.</summary>
internal sealed record PushJobView
{
    public required string Id { get; init; }

    /// <summary>queued, running, withdrawing, completed, failed or cancelled.</summary>
    public required string State { get; init; }

    public required FileView File { get; init; }

    public int Settled { get; init; }

    public int Created { get; init; }

    public int Revised { get; init; }

    public int Unchanged { get; init; }

    public int Withdrawn { get; init; }

    public int Rejected { get; init; }

    public int Superseded { get; init; }

    public int Missing { get; init; }

    /// <summary>Rows a second; null when the service does not say.</summary>
    public double? Rate { get; init; }

    public DateTimeOffset? EstimatedEnd { get; init; }

    public DoublePublicityView? DoublePublicity { get; init; }

    public FaultView? Fault { get; init; }

    [JsonIgnore]
    public bool HasEnded => State is "completed" or "failed" or "cancelled";
}

internal sealed record FileView
{
    public string? Form { get; init; }

    public int Rows { get; init; }

    public long Bytes { get; init; }
}

internal sealed record DoublePublicityView(int OnTime, int Late);

internal sealed record FaultView(string? Code, string? Message);

/// <summary>A problem of RFC 9457 with the service's own members.</summary>
internal sealed record ProblemView
{
    public string? Code { get; init; }

    public string? Title { get; init; }

    public string? Detail { get; init; }

    public IReadOnlyList<FieldFaultView>? Faults { get; init; }
}

internal sealed record FieldFaultView(string? Field, string? Code, string? Message);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PushJobView))]
[JsonSerializable(typeof(ProblemView))]
internal sealed partial class ServiceJson : JsonSerializerContext;
