using System.Collections.Immutable;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Intake;

/// <summary>Entries come only from designating units, for the kinds of subject that the list is for, and with a term (INV-08).</summary>
internal static class ListEntryReader
{
    public static ListEntryRecord? Read(RecordRow row, CommonFields common, SubjectClaim subject, Edition edition, FieldReader fields)
    {
        var code = fields.Key("list", row.List);
        if (code.Length == 0)
        {
            return null;
        }

        if (!edition.Lists.TryGetValue(code, out var list))
        {
            fields.Fail("list", IntakeFaults.Unknown("list", code));
            return null;
        }

        Check(list, row, common, subject, fields);
        var listed = fields.Date("listedOn", row.ListedOn) ?? common.DecidedOn;
        if (common.Until < listed)
        {
            fields.Fail("until", IntakeFaults.EndsBeforeStart);
        }

        var facts = row.Facts ?? ImmutableSortedDictionary<string, bool>.Empty;
        foreach (var fact in facts.Keys.Where(static fact => !RequiredFacts.Questions.ContainsKey(fact)))
        {
            fields.Fail($"facts.{IntakeFaults.Quote(fact)}", IntakeFaults.UnknownChoice(RequiredFacts.Questions.Keys.Order(StringComparer.Ordinal)));
        }

        return new ListEntryRecord
        {
            Source = common.Source,
            Number = common.Number,
            Revision = common.Revision,
            DecidedOn = common.DecidedOn,
            Until = common.Until,
            List = code,
            ListedOn = listed,
            UntilPerformed = row.UntilPerformed,
            Facts = facts,
        };
    }

    private static void Check(ListDefinition list, RecordRow row, CommonFields common, SubjectClaim subject, FieldReader fields)
    {
        if (!list.SubjectKinds.HasFlag(subject.Kind))
        {
            fields.Fail("subject", IntakeFaults.SubjectKind);
        }

        if (!list.Providers.IsEmpty && !list.Providers.Contains(common.Source) && common.Source != Department.PlatformOperator)
        {
            fields.Fail("list", IntakeFaults.NotDesignatingUnit);
        }

        if (common.Until is null && (list.EntryStatesEnd || (list.PeriodMonths is null && !list.UntilPerformed)))
        {
            fields.Fail("until", IntakeFaults.NeedsTerm);
        }

        if (row.UntilPerformed && !list.UntilPerformed)
        {
            fields.Fail("untilPerformed", IntakeFaults.NeedsTerm);
        }
    }
}
