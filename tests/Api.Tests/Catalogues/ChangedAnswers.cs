using System.Text.Json;
using CreditGate.Api.Tests.Hosting;

namespace CreditGate.Api.Tests.Catalogues;

/// <summary>What differs between answers, by brute force over their JSON: no code of the preview's own.</summary>
internal static class ChangedAnswers
{
    private static readonly (string List, string Kind)[] Lists =
    [
        ("measures", "measure"), ("incentives", "incentive"), ("withheld", "withheld"), ("suspended", "suspended"), ("reminders", "reminder"),
        ("advice", "advice"), ("questions", "question"), ("proposals", "proposal"), ("statuses", "status"),
    ];

    /// <summary>Each change with how many subjects it meets, and how many subjects any meets.</summary>
    public static (SortedDictionary<string, long> Changes, long Subjects) Between(
        Dictionary<(string Subject, string Matter), JsonElement> before, Dictionary<(string Subject, string Matter), JsonElement> after)
    {
        var changes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ((subject, matter), was) in before)
        {
            var lines = Lines(was, after[(subject, matter)]).ToArray();
            var (from, to) = (was.Text("outcome"), after[(subject, matter)].Text("outcome"));
            if (from != to || lines.Length > 0)
            {
                subjects.Add(subject);
                foreach (var change in lines.Append($"outcome {from} {to}").Append("any"))
                {
                    changes[$"{matter} {change}"] = changes.GetValueOrDefault($"{matter} {change}") + 1;
                }
            }
        }

        return (changes, subjects.Count);
    }

    /// <summary>The same, as a preview tells it.</summary>
    public static SortedDictionary<string, long> Foretold(JsonElement preview)
    {
        var changes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var matter in preview.GetProperty("matters").EnumerateArray())
        {
            var code = matter.Text("code");
            changes[$"{code} any"] = matter.GetProperty("subjects").GetInt64();
            foreach (var outcome in matter.GetProperty("outcomes").EnumerateArray())
            {
                changes[$"{code} outcome {outcome.Text("before")} {outcome.Text("after")}"] = outcome.GetProperty("subjects").GetInt64();
            }

            foreach (var line in matter.GetProperty("lines").EnumerateArray())
            {
                changes[$"{code} {line.Text("change")} {line.Text("kind")} {line.Text("code")} {line.Text("force")} {line.Text("effect")}"] = line.GetProperty("subjects").GetInt64();
            }
        }

        return changes;
    }

    private static IEnumerable<string> Lines(JsonElement before, JsonElement after)
    {
        foreach (var (list, kind) in Lists)
        {
            var (was, now) = (Written(before, list, kind), Written(after, list, kind));
            var lost = was.Where(line => !now.Contains(line)).Select(static line => line.Key).ToHashSet(StringComparer.Ordinal);
            var gained = now.Where(line => !was.Contains(line)).Select(static line => line.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var key in lost.Union(gained))
            {
                yield return $"{(lost.Contains(key) ? gained.Contains(key) ? "altered" : "lost" : "gained")} {kind} {key}";
            }
        }
    }

    /// <summary>Of a status only the code is compared: the records behind it are the subject's, not the edition's.</summary>
    private static (string Key, string Text)[] Written(JsonElement answer, string list, string kind) => answer.TryGetProperty(list, out var lines)
        ? [.. lines.EnumerateArray().Select(line => (kind == "suspended" ? line.GetProperty("measure") : line) is var keyed && kind == "status"
            ? ($"{keyed.Text("code")}  ", "")
            : ($"{keyed.Text("code")} {keyed.Text("force")} {keyed.Text("effect")}", line.GetRawText()))]
        : [];
}
