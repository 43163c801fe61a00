using CreditGate.Api.Auth;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CreditGate.Api.Docs;

/// <summary>Title, key and conventions of the whole document.</summary>
internal sealed class DocumentFacts : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "CreditGate",
            Version = "v1",
            Description = "Check before act (应查必查) for a municipal public-credit platform. Days are legal days in China (UTC+8), first and last day inclusive; "
                + "instants carry their offset, and ends of intervals are exclusive. Amounts are in 10,000 yuan (万元). Texts come in zh-CN (default) or en (Accept-Language). "
                + "Problems follow RFC 9457 and carry a stable code. The platform reminds, the department decides and feeds back.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [ApiKeyHandler.Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = ApiKey.Header,
                Description = "A key of an organisation. Each operation names the scopes of which the key needs one; what is not named is refused with 403 not-allowed.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyHandler.Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
