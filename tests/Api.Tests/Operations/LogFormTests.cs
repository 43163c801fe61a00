using System.Text.Json;
using System.Text.Json.Nodes;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

public sealed class LogFormTests
{
    [Fact]
    public async Task Log_IsAnObjectALine_WhenAskedFor()
    {
        using var directory = new OwnDirectory();
        using var gate = GateProcess.Start(directory.Path, "--log", "json");
        using var client = await gate.Operator(directory.Path);

        await client.Post("/v1/backups", new JsonObject());
        var line = await gate.Line(static line => line.Contains("\"EventId\":2721", StringComparison.Ordinal));

        using var told = JsonDocument.Parse(line);
        Assert.Equal("Information", told.RootElement.Text("LogLevel"));
        Assert.Equal("CreditGate.Silo.Backups.BackupMaker", told.RootElement.Text("Category"));
        Assert.EndsWith("Z", told.RootElement.Text("Timestamp"), StringComparison.Ordinal);
        Assert.True(told.RootElement.GetProperty("State").GetProperty("Bytes").GetInt64() > 0);
    }
}
