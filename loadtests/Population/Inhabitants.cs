using System.Globalization;
using System.Text;
using CreditGate.Domain.Identity;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Rows;

namespace CreditGate.LoadTests.Population;

/// <summary>The invented subjects of a scenario: who each is, what is on record of it, and what must be answered. The same plan gives the same subjects.</summary>
internal sealed class Inhabitants
{
    private const int CodeLength = 18;      // of a USCC and of an ID number alike
    private static readonly string[] Names = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];

    private readonly SubjectPlan _plan;
    private readonly byte[] _codes;
    private readonly byte[] _profiles;

    public Inhabitants(SubjectPlan plan, DateOnly today, ulong seed = 1)
    {
        _plan = plan;
        Profiles = Profile.Load(today);
        _codes = new byte[plan.Count * CodeLength];
        _profiles = new byte[plan.Count];
        var entities = Shares(static profile => !profile.IsPerson);
        var persons = Shares(static profile => profile.IsPerson);
        Parallel.For(0, plan.Count, index =>
        {
            var dice = Dice.Of(seed, index);
            var isPerson = dice.With(1).Below(1_000_000) < plan.Persons * 1_000_000;
            _profiles[index] = Draw(isPerson ? persons : entities, dice.With(2).Below(1_000_000) / 1_000_000.0);
            Encoding.ASCII.GetBytes(isPerson ? FictionalCodes.Person(PersonSerial(index)).Value : FictionalCodes.Entity(plan.First + index).Value, _codes.AsSpan(index * CodeLength, CodeLength));
        });
    }

    public IReadOnlyList<Profile> Profiles { get; }

    public int Count => _plan.Count;

    public int ProfileIndex(int index) => _profiles[index];

    public Profile ProfileOf(int index) => Profiles[_profiles[index]];

    public ReadOnlySpan<byte> CodeOf(int index) => _codes.AsSpan(index * CodeLength, CodeLength);

    public static string NameOf(int index) => $"示例{Names[index % Names.Length]}{Names[index / Names.Length % Names.Length]}";

    /// <summary>The subject as requests and rows name it.</summary>
    public string Named(int index) => ProfileOf(index).IsPerson
        ? $$$"""{"person":{"name":"{{{NameOf(index)}}}","idNumber":"{{{Encoding.ASCII.GetString(CodeOf(index))}}}"}}"""
        : $$"""{"uscc":"{{Encoding.ASCII.GetString(CodeOf(index))}}"}""";

    /// <summary>What a source pushes of the subject, each a JSON object.</summary>
    public IEnumerable<string> RowsOf(int index)
    {
        var number = (_plan.First + index).ToString(CultureInfo.InvariantCulture);
        return ProfileOf(index).Rows.Select(row => $$"""{"subject":{{Named(index)}},{{row[1..].Replace("$number", number, StringComparison.Ordinal)}}""");
    }

    private int PersonSerial(int index) => (int)(((long)_plan.First + index) % FictionalCodes.Persons);

    private (byte Profile, double UpTo)[] Shares(Func<Profile, bool> isMeant)
    {
        var meant = Profiles.Index().Where(entry => isMeant(entry.Item)).ToArray();
        var all = meant.Sum(static entry => entry.Item.Share);
        return [.. meant.Select((entry, place) => ((byte)entry.Index, meant.Take(place + 1).Sum(static earlier => earlier.Item.Share) / all))];
    }

    private static byte Draw((byte Profile, double UpTo)[] shares, double chance)
    {
        foreach (var (profile, upTo) in shares)
        {
            if (chance < upTo)
            {
                return profile;
            }
        }

        return shares[^1].Profile;
    }
}
