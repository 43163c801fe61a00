using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;

namespace CreditGate.Domain.Workflows;

/// <summary>The platform's workflows, read from the catalogue's workflows.json and checked as a whole.</summary>
public sealed class WorkflowBook
{
    private static readonly Lazy<WorkflowBook> Own = new(static () => Load(CatalogueLoader.OpenEmbedded));

    private readonly ImmutableDictionary<string, Machine> _machines;
    private readonly ImmutableDictionary<string, LocalText> _guards;

    internal WorkflowBook(ImmutableArray<Workflow> workflows, ImmutableDictionary<string, LocalText> guards)
    {
        (Workflows, _guards) = (workflows, guards);
        _machines = workflows.ToImmutableDictionary(static workflow => workflow.Code, workflow => new Machine(workflow, guards), StringComparer.Ordinal);
    }

    /// <summary>The product's own, parsed once per process.</summary>
    public static WorkflowBook Product => Own.Value;

    public ImmutableArray<Workflow> Workflows { get; }

    public Machine this[string code] => _machines[code];

    /// <summary>What is said when a guard does not hold.</summary>
    public Fault Guard(string code) => new(code, _guards[code]);

    /// <param name="open">As for <see cref="CatalogueLoader.Load(Func{string, Stream?})"/>.</param>
    /// <exception cref="CatalogueException">The file is missing, malformed, or names a state, role or guard that is not there.</exception>
    public static WorkflowBook Load(Func<string, Stream?> open) => WorkflowsFile.Load(open);
}
