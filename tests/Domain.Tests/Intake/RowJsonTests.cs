using System.Collections.Immutable;
using System.Text;
using CreditGate.Domain.Intake;
using Xunit;

namespace CreditGate.Domain.Tests.Intake;

public sealed class RowJsonTests
{
    /// <summary>Each line: code@member, and the line.</summary>
    public static TheoryData<string, string> Spoilt => new()
    {
        { "wrong-shape@nunber", """{"nunber":"1"}""" },
        { "wrong-shape@subject.usc", """{"subject":{"usc":"1"}}""" },
        { "wrong-shape@number", """{"number":1}""" },
        { "wrong-shape@fine10kCny", """{"fine10kCny":"1"}""" },
        { "wrong-shape@revision", """{"revision":1.5}""" },
        { "wrong-shape@simpleProcedure", """{"simpleProcedure":null}""" },
        { "wrong-shape@number", """{"number":"1","number":"2"}""" },
        { "wrong-shape@Number", """{"number":"1","Number":"2"}""" },
        { "wrong-shape@number", """{"number":"a\u0000b"}""" },
        { "wrong-shape@subject.person.name", """{"subject":{"person":{"name":"\u0000"}}}""" },
        { "wrong-shape@number", """{"number":"\ud800"}""" },
        { "wrong-shape@linked", """{"linked":[null]}""" },
        { "wrong-shape@linked", """{"linked":null}""" },
        { "wrong-shape@categories", """{"categories":["fine",null]}""" },
        { "wrong-shape@scenes", """{"scenes":["S05\u0000"]}""" },
        { "wrong-shape@linked[0].role", """{"linked":[{"role":1}]}""" },
        { "wrong-shape@", "[]" },
        { "wrong-shape@", "null" },
        { "wrong-shape@", "\"text\"" },
        { "not-json@", """{"number":"1" """ },
        { "not-json@", """{"number":"1"}{"number":"2"}""" },
        { "not-json@", """{"number":"1"} and more""" },
        { "not-json@", "{number:1}" },
        { "not-json@", """{"number":"1",}""" },
        { "not-json@", """{"number":"1"/**/}""" },
        { "not-json@", new string('[', StrictJson.Depth + 1) + new string(']', StrictJson.Depth + 1) },
        { "not-json@", string.Concat(Enumerable.Repeat("{\"subject\":", 100)) },
        { "not-json@", "{\"number\":\"\0\"}" },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void Read_NamesTheMember_WhenTheLineIsNotARow(string fault, string line) => Assert.Equal([fault], Faults(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Read_RefusesBytesThatAreNotUtf8() => Assert.Equal(["not-utf8@"], Faults([.. "{\"number\":\""u8, 0xD0, 0xC5, .. "\"}"u8]));

    [Fact]
    public void Read_TakesEveryMember()
    {
        var row = Row("""
            {"kind":"listEntry","subject":{"person":{"name":"示例某","idNumber":"x"}},"number":"示1号","revision":2,"decidedOn":"2026-06-01","list":"L04",
             "linked":[{"role":"director","key":"p-1"}],"facts":{"a":true},"categories":["fine"],"fine10kCny":0.2,"dutiesDone":false,"removal":{"on":"2026-07-01"}}
            """.ReplaceLineEndings(""));

        Assert.Equal(("listEntry", "示例某", "示1号", 2L), (row.Kind, row.Subject?.Person?.Name, row.Number, row.Revision));
        Assert.Equal(("director", true, "fine", 0.2m), (row.Linked[0].Role, row.Facts["a"], row.Categories[0], row.Fine10kCny));
        Assert.Equal((false, "2026-07-01"), (row.DutiesDone, row.Removal?.On));
    }

    [Fact]
    public void Read_IgnoresWhatWasAddedToARowThatWasGivenBack() =>
        Assert.Equal("1", Row("""{"number":"1","_rejected":{"line":7,"faults":[{"field":"list","code":"unknown-list"}]}}""").Number);

    [Fact]
    public void Read_IgnoresThatAtTheTopOnly() => Assert.Equal(["wrong-shape@subject._rejected"], Faults("""{"subject":{"_rejected":1}}"""u8.ToArray()));

    private static RecordRow Row(string line)
    {
        var (row, faults) = RowJson.Read(Encoding.UTF8.GetBytes(line));
        Assert.Empty(faults);
        return row!;
    }

    private static ImmutableArray<string> Faults(byte[] line)
    {
        var (row, faults) = RowJson.Read(line);
        Assert.Null(row);
        return [.. faults.Select(static fault => $"{fault.Fault.Code}@{fault.Field}")];
    }
}
