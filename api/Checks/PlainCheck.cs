using System.Text.Json;
using System.Text.Unicode;
using CreditGate.Domain;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Checks;

/// <summary>Reads the body of a check as most callers write it. Whatever is the least unusual is left to the serializer, which knows the faults and their names.</summary>
internal static class PlainCheck
{
    /// <summary>False for a body that is unusual, or no check at all.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out CheckRow row)
    {
        row = null!;
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && TryRead(ref reader, out row) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>One check among others: the reader moves from its start to its end, or not at all.</summary>
    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out CheckRow)"/>
    public static bool TryRead(ref Utf8JsonReader reader, out CheckRow row)
    {
        row = null!;
        var ahead = reader;
        try
        {
            if (ahead.TokenType != JsonTokenType.StartObject || !TryReadMembers(ref ahead, out row))
            {
                return false;
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return false;
        }

        reader = ahead;
        return true;
    }

    private static bool TryReadMembers(ref Utf8JsonReader reader, out CheckRow row)
    {
        row = null!;
        SubjectRow? subject = null;
        string? matter = null, businessNumber = null, purpose = null, consistency = null, token = null;
        int? deadline = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRead = reader.ValueTextEquals("subject"u8) ? subject is null && TryReadSubject(ref reader, out subject)
                : reader.ValueTextEquals("matter"u8) ? TryReadCode(ref reader, ref matter)
                : reader.ValueTextEquals("businessNumber"u8) ? TryReadText(ref reader, ref businessNumber)
                : reader.ValueTextEquals("purpose"u8) ? TryReadText(ref reader, ref purpose)
                : reader.ValueTextEquals("consistency"u8) ? TryReadText(ref reader, ref consistency)
                : reader.ValueTextEquals("token"u8) ? TryReadText(ref reader, ref token)
                : reader.ValueTextEquals("deadlineMs"u8) && deadline is null && TryReadNumber(ref reader, out deadline);
            if (!isRead)
            {
                return false;
            }
        }

        row = new CheckRow
        {
            Subject = subject,
            Matter = matter,
            BusinessNumber = businessNumber,
            Purpose = purpose,
            Consistency = consistency,
            Token = token,
            DeadlineMs = deadline,
        };
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadSubject(ref Utf8JsonReader reader, out SubjectRow? subject)
    {
        subject = null;
        string? uscc = null, key = null;
        PersonRow? person = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRead = reader.ValueTextEquals("uscc"u8) ? TryReadText(ref reader, ref uscc)
                : reader.ValueTextEquals("key"u8) ? TryReadText(ref reader, ref key)
                : reader.ValueTextEquals("person"u8) && person is null && TryReadPerson(ref reader, out person);
            if (!isRead)
            {
                return false;
            }
        }

        subject = new SubjectRow { Uscc = uscc, Key = key, Person = person };
        return reader.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadPerson(ref Utf8JsonReader reader, out PersonRow? person)
    {
        person = null;
        string? name = null, number = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!(reader.ValueTextEquals("name"u8) ? TryReadText(ref reader, ref name) : reader.ValueTextEquals("idNumber"u8) && TryReadText(ref reader, ref number)))
            {
                return false;
            }
        }

        person = new PersonRow { Name = name, IdNumber = number };
        return reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>False also when the member came before, or holds what no text may hold.</summary>
    private static bool TryReadText(ref Utf8JsonReader reader, ref string? text)
    {
        if (text is not null || !reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        text = reader.GetString()!;
        return !text.Contains('\0', StringComparison.Ordinal);
    }

    /// <inheritdoc cref="TryReadText"/>
    private static bool TryReadCode(ref Utf8JsonReader reader, ref string? code)
    {
        if (code is not null || !reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        code = SharedTexts.Read(ref reader, keeps: false);
        return !code.Contains('\0', StringComparison.Ordinal);
    }

    private static bool TryReadNumber(ref Utf8JsonReader reader, out int? number)
    {
        number = reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) ? value : null;
        return number is not null;
    }
}
