using System.Collections.Immutable;
using CreditGate.Domain.Catalogues.Loading;

namespace CreditGate.Domain.Workflows;

/// <summary>The file of workflows as it is written.</summary>
internal sealed record WorkflowsFile(ImmutableArray<Workflow> Workflows, ImmutableArray<GuardEntry> Guards)
{
    private const string Name = "workflows.json";

    public static WorkflowBook Load(Func<string, Stream?> open)
    {
        var reader = new FileReader(open);
        var file = reader.Read(Name, Read);
        if (file is not null)
        {
            reader.Faults.AddRange(WorkflowChecks.Run(file));
        }

        reader.ThrowIfFaulty();
        return new WorkflowBook(file!.Content.Workflows, file.Content.Guards.ToImmutableDictionary(static guard => guard.Code, static guard => guard.Text, StringComparer.Ordinal));
    }

    private static WorkflowsFile Read(JsonEntry file) => new(
        file.Each("workflows", WorkflowOf),
        file.Each("guards", static guard => new GuardEntry(guard.String("code"), guard.Text("text"))));

    private static Workflow WorkflowOf(JsonEntry entry) => new(
        entry.String("code"),
        entry.Text("name"),
        entry.Each("states", static state => new WorkflowState(state.String("code"), state.Text("name"))),
        entry.Each("transitions", TransitionOf));

    private static Transition TransitionOf(JsonEntry entry) => new(
        entry.Strings("from"),
        entry.String("event"),
        entry.String("to"),
        entry.EachOneOf<Role>("actors"),
        entry.Strings("guards"),
        entry.OptionalString("added"));
}

internal sealed record GuardEntry(string Code, LocalText Text);
