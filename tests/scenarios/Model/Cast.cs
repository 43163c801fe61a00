using System.Globalization;
using System.Text.RegularExpressions;
using CreditGate.Domain.Identity;

namespace CreditGate.Scenarios;

/// <summary>
/// The fictional subjects of one scenario, so that scenarios run side by side. In its strings, $company, $company2 and so on are
/// codes of entities, $company.name their names; $person.id, $person2.id and so on are ID numbers, $person.name the persons' names.
/// </summary>
/// <param name="scenario">Serial of the scenario: no two share a subject.</param>
internal sealed partial class Cast(int scenario)
{
    private const int MostOfAKind = 10;
    private static readonly string[] Characters = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

    /// <summary>The text with every placeholder in it replaced.</summary>
    public string Bind(string json) => Placeholder().Replace(json, match => Value(
        match.Groups["kind"].Value,
        match.Groups["number"] is { Success: true, Value: var number } ? int.Parse(number, CultureInfo.InvariantCulture) : 1,
        match.Groups["member"].Value));

    private string Value(string kind, int number, string member)
    {
        if (number is < 1 or > MostOfAKind)
        {
            throw new FormatException($"A scenario has at most {MostOfAKind} subjects of a kind.");
        }

        var serial = (scenario * MostOfAKind) + number - 1;
        return (kind, member) switch
        {
            ("company", "") => FictionalCodes.Entity(serial).Value,
            ("company", "name") => $"示例企业{serial}有限公司",
            ("person", "id") => FictionalCodes.Person(serial).Value,
            ("person", "name") => $"示例{Characters[number - 1]}",
            _ => throw new FormatException($"A {kind} has no {member}."),
        };
    }

    [GeneratedRegex(@"\$(?<kind>company|person)(?<number>\d+)?(?:\.(?<member>[a-z]+))?")]
    private static partial Regex Placeholder();
}
