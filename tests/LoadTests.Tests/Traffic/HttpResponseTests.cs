using System.Buffers;
using System.Text;
using CreditGate.LoadTests.Traffic;
using Xunit;

namespace CreditGate.LoadTests.Tests.Traffic;

public sealed class HttpResponseTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nDate: x\r\ntransfer-encoding: chunked\r\n\r\n6\r\n{\"a\":1\r\n1\r\n}\r\n0\r\n\r\n";
    private const string Sized = "HTTP/1.1 503 Service Unavailable\r\nContent-Length:  7\r\n\r\n{\"a\":1}";

    [Theory]
    [InlineData(Chunked, 200)]
    [InlineData(Sized, 503)]
    public void Find_WaitsForTheWholeResponse_HoweverItArrives(string text, int status)
    {
        var bytes = Encoding.ASCII.GetBytes(text + "HTTP/1.1 ");
        for (var received = 0; received < text.Length; received++)
        {
            Assert.Null(HttpResponse.Find(bytes.AsSpan(0, received)));
        }

        var response = HttpResponse.Find(bytes);
        Assert.Equal((status, text.Length), (response!.Value.Status, response.Value.End));
        Assert.Equal("{\"a\":1}", Encoding.ASCII.GetString(response.Value.Content(bytes).ToArray()));
    }

    [Theory]
    [InlineData("SSH-2.0-something\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public void Find_Refuses_WhatIsNoResponse(string text) =>
        Assert.Throws<InvalidDataException>(() => HttpResponse.Find(Encoding.ASCII.GetBytes(text)));
}
