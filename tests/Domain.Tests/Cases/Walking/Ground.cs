using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Domain.Tests.Cases.Walking;

/// <summary>Where walks begin: a company that is registered for long, of good standing, or listed and penalised.</summary>
/// <param name="Representative">Named in the listing; a person with a stream of its own.</param>
/// <param name="Cover">The company's business cases, and the checks that were made for them.</param>
internal sealed record Ground(Desk Desk, SubjectKey Representative, Cover Cover)
{
    private static readonly ListEntryRecord Red = Desk.WageDefault(number: "示税A1号") with { Source = "D14", List = "R01" };

    /// <summary>The records that walks are about.</summary>
    public PublicCreditRecord this[int record] => record == 0
        ? Desk.WageDefault() with { Linked = [new LinkedPerson(LinkedRole.LegalRepresentative, Representative.Value, "示*")] }
        : Desk.Penalty("2026-05-06");

    /// <param name="isClean">Nothing stands against the company yet.</param>
    public static Ground Of(bool isClean, SubjectKey? subject = null, string suffix = "")
    {
        var desk = new Desk(subject: subject, suffix: suffix);
        var ground = new Ground(desk, SubjectKey.OfPerson(Guid.NewGuid()), new Cover(desk));
        desk.Push(new RegistrationRecord
        {
            Source = "D13",
            Number = "示例登记",
            Revision = new Revision(1, Desk.At("2026-05-06"), 1),
            DecidedOn = new DateOnly(2015, 3, 2),
            Name = "示例公司",
            EstablishedOn = new DateOnly(2015, 3, 2),
        });
        desk.Push(Red);
        for (var record = 0; !isClean && record < 2; record++)
        {
            desk.Push(ground[record]);
        }

        return ground;
    }

    /// <summary>What the platform would say of the representative.</summary>
    public Ruling Check(string matter) => Decider.Rule(
        Desk.Persons.GetValueOrDefault(Representative, Standing.Unknown(Representative)), [], Desk.Edition.Matters[matter], Desk.Edition, Desk.Now);
}
