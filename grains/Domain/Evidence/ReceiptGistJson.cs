using System.Collections.Immutable;
using System.Text.Json;

namespace CreditGate.Domain.Evidence;

/// <summary>Finds a gist in a receipt's JSON in one pass: every receipt is looked through once, and most of it is passed over.</summary>
internal static class ReceiptGistJson
{
    /// <exception cref="JsonException">It is not the JSON of a receipt.</exception>
    public static ReceiptGist Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (id, decidedAt, validUntil) = (default(Guid?), default(DateTimeOffset?), default(DateTimeOffset?));
        string? organisation = null, matter = null, businessNumber = null, subject = null, edition = null;
        RulingGist? ruling = null;
        ImmutableArray<string> linked = [];
        Begin(ref reader, JsonTokenType.StartObject);
        while (IsAtProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = Text(ref reader) && reader.TryGetGuid(out var guid) ? guid : throw Broken();
            }
            else if (reader.ValueTextEquals("organisation"u8))
            {
                organisation = String(ref reader);
            }
            else if (reader.ValueTextEquals("matter"u8))
            {
                matter = String(ref reader);
            }
            else if (reader.ValueTextEquals("businessNumber"u8))
            {
                businessNumber = String(ref reader);
            }
            else if (reader.ValueTextEquals("subject"u8))
            {
                subject = String(ref reader);
            }
            else if (reader.ValueTextEquals("edition"u8))
            {
                edition = String(ref reader);
            }
            else if (reader.ValueTextEquals("decidedAt"u8))
            {
                decidedAt = Instant(ref reader);
            }
            else if (reader.ValueTextEquals("validUntil"u8))
            {
                validUntil = Instant(ref reader);
            }
            else if (reader.ValueTextEquals("linked"u8))
            {
                linked = Each(ref reader, "subject"u8);
            }
            else if (reader.ValueTextEquals("ruling"u8))
            {
                ruling = Ruling(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        _ = reader.Read();      // nothing may follow
        return new ReceiptGist
        {
            Id = id ?? throw Broken(),
            Organisation = organisation ?? throw Broken(),
            Matter = matter ?? throw Broken(),
            BusinessNumber = businessNumber,
            Subject = subject,
            Edition = edition ?? throw Broken(),
            DecidedAt = decidedAt ?? throw Broken(),
            ValidUntil = validUntil ?? throw Broken(),
            Ruling = ruling ?? throw Broken(),
            Linked = [.. linked.Select(static key => new NamedPerson(key))],
        };
    }

    private static RulingGist Ruling(ref Utf8JsonReader reader)
    {
        ImmutableArray<string> measures = [], incentives = [];
        Begin(ref reader, JsonTokenType.StartObject);
        while (IsAtProperty(ref reader))
        {
            if (reader.ValueTextEquals("measures"u8))
            {
                measures = Each(ref reader, "code"u8);
            }
            else if (reader.ValueTextEquals("incentives"u8))
            {
                incentives = Each(ref reader, "code"u8);
            }
            else
            {
                reader.Skip();
            }
        }

        return new RulingGist { Measures = [.. measures.Select(static code => new LineGist(code))], Incentives = [.. incentives.Select(static code => new LineGist(code))] };
    }

    /// <summary>One text of each object of a list.</summary>
    private static ImmutableArray<string> Each(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        Begin(ref reader, JsonTokenType.StartArray);
        ImmutableArray<string>.Builder? found = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? text = null;
            while (IsAtProperty(ref reader))
            {
                if (reader.ValueTextEquals(name))
                {
                    text = String(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            (found ??= ImmutableArray.CreateBuilder<string>()).Add(text ?? throw Broken());
        }

        return reader.TokenType != JsonTokenType.EndArray ? throw Broken() : found?.ToImmutable() ?? [];
    }

    private static void Begin(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw Broken();
        }
    }

    private static bool IsAtProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool Text(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.String;

    private static string? String(ref Utf8JsonReader reader)
    {
        if (Text(ref reader))
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException error)
            {
                throw new JsonException("A text is not UTF-8.", error);
            }
        }

        return reader.TokenType == JsonTokenType.Null ? null : throw Broken();
    }

    private static DateTimeOffset Instant(ref Utf8JsonReader reader) => Text(ref reader) && reader.TryGetDateTimeOffset(out var instant) ? instant : throw Broken();

    private static JsonException Broken() => new("It is not the JSON of a receipt.");
}
