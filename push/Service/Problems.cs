namespace CreditGate.Push.Service;

/// <summary>A refusal in lines: what it is about, then each field with its code and how to mend it.</summary>
internal static class Problems
{
    public static IEnumerable<string> Lines(RefusedException refused)
    {
        var problem = refused.Problem;
        yield return $"{(int)refused.Status} {problem.Code} {problem.Title}".Replace("  ", " ", StringComparison.Ordinal);
        if (problem.Detail is { Length: > 0 } detail)
        {
            yield return detail;
        }

        foreach (var fault in problem.Faults ?? [])
        {
            yield return $"  {fault.Field}  {fault.Code}  {fault.Message}";
        }
    }
}
