using CreditGate.Api.Auth;
using CreditGate.Api.Hosting;
using Scalar.AspNetCore;

namespace CreditGate.Api.Docs;

internal static class DocsApi
{
    public static IServiceCollection AddDocs(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer<DocumentFacts>();
        options.AddDocumentTransformer<ListItems>();
        options.AddDocumentTransformer<SchemaFacts>();
        options.AddOperationTransformer<OperationFacts>();
        options.AddOperationTransformer<FileBodies>();
        options.AddOperationTransformer<Examples>();
    });

    /// <summary>The document is a public contract. The page is the operator's, but where somebody only looks around.</summary>
    public static void MapDocs(this WebApplication app, Settings settings)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var page = app.MapScalarApiReference("/scalar", Offline);
        _ = settings.Demo || app.Environment.IsDevelopment() ? page.AllowAnonymous() : page.NeedsOperatorPage();
    }

    /// <summary>The page and its script come from this process; platforms like this one stand in networks without a way out.</summary>
    private static void Offline(ScalarOptions options)
    {
        options.Title = "CreditGate";
        options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp();
    }
}
