using System.Text.Json;
using CreditGate.LoadTests.Population;
using Xunit;

namespace CreditGate.LoadTests.Tests.Population;

/// <summary>What the tool takes for right is what the product's stories state.</summary>
public sealed class ProfileTests
{
    private static readonly IReadOnlyList<Profile> Profiles = Profile.Load(new DateOnly(2026, 11, 23));

    public static TheoryData<string, string> Answers =>
        [.. Profiles.SelectMany(static profile => profile.Answers.Select(answer => new TheoryDataRow<string, string>(profile.Name, answer.Matter)))];

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_IsWhatItsStoryStates(string name, string matter)
    {
        var profile = Profiles.Single(profile => profile.Name == name);
        var story = Stories().Single(story => story.GetProperty("name").GetString() == profile.Story);
        var row = story.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("matters").GetString()!.Split(' ').Contains(matter)).GetProperty("expect");
        var known = profile.Answers.Single(answer => answer.Matter == matter).Answer;
        Assert.Equal(Stated(story, row, "outcome").GetString(), known.Outcome);
        Assert.Equal(Stated(story, row, "measures").EnumerateArray().Select(static measure => measure.GetString()!.Split('@')[0]).Distinct(), known.Measures);
    }

    [Fact]
    public void Lists_AreThoseOfTheRows() => Assert.Equal(["L04"], Profiles.Single(static profile => profile.Name == "wageListed").Lists);

    private static JsonElement Stated(JsonElement story, JsonElement row, string name) =>
        row.TryGetProperty(name, out var here) ? here : story.GetProperty("always").GetProperty(name);

    private static IEnumerable<JsonElement> Stories() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "stories"), "*.json")
        .SelectMany(static file => JsonElement.Parse(File.ReadAllText(file)).TryGetProperty("tables", out var tables) ? tables.EnumerateArray().ToArray() : []);
}
