using Scalar.AspNetCore;

namespace CreditGate.Api.Docs;

internal static class DocsApi
{
    public static IServiceCollection AddDocs(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer<DocumentFacts>();
        options.AddOperationTransformer<Examples>();
    });

    public static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/scalar", static options => options.Title = "CreditGate").AllowAnonymous();
    }
}
