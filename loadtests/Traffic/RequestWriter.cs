using System.Buffers.Text;
using System.Text;
using CreditGate.LoadTests.Planning;
using CreditGate.LoadTests.Population;
using CreditGate.LoadTests.Rows;

namespace CreditGate.LoadTests.Traffic;

/// <summary>Renders requests into a connection's buffer: the head is made once, a check's body is put together from bytes.</summary>
internal sealed class RequestWriter
{
    /// <summary>Path of the endpoint that does nothing.</summary>
    public const string NoOp = "/bench/noop";

    private const int LengthDigits = 8;
    private const int CheckRoom = 512;

    private readonly Scenario _scenario;
    private readonly Inhabitants _inhabitants;
    private readonly Orders _orders;
    private readonly Listings _listings;
    private readonly Dictionary<RequestKind, byte[]> _heads = [];
    private readonly byte[][][] _matters;
    private byte[] _buffer = new byte[4096];

    public RequestWriter(Uri target, string key, Scenario scenario, Inhabitants inhabitants, Orders orders, Listings listings)
    {
        (_scenario, _inhabitants, _orders, _listings) = (scenario, inhabitants, orders, listings);
        _matters = [.. inhabitants.Profiles.Select(static profile => profile.Answers.Select(static answer => Encoding.UTF8.GetBytes(answer.Matter)).ToArray())];
        foreach (var kind in Enum.GetValues<RequestKind>())
        {
            _heads[kind] = Encoding.ASCII.GetBytes(
                $"POST {PathOf(kind)} HTTP/1.1\r\nHost: {target.Authority}\r\nX-Api-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {new string(' ', LengthDigits)}\r\n\r\n");
        }
    }

    /// <summary>The whole request; valid until the next one is written.</summary>
    public ReadOnlyMemory<byte> Write(in Order order)
    {
        var head = _heads[order.Kind];
        head.CopyTo(_buffer.AsSpan());
        var length = order.Kind is RequestKind.Check or RequestKind.NoOp ? Check(order, head.Length) : Text(order, head.Length);
        var digits = _buffer.AsSpan(head.Length - 4 - LengthDigits, LengthDigits);
        digits.Fill((byte)' ');
        Span<byte> text = stackalloc byte[LengthDigits];
        Utf8Formatter.TryFormat(length, text, out var written);
        text[..written].CopyTo(digits[(LengthDigits - written)..]);
        return _buffer.AsMemory(0, head.Length + length);
    }

    private int Check(in Order order, int at)
    {
        var body = _buffer.AsSpan(at, CheckRoom);
        if (order.Kind == RequestKind.NoOp)
        {
            // As long as a check, whose subject is an object.
            return Utf8Text.Put(body, $$"""{"subject":"{{_inhabitants.CodeOf(order.Subject)}}","matter":"MT-C01","businessNumber":"示例000000000{{order.Number}}"}""");
        }

        ReadOnlySpan<byte> matter = _matters[_inhabitants.ProfileIndex(order.Subject)][order.Matter];
        return _inhabitants.ProfileOf(order.Subject).IsPerson
            ? Utf8Text.Put(body, $$$"""{"subject":{"person":{"name":"{{{Inhabitants.NameOf(order.Subject)}}}","idNumber":"{{{_inhabitants.CodeOf(order.Subject)}}}"}},"matter":"{{{matter}}}","businessNumber":"示例{{{order.Number}}}","purpose":"示例压测核查"}""")
            : Utf8Text.Put(body, $$$"""{"subject":{"uscc":"{{{_inhabitants.CodeOf(order.Subject)}}}"},"matter":"{{{matter}}}","businessNumber":"示例{{{order.Number}}}"}""");
    }

    private int Text(in Order order, int at)
    {
        var body = order.Kind switch
        {
            RequestKind.Batch => Batch(order),
            RequestKind.Push => $$"""{"rows":[{{_listings.Row(order.Subject)}}]}""",
            _ => Custom(order, _scenario.Traffic.Custom!.Body),
        };
        var length = Encoding.UTF8.GetByteCount(body);
        if (_buffer.Length < at + length)
        {
            Array.Resize(ref _buffer, (at + length) * 2);
        }

        return Encoding.UTF8.GetBytes(body, _buffer.AsSpan(at));
    }

    private string Batch(Order order)
    {
        var body = new StringBuilder("""{"items":[""");
        foreach (var (subject, matter) in _orders.Items(order))
        {
            var profile = _inhabitants.ProfileOf(subject);
            var purpose = profile.IsPerson ? ",\"purpose\":\"示例压测核查\"" : "";
            body.Append(body[^1] == '[' ? "" : ",")
                .Append($$"""{"subject":{{_inhabitants.Named(subject)}},"matter":"{{profile.Answers[matter].Matter}}","businessNumber":"示例{{order.Number}}"{{purpose}}}""");
        }

        return body.Append("]}").ToString();
    }

    private string Custom(in Order order, string body)
    {
        var profile = _inhabitants.ProfileOf(order.Subject);
        return body.Replace("{uscc}", Encoding.ASCII.GetString(_inhabitants.CodeOf(order.Subject)), StringComparison.Ordinal)
            .Replace("{matter}", profile.Answers[order.Matter].Matter, StringComparison.Ordinal)
            .Replace("{number}", $"示例{order.Number}", StringComparison.Ordinal)
            .Replace("{lists}", $"[{string.Join(',', profile.Lists.Select(static list => $"\"{list}\""))}]", StringComparison.Ordinal);
    }

    private string PathOf(RequestKind kind) => kind switch
    {
        RequestKind.Check => "/v1/checks",
        RequestKind.Batch => "/v1/checks/batch",
        RequestKind.Push => "/v1/records",
        RequestKind.NoOp => NoOp,
        _ => _scenario.Traffic.Custom?.Path ?? "/",
    };
}
