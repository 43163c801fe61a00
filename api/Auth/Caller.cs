using System.Security.Claims;
using CreditGate.Api.Admission;
using CreditGate.Contracts.Credentials;
using CreditGate.Domain;
using CreditGate.Domain.Access;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Decisions;
using CreditGate.Domain.Evidence;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;
using CreditGate.Domain.Standings;

namespace CreditGate.Api.Auth;

/// <summary>Who asks: the credential, the organisation it speaks for, what it may do and how far.</summary>
internal sealed record Caller(string Credential, string Organisation, Scope Scopes, AccessLimits Limits)
{
    private const string OrganisationClaim = "org";

    public Caller(Credential credential)
        : this(credential.Id, credential.Organisation, credential.Granted, credential.Reach)
    {
    }

    /// <summary>How often it may ask.</summary>
    public CallerPace Pace { get; init; } = CallerPace.Unlimited;

    /// <summary>Whether it sees what others did.</summary>
    public bool SeesOthers => (Scopes & (Scope.Audit | Scope.Operate)) != 0;

    public static Caller Of(HttpContext context) => context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("The endpoint was reached without a credential; it must require authorisation.");

    /// <summary>Its own organisation's, and for those who see others' whatever is within their limits.</summary>
    public bool MaySee(string organisation) => organisation == Organisation || (SeesOthers && Limits.Reaches(organisation));

    /// <summary>Whether a subject is there for it. Who was erased is as nobody ever told of, but for those who see that the erasure was carried out.</summary>
    public bool MayKnow(Standing standing) => SeesOthers ? standing.Version > 0 : !standing.IsUnknown;

    /// <summary>Its own organisation's; and whoever runs the platform also others'. Who only looks on changes nothing.</summary>
    public bool MayChange(string organisation) => organisation == Organisation || ((Scopes & Scope.Operate) != 0 && Limits.Reaches(organisation));

    /// <summary>The limit that a check lies beyond; null when it may be asked.</summary>
    public Fault? Beyond(CheckRequest check) =>
        !Limits.Handles(check.Matter, Organisation) ? AccessFaults.Matter
        : !Limits.Allows(check.Subject) || Limits.FirstBeyond(check.Linked) >= 0 ? AccessFaults.Subject
        : null;

    /// <summary>Whether a receipt may be looked at: whose it is, and whom it is about.</summary>
    public bool MaySee(Receipt receipt) => MaySee(receipt.Organisation)
        && (SubjectKey.TryParse(receipt.Subject, out var key) ? Limits.Allows(key) : Limits.Allows(SubjectKinds.Person));     // of an unknown person there is no key

    /// <summary>Whether it inspects: only then it is told a risk class, or how often to draw a subject.</summary>
    public bool Inspects(Edition edition) => edition.Matters.Values.Any(matter => matter.Category == MatterCategory.Inspection && Limits.Handles(matter, Organisation));

    /// <summary>Whether it may be told of a record: of a risk class, who inspects, and whose record it is.</summary>
    public bool MaySee(RecordRef? record, Edition edition) => !RiskVeil.Covers(record) || record!.Source == Organisation || Inspects(edition);

    /// <summary>The caller as ASP.NET Core's authorisation sees it.</summary>
    public static ClaimsPrincipal Principal(Caller caller, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, caller.Credential),
            new Claim(OrganisationClaim, caller.Organisation),
        ],
        scheme));
}
