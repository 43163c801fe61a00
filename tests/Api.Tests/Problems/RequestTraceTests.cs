using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using CreditGate.Actors.Ledger;
using CreditGate.Api.Problems;
using CreditGate.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CreditGate.Api.Tests.Problems;

/// <summary>By the traceId of a problem the operator finds its line in the log, whether traces are collected or not.</summary>
public sealed class RequestTraceTests(SharedGate shared)
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory]
    [InlineData("/v1/checks", "", HttpStatusCode.BadRequest, "not-json")]
    [InlineData("/v1/checks", """{"matter":"MT-C01","subject":{"uscc":"O1"}}""", HttpStatusCode.UnprocessableEntity, "validation")]
    [InlineData("/v1/nowhere", "{}", HttpStatusCode.NotFound, "not-found")]
    public async Task Problem_HasTheCallersTrace(string path, string body, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");

        var problem = await (await shared.Gate.Operator.SendAsync(request, TestContext.Current.CancellationToken)).Problem(status, code);

        Assert.Equal(Trace, problem.Text("traceId"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00-nonsense-00f067aa0ba902b7-01")]
    public void Request_HasATraceOfItsOwn_WhenTheCallerGivesNone(string given)
    {
        Activity.Current = null;
        var (one, other) = (Context(given), Context(given));

        Assert.Matches("^[0-9a-f]{32}$", RequestTrace.IdOf(one));
        Assert.Equal(RequestTrace.IdOf(one), RequestTrace.IdOf(one));
        Assert.NotEqual(RequestTrace.IdOf(one), RequestTrace.IdOf(other));
    }

    [Fact]
    public void Request_HasTheTraceOfItsSpan_WhenThereIsOne()
    {
        using var span = new Activity("request").Start();

        Assert.Equal(span.TraceId.ToString(), RequestTrace.IdOf(Context("")));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException), 3001)]
    [InlineData(typeof(LedgerUnavailableException), 3002)]
    public async Task Failure_IsLogged_WithTheTraceOfItsProblem(Type kind, int number)
    {
        Activity.Current = null;
        var (log, context) = (new Lines(), Context(""));
        var failure = kind == typeof(LedgerUnavailableException) ? new LedgerUnavailableException("away", new IOException()) : (Exception)new InvalidOperationException("a bug");

        Assert.True(await new ExceptionHandler(log).TryHandleAsync(context, failure, TestContext.Current.CancellationToken));

        context.Response.Body.Position = 0;
        var trace = (await JsonDocument.ParseAsync(context.Response.Body, cancellationToken: TestContext.Current.CancellationToken)).RootElement.GetProperty("traceId").GetString()!;
        Assert.Equal(number, log.Only.Number);
        Assert.EndsWith($"trace {trace}", log.Only.Text, StringComparison.Ordinal);
    }

    private static DefaultHttpContext Context(string traceparent)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        context.Request.Headers["traceparent"] = traceparent;
        context.Response.Body = new MemoryStream();
        return context;
    }

    private sealed class Lines : ILogger<ExceptionHandler>
    {
        private readonly List<(int Number, string Text)> _lines = [];

        public (int Number, string Text) Only => Assert.Single(_lines);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _lines.Add((eventId.Id, formatter(state, exception)));
    }
}
