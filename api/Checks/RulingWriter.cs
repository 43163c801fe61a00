using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CreditGate.Api.Hosting;
using CreditGate.Domain;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Decisions.Explaining;
using CreditGate.Domain.Records;
using CreditGate.Domain.Remedies;

namespace CreditGate.Api.Checks;

/// <summary>Writes what an answer says of a ruling as the serializer writes those members of a <see cref="CheckResponse"/>, byte for byte: from the matter's value to the remedies.</summary>
internal readonly struct RulingWriter(Utf8JsonWriter json, Edition edition, Language language)
{
    private readonly Utf8JsonWriter _json = json;
    private readonly Edition _edition = edition;
    private readonly Language _language = language;

    public void Write(Ruling ruling, string matter)
    {
        _json.WriteStartObject();
        _json.WriteString("code"u8, matter);
        Write("name"u8, _edition.Matters[matter].Name);
        _json.WriteEndObject();

        Each("statuses"u8, ruling.Statuses, static (writer, status) => writer.Write(status));
        Each("measures"u8, ruling.Measures, static (writer, measure) => writer.Write(measure));
        Each("incentives"u8, ruling.Incentives, static (writer, incentive) => writer.Write(incentive));
        Each("withheld"u8, ruling.Withheld, static (writer, withheld) => writer.Write(withheld));
        Each("suspended"u8, ruling.Suspended, static (writer, suspended) => writer.Write(suspended));
        Each("reminders"u8, ruling.Reminders, static (writer, reminder) => writer.Write(reminder));
        Each("advice"u8, ruling.Advice, static (writer, measure) => writer.Write(measure));
        Each("questions"u8, ruling.Questions, static (writer, question) => writer.Write(question));
        Each("proposals"u8, ruling.Proposals, static (writer, measure) => writer.Write(measure));
        Each("remedies"u8, RemedyBook.Product.For(ruling), static (writer, remedy) => writer.Write(remedy));
    }

    private void Write(StatusFinding status)
    {
        _json.WriteStartObject();
        Write("code"u8, status.Code);
        Write("name"u8, StatusNames.Of(status.Code));
        Each("records"u8, status.Records, static (writer, record) => writer.Write(record));
        _json.WriteEndObject();
    }

    private void Write(MeasureLine line)
    {
        _json.WriteStartObject();
        _json.WriteString("code"u8, line.Code);
        Write("name"u8, line.Name);
        _json.WriteNumber("class"u8, (int)line.Class);
        Write("force"u8, line.Force);
        Write("effect"u8, line.Effect);
        Write("basis"u8, line.Basis);
        Write("confidence"u8, line.Confidence);
        Write("rule"u8, line.Rule);
        Write("record"u8, line.Record);
        Write("until"u8, line.Until);
        Write("scope"u8, line.Scope);
        if (line.On is { } named)
        {
            _json.WriteStartObject("on"u8);
            Write("role"u8, named.Role);
            _json.WriteString("subject"u8, named.Subject);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }

    private void Write(IncentiveLine line)
    {
        _json.WriteStartObject();
        _json.WriteString("code"u8, line.Code);
        Write("name"u8, line.Name);
        Write("basis"u8, line.Basis);
        Write("confidence"u8, line.Confidence);
        Write("because"u8, line.Because);
        Write("terms"u8, line.Terms);
        _json.WriteEndObject();
    }

    private void Write(WithheldLine line)
    {
        _json.WriteStartObject();
        _json.WriteString("code"u8, line.Code);
        Write("name"u8, line.Name);
        Write("because"u8, line.Because);
        Write("reason"u8, line.Reason);
        Write("text"u8, WithheldTexts.Of(line.Reason));
        _json.WriteEndObject();
    }

    private void Write(SuspendedLine line)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("measure"u8);
        Write(line.Measure);
        Write("hold"u8, line.Hold.Kind);
        _json.WriteString("reference"u8, line.Hold.Reference);
        Write("due"u8, line.Hold.DueOn);
        _json.WriteEndObject();
    }

    private void Write(Reminder reminder)
    {
        _json.WriteStartObject();
        Write("code"u8, reminder.Code);
        Write("text"u8, reminder.Text);
        Write("record"u8, reminder.Record);
        if (reminder.Disputed is { } hold)
        {
            _json.WriteStartObject("disputed"u8);
            Write("kind"u8, hold.Kind);
            _json.WriteString("reference"u8, hold.Reference);
            Write("dueOn"u8, hold.DueOn);
            _json.WriteEndObject();
        }

        Write("until"u8, reminder.Until);
        _json.WriteEndObject();
    }

    private void Write(OpenQuestion question)
    {
        _json.WriteStartObject();
        _json.WriteString("code"u8, question.Code);
        Write("text"u8, question.Text);
        Write("rule"u8, question.Rule);
        Write("record"u8, question.Record);
        _json.WriteEndObject();
    }

    private void Write(Remedy remedy)
    {
        _json.WriteStartObject();
        _json.WriteString("code"u8, remedy.Code);
        Write("name"u8, remedy.Name);
        Write("text"u8, remedy.Text);
        Write("basis"u8, remedy.Basis);
        Write("confidence"u8, remedy.Confidence.Mark);
        _json.WriteEndObject();
    }

    private void Write(ReadOnlySpan<byte> name, RecordRef? record)
    {
        if (record is not null)
        {
            _json.WritePropertyName(name);
            Write(record);
        }
    }

    private void Write(RecordRef record)
    {
        _json.WriteStartObject();
        _json.WriteString("source"u8, record.Source);
        _json.WriteString("sourceName"u8, _edition.Departments.TryGetValue(record.Source, out var source) ? source.Name.In(_language) : record.Source);
        Write("kind"u8, record.Kind);
        _json.WriteString("number"u8, record.Number);
        if (record.List is { } list)
        {
            _json.WriteString("list"u8, list);
            Write("listName"u8, _edition.Lists[list].Name);
        }

        Write("via"u8, record.Via);
        _json.WriteEndObject();
    }

    private void Write<T>(ReadOnlySpan<byte> name, T value)
        where T : struct, Enum => _json.WriteString(name, JsonNames<T>.Of(value));

    private void Write(ReadOnlySpan<byte> name, LocalText? text) => Write(name, text?.In(_language));

    /// <summary>What is null is left out.</summary>
    private void Write(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(name, text);
        }
    }

    private void Write(ReadOnlySpan<byte> name, DateOnly? day)
    {
        if (day is { } known)
        {
            Span<byte> text = stackalloc byte[10];
            known.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
            _json.WriteString(name, text[..length]);
        }
    }

    private void Each<T>(ReadOnlySpan<byte> name, ImmutableArray<T> items, Action<RulingWriter, T> write)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(this, item);
        }

        _json.WriteEndArray();
    }
}
