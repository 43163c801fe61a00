using System.Collections.Immutable;
using CreditGate.Domain;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Workflows;

namespace CreditGate.Api.Cases;

/// <summary>From a step's body to a request; what time alone does is nobody's to ask for.</summary>
internal static class StepReader
{
    private const int LongestText = 5_000;
    private static readonly Fault TooLong = new("too-long", new($"超过{LongestText}个字符。", $"Longer than {LongestText} characters."));

    private static readonly Dictionary<CaseKind, string[]> Beside = new() { [CaseKind.Objection] = ["Restored"], [CaseKind.Repair] = ["Extend", "Shield", "Unshield"], [CaseKind.ToleranceAcceptance] = [] };

    /// <summary>Events that callers may ask for: those of the workflow, and the ones that leave its state as it is.</summary>
    public static IEnumerable<string> Events(CaseKind kind) => kind == CaseKind.JointAction ? ActionStep.Events : kind == CaseKind.ListEntry ? ListingStep.Events : WorkflowBook.Product[kind.ToString()].Workflow.Transitions
        .Where(static transition => transition.Actors.Any(static role => role != Role.Timer))
        .Select(static transition => transition.Event).Concat(Beside[kind]).Distinct();

    public static (CaseStep? Step, ImmutableArray<FieldFault> Faults) Read(CaseKind kind, string id, StepBody body, string organisation)
    {
        if (Events(kind).FirstOrDefault(known => CaseText.Name(known) == body.Step) is not { } happened)
        {
            return (null, [new FieldFault("step", Unknown(kind))]);
        }

        ImmutableArray<string> documents = body.Documents.IsDefault ? [] : body.Documents;
        ImmutableArray<FieldFault> faults = [.. Long("reason", body.Reason), .. Long("statement", body.Statement)];
        return faults.IsEmpty
            ? (new CaseStep { Case = id, Event = happened, Organisation = organisation, Reason = Text(body.Reason), Statement = Text(body.Statement), DutiesDone = body.DutiesDone, Rule = body.Rule, Region = body.Region, Documents = documents, Lifts = body.Lifts }, [])
            : (null, faults);
    }

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : PersonalText.MaskIds(given.Trim());

    private static IEnumerable<FieldFault> Long(string field, string? text) => text is { Length: > LongestText } ? [new FieldFault(field, TooLong)] : [];

    private static Fault Unknown(CaseKind kind)
    {
        var names = Events(kind).Select(CaseText.Name).ToArray();
        return new Fault("unknown-choice", new($"不是可选值，可选：{string.Join("、", names)}。", $"Not one of the choices: {string.Join(", ", names)}."));
    }
}
