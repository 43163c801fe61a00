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
        ImmutableArray<NamedPerson> linked = [];
        Begin(ref reader, JsonTokenType.StartObject);
        while (IsAtProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8))
            {
                id = Text(ref reader) && reader.TryGetGuid(out var guid) ? guid : throw Broken();
            }
            else if (reader.ValueTextEquals("organisation"u8))
            {
                organisation = Code(ref reader);
            }
            else if (reader.ValueTextEquals("matter"u8))
            {
                matter = Code(ref reader);
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
                edition = Code(ref reader);
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
                linked = Each(ref reader, "subject"u8, areCodes: false, static key => new NamedPerson(key));
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
            Linked = linked,
        };
    }

    private static RulingGist Ruling(ref Utf8JsonReader reader)
    {
        ImmutableArray<LineGist> measures = [], incentives = [];
        Begin(ref reader, JsonTokenType.StartObject);
        while (IsAtProperty(ref reader))
        {
            if (reader.ValueTextEquals("measures"u8))
            {
                measures = Each(ref reader, "code"u8, areCodes: true, static code => new LineGist(code));
            }
            else if (reader.ValueTextEquals("incentives"u8))
            {
                incentives = Each(ref reader, "code"u8, areCodes: true, static code => new LineGist(code));
            }
            else
            {
                reader.Skip();
            }
        }

        return new RulingGist { Measures = measures, Incentives = incentives };
    }

    /// <summary>One text of each object of a list.</summary>
    private static ImmutableArray<T> Each<T>(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, bool areCodes, Func<string, T> of)
    {
        Begin(ref reader, JsonTokenType.StartArray);
        ImmutableArray<T> found = [];       // of few: mostly one
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? text = null;
            while (IsAtProperty(ref reader))
            {
                if (reader.ValueTextEquals(name))
                {
                    text = String(ref reader, areCodes);
                }
                else
                {
                    reader.Skip();
                }
            }

            found = found.Add(of(text ?? throw Broken()));
        }

        return reader.TokenType == JsonTokenType.EndArray ? found : throw Broken();
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

    private static string? String(ref Utf8JsonReader reader) => String(ref reader, isCode: false);

    private static string? Code(ref Utf8JsonReader reader) => String(ref reader, isCode: true);

    private static string? String(ref Utf8JsonReader reader, bool isCode)
    {
        if (Text(ref reader))
        {
            try
            {
                return isCode ? SharedTexts.Read(ref reader, keeps: true) : reader.GetString();
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
