using System.Net.Sockets;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Problems;
using Microsoft.AspNetCore.Connections;
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
    public void Failure_OfTheWayToAnotherNode_IsNoBug(Exception failure) => Assert.True(OutOfReach.IsTold(failure));

    [Fact]
    public void Failure_OfTheCode_IsABug() =>
        Assert.DoesNotContain(new Exception[] { new InvalidOperationException(), new ArgumentException("a"), new InvalidDataException() }, OutOfReach.IsTold);
}
