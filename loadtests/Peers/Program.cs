using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using CreditGate.Domain.Catalogues;
using CreditGate.Peers.Checks;
using CreditGate.Peers.Stores;

// The same check as most teams would build it: look the status up, apply the rule, keep the receipt, answer.
// Usage: CreditGate.Peers redis|postgres ADDRESS KEY-FILE --urls URL
if (args is not [("redis" or "postgres") and var kind, var address, var keyFile, .. var rest])
{
    Console.Error.WriteLine("redis|postgres ADDRESS KEY-FILE --urls URL");
    return 2;
}

var builder = WebApplication.CreateSlimBuilder(rest);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(static kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
});
builder.Services.ConfigureHttpJsonOptions(static json =>
{
    json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, PeerJson.Default);
});

var app = builder.Build();
IStore store = kind == "redis" ? await RedisStore.Open(address) : await PostgresStore.Open(address);
var checks = new PeerChecks(new RuleTable(CatalogueLoader.Load().At(TimeProvider.System.GetUtcNow())), store, TimeProvider.System);
var key = SHA256.HashData(Encoding.UTF8.GetBytes((await File.ReadAllTextAsync(keyFile)).Trim()));

app.MapPost("/v1/checks", async Task<IResult> (CheckBody body, HttpContext context) =>
    IsCaller(context) ? await checks.Run(body) is { } answer ? TypedResults.Ok(answer) : TypedResults.BadRequest() : TypedResults.Unauthorized());
app.MapPost("/v1/records", async Task<IResult> (RecordsBody body, HttpContext context) =>
{
    if (!IsCaller(context))
    {
        return TypedResults.Unauthorized();
    }

    await store.Enter([.. body.Rows]);
    return TypedResults.Ok(new RecordsAnswer(0, 0));
});
app.MapGet("/health/ready", static () => TypedResults.Ok());
await app.RunAsync();
return 0;

bool IsCaller(HttpContext context) =>
    context.Request.Headers["X-Api-Key"] is [{ } given] && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), key);
