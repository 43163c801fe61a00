using System.Text.Json.Nodes;
using Xunit;

namespace CreditGate.Domain.Tests.Catalogues;

public sealed class EditionFaultTests
{
    [Theory]
    [InlineData("2025-06-21", "There is a gap: it ends on 2025-06-21, 2025-06 starts on 2025-06-22.")]
    [InlineData("2025-06-23", "It overlaps 2025-06")]
    [InlineData(null, "It overlaps 2025-06")]
    public void Load_NamesTheEdition_WhenTheNextDoesNotMeetIt(string? until, string problem) =>
        Expect("2023-05", problem, root => root.Entry("editions", "2023-05")["until"] = until);

    [Fact]
    public void Load_NamesTheEdition_WhenNothingFollowsTheLast() =>
        Expect("2026-04", "nothing is in force from 2027-01-01", root => root.Entry("editions", "2026-04")["until"] = "2027-01-01");

    [Fact]
    public void Load_NamesTheEdition_WhenItEndsBeforeItStarts()
    {
        var faults = new EditedData().Edit("editions.json", root => root.Entry("editions", "2025-06")["until"] = "2025-06-22").Faults();

        Assert.Contains(faults, fault => fault is { Entry: "2025-06" } && fault.Problem.En.StartsWith("It ends on 2025-06-22", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NamesTheEdition_WhenTheyAreNotOldestFirst()
    {
        var faults = new EditedData().Edit("editions.json", root => root["editions"] = new JsonArray([.. root["editions"]!.AsArray().Reverse().Select(edition => edition!.DeepClone())])).Faults();

        Assert.Contains(faults, fault => fault is { Entry: "2026-04" } && fault.Fix.En.Contains("oldest first", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NamesTheFile_WhenThereIsNoEdition() =>
        Expect("editions", "There is no edition", root => root["editions"] = new JsonArray());

    [Fact]
    public void Load_NamesTheEdition_WhenItsIdIsGivenTwice() =>
        Expect("2023-05", "given to 2 entries", root => root.Entry("editions", "2025-06")["id"] = "2023-05");

    [Fact]
    public void Load_NamesTheEdition_WhenItNamesFilesForAnUnknownRoom() =>
        Expect("2026-04", "Member files.mesures is unknown", root => root.Entry("editions", "2026-04")["files"] = new JsonObject { ["mesures"] = "x.json" });

    [Fact]
    public void Load_NamesTheFile_WhenAnEditionsOwnFileIsMissing() =>
        new EditedData()
            .Edit("editions.json", root => root.Entry("editions", "2026-04")["files"] = new JsonObject { ["rules"] = "rules-2026.json" })
            .ExpectFault("rules-2026.json", "file", "missing");

    [Theory]
    [InlineData("2026/04/01")]
    [InlineData("2026-02-30")]
    public void Load_NamesTheEdition_WhenADayIsMalformed(string day) =>
        Expect("2026-04", "Member from is not a day", root => root.Entry("editions", "2026-04")["from"] = day);

    private static void Expect(string edition, string problem, Action<JsonNode> edit) => EditedData.Expect("editions.json", edition, problem, edit);
}
