using System.Text.Encodings.Web;

namespace CreditGate.Api.Hosting;

internal static class Logging
{
    /// <summary>One line an event on the console; the framework speaks only when something is wrong.</summary>
    public static WebApplicationBuilder AddLogging(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Logging.ClearProviders();
        if (settings.JsonLog)
        {
            AddJson(builder.Logging);
        }
        else
        {
            AddLines(builder.Logging);
        }

        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);       // while it may log at all, every request gets a span and a scope that nobody reads
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        builder.Logging.AddFilter(typeof(Auth.ApiKeyHandler).FullName, LogLevel.Warning);      // a wrong key is the caller's to read, not a line to flood a log with
        builder.Logging.AddFilter(typeof(Auth.BasicKeyHandler).FullName, LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);      // its first check measures from the machine's start
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);      // it asks for the collector of many heaps: ARCHITECTURE.md, 2026-11-27
        return builder;
    }

    private static void AddLines(ILoggingBuilder logging) => logging.AddSimpleConsole(static console =>
    {
        console.SingleLine = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffzzz ";
    });

    private static void AddJson(ILoggingBuilder logging) => logging.AddJsonConsole(static console =>
    {
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        console.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };      // Chinese stays readable
    });
}
