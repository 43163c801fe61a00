namespace CreditGate.Api.Hosting;

/// <summary>Marks an endpoint whose body is a file as it lies on the sender's disk: of any size up to the endpoint's own limit, in its own form.</summary>
internal sealed class FileBody : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata
{
    /// <summary>The store counts what arrives.</summary>
    public long? MaxRequestBodySize => null;
}
