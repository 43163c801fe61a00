using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CreditGate.CrashTests;

/// <summary>A body that its sender holds back once the service has asked for it: the request is in flight for as long as the test wants.</summary>
internal sealed class HeldJson : HttpContent
{
    private readonly byte[] _body;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldJson(object body)
    {
        _body = JsonSerializer.SerializeToUtf8Bytes(body);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>The service has begun to read the request (100 Continue).</summary>
    public Task Asked => _asked.Task;

    public void Release() => _released.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _asked.SetResult();
        await _released.Task;
        await stream.WriteAsync(_body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
