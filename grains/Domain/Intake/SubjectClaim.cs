using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;

namespace CreditGate.Domain.Intake;

/// <summary>A subject that input names correctly; whether it exists is not yet known.</summary>
public abstract record SubjectClaim(SubjectKinds Kind)
{
    /// <summary>Reads a subject that is the whole of some input.</summary>
    /// <param name="today">The legal day in China on which it arrived.</param>
    public static (SubjectClaim? Value, ImmutableArray<FieldFault> Faults) Read(SubjectRow row, DateOnly today)
    {
        var fields = new FieldReader(today);
        var claim = Read(row, "subject", fields);
        return (claim, [.. fields.Faults]);
    }

    internal static SubjectClaim? Read(SubjectRow? row, string field, FieldReader fields)
    {
        if (row is null)
        {
            fields.Fail(field, IntakeFaults.Missing);
            return null;
        }

        switch (row)
        {
            case { Uscc: { } uscc, Person: null, Key: null }:
                return ReadUscc(uscc, field, fields);
            case { Uscc: null, Person: { } person, Key: null }:
                return PersonClaim.Read(person, $"{field}.person", fields);
            case { Uscc: null, Person: null, Key: { } key }:
                return ReadKey(key, $"{field}.key", fields);
            default:
                fields.Fail(field, IntakeFaults.NotOneSubject);
                return null;
        }
    }

    private static KeyClaim? ReadUscc(string text, string field, FieldReader fields)
    {
        var parsed = Uscc.Parse(text);
        if (parsed.Value is { } code)
        {
            return new KeyClaim(SubjectKey.Of(code));
        }

        fields.Fail($"{field}.uscc", parsed.Fault!);
        return null;
    }

    internal static KeyClaim? ReadKey(string text, string field, FieldReader fields)
    {
        if (SubjectKey.TryParse(text, out var key))
        {
            return new KeyClaim(key);
        }

        fields.Fail(field, IntakeFaults.NotAKey);
        return null;
    }
}

/// <summary>An entity by its code, or any subject by a key given out earlier.</summary>
public sealed record KeyClaim(SubjectKey Key) : SubjectClaim(Key.Kind);

/// <summary>A person by name and number together, never by one of them.</summary>
public sealed record PersonClaim(PersonName Name, CitizenId Id) : SubjectClaim(SubjectKinds.Person)
{
    internal static PersonClaim? Read(PersonRow row, string field, FieldReader fields)
    {
        var name = fields.Take($"{field}.name", PersonName.Parse(row.Name));
        if (name is not null)
        {
            fields.Names(name);
        }

        var id = fields.Take($"{field}.idNumber", CitizenId.Parse(row.IdNumber));
        if (name is null || id is null || fields.RefuseNul($"{field}.name", name.Value))
        {
            return null;
        }

        if (!fields.AnyAge && !id.IsAdultOn(fields.Today))
        {
            fields.Fail($"{field}.idNumber", IntakeFaults.Minor);
            return null;
        }

        return new PersonClaim(name, id);
    }
}

/// <summary>A person claimed in a role.</summary>
public sealed record LinkedClaim(LinkedRole Role, SubjectClaim Person)
{
    internal static LinkedClaim? Read(LinkedRow? row, string field, FieldReader fields)
    {
        if (row is null)
        {
            fields.Fail(field, IntakeFaults.Missing);
            return null;
        }

        var role = fields.Choice<LinkedRole>($"{field}.role", row.Role, required: true);
        var person = SubjectClaim.Read(new SubjectRow { Person = row.Person, Key = row.Key }, field, fields);
        if (person is { Kind: not SubjectKinds.Person })
        {
            fields.Fail($"{field}.key", IntakeFaults.SubjectKind);
            return null;
        }

        return role is { } known && person is not null ? new LinkedClaim(known, person) : null;
    }
}
