using System.Collections.Immutable;
using CreditGate.Actors.Pushes;
using CreditGate.Api.Problems;
using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Pushes;

/// <summary>What came of a push: a job, or why there is none.</summary>
internal sealed record PushTaken
{
    public KeptPush? Push { get; private init; }

    /// <summary>False when the same file was pushed with this key before.</summary>
    public bool IsNew { get; private init; }

    /// <summary>What is wrong with the file.</summary>
    public ImmutableArray<FieldFault> Faults { get; private init; } = [];

    /// <summary>What the upload meets that is there already.</summary>
    public Fault? Conflict { get; private init; }

    /// <summary>Of a conflict about the offset: bytes that are durable.</summary>
    public long? Received { get; private init; }

    public static PushTaken New(KeptPush push) => new() { Push = push, IsNew = true };

    public static PushTaken Known(KeptPush push) => new() { Push = push };

    public static PushTaken Unusable(FieldFault fault) => new() { Faults = [fault] };

    public static PushTaken OtherFile { get; } = new() { Conflict = ProblemTexts.KeyReused };

    public static PushTaken OtherOffset(long received) => new() { Conflict = ProblemTexts.UploadOffset, Received = received };
}
