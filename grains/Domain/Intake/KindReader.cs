using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Intake;

/// <summary>What each kind of record asks of its row.</summary>
internal static class KindReader
{
    public static PublicCreditRecord? Read(
        RecordKind kind, RecordRow row, CommonFields common, SubjectClaim subject, Edition edition, FieldReader fields) => kind switch
        {
            RecordKind.Registration => Registration(row, common, subject, fields),
            RecordKind.Permit => new PermitRecord
            {
                Source = common.Source,
                Number = common.Number,
                Revision = common.Revision,
                DecidedOn = common.DecidedOn,
                Until = common.Until,
                Title = fields.Text("title", row.Title),
            },
            RecordKind.Penalty => Penalty(row, common, fields),
            RecordKind.ListEntry => ListEntryReader.Read(row, common, subject, edition, fields),
            RecordKind.ConsumptionOrder => new ConsumptionOrderRecord
            {
                Source = common.Source,
                Number = common.Number,
                Revision = common.Revision,
                DecidedOn = common.DecidedOn,
                Until = common.Until,
            },
            RecordKind.ExitDecision => new ExitDecisionRecord
            {
                Source = common.Source,
                Number = common.Number,
                Revision = common.Revision,
                DecidedOn = common.DecidedOn,
                Until = common.Until,
            },
            RecordKind.Stay => new StayRecord
            {
                Source = common.Source,
                Number = common.Number,
                Revision = common.Revision,
                DecidedOn = common.DecidedOn,
                Until = common.Until,
                StayedNumber = fields.Key("stayedNumber", row.StayedNumber),
                StayedSource = row.StayedSource is null ? null : Department("stayedSource", row.StayedSource, edition, fields),
            },
            RecordKind.Commitment => Commitment(row, common, fields),
            RecordKind.RiskClass when fields.Choice<RiskGrade>("grade", row.Grade, required: true) is { } grade => new RiskClassRecord
            {
                Source = common.Source,
                Number = common.Number,
                Revision = common.Revision,
                DecidedOn = common.DecidedOn,
                Until = common.Until,
                Grade = grade,
            },
            RecordKind.TaxGrade when fields.Choice<TaxCredit>("grade", row.Grade, required: true) is { } grade => new TaxGradeRecord
            {
                Source = common.Source,
                Number = common.Number,
                Revision = common.Revision,
                DecidedOn = common.DecidedOn,
                Until = common.Until,
                Grade = grade,
            },
            RecordKind.Evaluation when fields.Choice<EvaluationGrade>("grade", row.Grade, required: true) is { } grade => new EvaluationRecord
            {
                Source = common.Source,
                Number = common.Number,
                Revision = common.Revision,
                DecidedOn = common.DecidedOn,
                Until = common.Until,
                Grade = grade,
            },
            RecordKind.SceneConsent => SceneConsent(row, common, subject, edition, fields),
            _ => null,
        };

    private static RegistrationRecord Registration(RecordRow row, CommonFields common, SubjectClaim subject, FieldReader fields) => new()
    {
        Source = common.Source,
        Number = common.Number,
        Revision = common.Revision,
        DecidedOn = common.DecidedOn,
        Until = common.Until,
        Name = subject is PersonClaim person ? person.Name.Masked : fields.Key("name", row.Name),
        Status = fields.Choice<RegistrationStatus>("status", row.Status) ?? RegistrationStatus.Active,
        EstablishedOn = fields.Date("establishedOn", row.EstablishedOn),
    };

    private static PenaltyRecord Penalty(RecordRow row, CommonFields common, FieldReader fields)
    {
        if (row.Fine10kCny is <= 0)
        {
            fields.Fail("fine10kCny", IntakeFaults.NotPositive);
        }

        var published = fields.Date("publishedOn", row.PublishedOn);
        var ends = fields.Date("publicityEndsOn", row.PublicityEndsOn, mayBeFuture: true);
        if (ends < (published ?? common.DecidedOn))
        {
            fields.Fail("publicityEndsOn", IntakeFaults.EndsBeforeStart);
        }

        var categories = row.Categories.IsDefault ? [] : row.Categories;
        return new PenaltyRecord
        {
            Source = common.Source,
            Number = common.Number,
            Revision = common.Revision,
            DecidedOn = common.DecidedOn,
            Until = common.Until,
            Categories = [.. categories.Select((category, index) => fields.Choice<PenaltyCategory>($"categories[{index}]", category, required: true) ?? default)],
            Severity = fields.Choice<Severity>("severity", row.Severity),
            SimpleProcedure = row.SimpleProcedure,
            Fine10kCny = row.Fine10kCny,
            PublishedOn = published,
            PublicityEndsOn = ends,
            DutiesDone = row.DutiesDone,
        };
    }

    private static CommitmentRecord Commitment(RecordRow row, CommonFields common, FieldReader fields)
    {
        var state = fields.Choice<CommitmentState>("state", row.State) ?? CommitmentState.Open;
        return new CommitmentRecord
        {
            Source = common.Source,
            Number = common.Number,
            Revision = common.Revision,
            DecidedOn = common.DecidedOn,
            Until = common.Until,
            State = state,
            DueOn = fields.Date("dueOn", row.DueOn, mayBeFuture: true),
            BreachedOn = state == CommitmentState.Breached ? fields.RequiredDate("breachedOn", row.BreachedOn) : null,
        };
    }

    private static SceneConsentRecord SceneConsent(RecordRow row, CommonFields common, SubjectClaim subject, Edition edition, FieldReader fields)
    {
        if (subject.Kind != SubjectKinds.Person)
        {
            fields.Fail("subject", IntakeFaults.SubjectKind);
        }

        var scenes = row.Scenes.IsDefault ? [] : row.Scenes;
        return new SceneConsentRecord
        {
            Source = common.Source,
            Number = common.Number,
            Revision = common.Revision,
            DecidedOn = common.DecidedOn,
            Until = common.Until,
            Scenes = [.. scenes.Select((scene, index) => Scene($"scenes[{index}]", scene, edition, fields))],
        };
    }

    private static string Scene(string field, string? text, Edition edition, FieldReader fields)
    {
        var scene = fields.Key(field, text);
        if (scene.Length > 0 && !(edition.Incentives.TryGetValue(scene, out var incentive) && incentive.IsScene))
        {
            fields.Fail(field, IntakeFaults.Unknown("scene", scene));
        }

        return scene;
    }

    private static string? Department(string field, string code, Edition edition, FieldReader fields)
    {
        if (edition.Departments.ContainsKey(code))
        {
            return code;
        }

        fields.Fail(field, IntakeFaults.Unknown("department", code));
        return null;
    }
}
