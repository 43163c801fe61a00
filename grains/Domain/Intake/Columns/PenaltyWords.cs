using System.Collections.Immutable;

namespace CreditGate.Domain.Intake.Columns;

/// <summary>处罚类别: from the words of the standard, before and since the Penalty Law of 2021, to our categories.</summary>
internal static class PenaltyWords
{
    private static readonly char[] Separators = [';', '；', ',', '，', '、', '|', '/', '\n'];

    /// <summary>In this order: the first word that a part holds decides.</summary>
    private static readonly (string Word, string Category)[] Words =
    [
        ("其他", "other"), ("其它", "other"), ("警告", "warning"), ("通报批评", "circulatedCriticism"), ("罚款", "fine"), ("没收", "confiscation"),
        ("吊销", "licenceRevoked"), ("暂扣", "licenceSuspended"), ("降低资质", "qualificationLowered"), ("限制开展生产经营", "activityRestricted"),
        ("停产停业", "productionSuspended"), ("责令关闭", "orderedClosure"), ("限制从业", "careerRestricted"), ("拘留", "detention"),
    ];

    /// <param name="content">What the decision says: it settles which of "暂扣或者吊销" was meant. Unless it says 吊销, the milder one is taken.</param>
    /// <returns>The categories, and the first part that is none.</returns>
    public static (ImmutableArray<string> Categories, string? Unknown) Read(string text, string content)
    {
        // The law's catch-all has the separator within: 法律、行政法规规定的其他行政处罚.
        var parts = text.Replace("法律、行政法规规定的其他", "其他", StringComparison.Ordinal)
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var categories = parts.Select(part => (Part: part, Category: CategoryOf(part, content))).ToArray();
        return (
            [.. categories.Select(static pair => pair.Category).OfType<string>().Distinct()],
            Array.Find(categories, static pair => pair.Category is null).Part);
    }

    private static string? CategoryOf(string part, string content) =>
        part.Contains("暂扣", StringComparison.Ordinal) && part.Contains("吊销", StringComparison.Ordinal)
            ? content.Contains("吊销", StringComparison.Ordinal) ? "licenceRevoked" : "licenceSuspended"
            : Array.Find(Words, pair => part.Contains(pair.Word, StringComparison.Ordinal)).Category;
}
