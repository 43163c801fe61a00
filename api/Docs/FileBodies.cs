using CreditGate.Api.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>Bodies that are files, which no type of ours describes.</summary>
internal sealed class FileBodies : IOpenApiOperationTransformer
{
    private static readonly string[] Types = ["text/csv", "application/x-ndjson", "application/gzip", "application/octet-stream"];

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<FileBody>().Any())
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "The file as it is, plain or gzip; with Upload-Offset, the rest of it.",
                Content = Types.ToDictionary(static type => type, static _ => new OpenApiMediaType()),
            };
        }

        return Task.CompletedTask;
    }
}
