using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Catalogues.Loading;

namespace CreditGate.Domain.Workflows;

/// <summary>Whether everything that transitions name is there, and every state can be reached.</summary>
internal static class WorkflowChecks
{
    public static IEnumerable<CatalogueFault> Run(DataFile<WorkflowsFile> file)
    {
        var guards = file.Content.Guards.Select(static guard => guard.Code).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Twice(file.Content.Guards.Select(static guard => guard.Code))
                .Select(code => file.Fault(code, new("该条件写了两次。", "The guard is there twice."), new("请删去一个。", "Take one out."))),
            .. Twice(file.Content.Workflows.Select(static workflow => workflow.Code))
                .Select(code => file.Fault(code, new("该流程写了两次。", "The workflow is there twice."), new("请删去一个。", "Take one out."))),
            .. file.Content.Workflows.SelectMany(workflow => Of(workflow, guards, file)),
        ];
    }

    private static IEnumerable<CatalogueFault> Of(Workflow workflow, HashSet<string> guards, DataFile<WorkflowsFile> file)
    {
        var states = workflow.States.Select(static state => state.Code).ToHashSet(StringComparer.Ordinal);
        var named = workflow.Transitions.SelectMany(static transition => transition.From is [Workflow.Any] ? [transition.To] : transition.From.Add(transition.To));
        foreach (var state in named.Where(state => state != Workflow.Previous && !states.Contains(state)).Distinct())
        {
            yield return file.Fault(
                workflow.Code,
                new($"有转换写了状态 {state}，而流程中没有它。", $"A transition names the state {state}, and the workflow has none of that name."),
                new("请写该流程的状态之一。", "Name one of the workflow's states."));
        }

        foreach (var guard in workflow.Transitions.SelectMany(static transition => transition.Guards).Where(guard => !guards.Contains(guard)).Distinct())
        {
            yield return file.Fault(
                workflow.Code,
                new($"有转换写了条件 {guard}，而没有它。", $"A transition names the guard {guard}, and it is not there."),
                new("请补上该条件及其文字。", "Add the guard with its text."));
        }

        foreach (var transition in workflow.Transitions.Where(static transition => transition.Actors.IsEmpty))
        {
            yield return file.Fault(
                workflow.Code,
                new($"没有人可以触发 {transition.Event}。", $"Nobody may cause {transition.Event}."),
                new("请写明可以触发的角色。", "Name the roles that may."));
        }

        foreach (var state in states.Where(state => state != workflow.Start && workflow.Transitions.All(transition => transition.To != state)))
        {
            yield return file.Fault(
                workflow.Code,
                new($"没有转换通向状态 {state}。", $"Nothing leads to the state {state}."),
                new("请补上转换，或删去该状态。", "Add the transition, or take the state out."));
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> codes) => codes.GroupBy(static code => code, StringComparer.Ordinal).Where(static same => same.Count() > 1).Select(static same => same.Key);
}
