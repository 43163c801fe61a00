using System.Net.Sockets;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Problems;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CreditGate.Api.Tests.Problems;

public sealed class OutOfReachTests
{
    public static TheoryData<Exception> NoAnswer =>
    [
        new LedgerUnavailableException("away", new IOException()),
        new SiloUnavailableException("the target silo became unavailable"),
        new TimeoutException("no response"),
        new TaskCanceledException("the node that was to answer stops"),
        new ConnectionAbortedException("the connection to the node was given up"),
        new ConnectionResetException("the node closed the connection"),
        new SocketException((int)SocketError.ConnectionRefused),
    ];

    [Theory]
    [MemberData(nameof(NoAnswer))]
    public async Task Failure_OfTheWayToAnotherNode_IsNoBug(Exception failure) => Assert.Equal(StatusCodes.Status503ServiceUnavailable, await Told(failure));

    public static TheoryData<Exception> Bugs => [new InvalidOperationException(), new ArgumentException("a"), new InvalidDataException()];

    [Theory]
    [MemberData(nameof(Bugs))]
    public async Task Failure_OfTheCode_IsABug(Exception failure) => Assert.Equal(StatusCodes.Status500InternalServerError, await Told(failure));

    /// <summary>The status that the caller is told.</summary>
    private static async Task<int> Told(Exception failure)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        Assert.True(await new ExceptionHandler(NullLogger<ExceptionHandler>.Instance).TryHandleAsync(context, failure, TestContext.Current.CancellationToken));
        return context.Response.StatusCode;
    }
}
