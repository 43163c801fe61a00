using System.Net;
using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Auth;

public sealed class OperatorKeyTests
{
    [Fact]
    public async Task Start_MakesANewKey_WhenACrashLeftAnEmptyFile()
    {
        var directory = Path.Combine(Path.GetTempPath(), "creditgate-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "operator.key"), "", TestContext.Current.CancellationToken);

        await using var gate = await RunningGate.Start(directory: directory);

        Assert.StartsWith("cg_", await File.ReadAllTextAsync(Path.Combine(directory, "operator.key"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var accepted = await gate.Operator.GetAsync(new Uri("/v1/credentials", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        using var empty = gate.ClientFor("");
        using var refused = await empty.GetAsync(new Uri("/v1/credentials", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
