using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Access;

/// <summary>How far the scopes of a credential reach. What is left empty limits nothing; only for matters the catalogue then speaks.</summary>
public sealed record AccessLimits
{
    /// <summary>Stands in <see cref="Matters"/> for every one.</summary>
    public const string Any = "*";

    /// <summary>Highest limit of a rate.</summary>
    public const int MostPerSecond = 1_000_000;

    public static readonly AccessLimits None = new() { Matters = [Any] };

    /// <summary>Whose doings may be seen by a credential that sees others'.</summary>
    public ImmutableArray<string> Departments { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Matters that may be asked about; empty, those that the catalogue gives to the organisation or to nobody in particular.</summary>
    public ImmutableArray<string> Matters { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Lists on which subjects may be entered. Records of other kinds are not concerned.</summary>
    public ImmutableArray<string> Lists { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>First 2 to 6 digits of regions (GB/T 2260). Of entities, where their code was issued; a person's number says nothing of where they live, so persons are not concerned.</summary>
    public ImmutableArray<string> Regions { get; init => field = value.IsDefault ? [] : value; } = [];

    public SubjectKinds SubjectKinds { get; init; }

    /// <summary>Single checks a second, on all nodes together; null for the platform's own limit, 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]       // digests of older changes cover what was written then
    public int? ChecksPerSecond { get; init; }

    /// <summary>Everything else a second, an item of a batch or a push as one; null for the platform's own limit, 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? OthersPerSecond { get; init; }

    /// <summary>Persons and subjects a minute that may be asked for in vain, on all nodes together; null for the platform's own limit, 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? MissesPerMinute { get; init; }

    /// <summary>Whether an organisation with these limits handles a matter. The platform's operator handles all.</summary>
    public bool Handles(Matter matter, string organisation) => Matters.IsEmpty
        ? organisation == Department.PlatformOperator || matter.Departments.IsEmpty || matter.Departments.Contains(organisation)
        : Matters.Contains(Any) || Matters.Contains(matter.Code);

    /// <summary>Whether another organisation's doings are within reach.</summary>
    public bool Reaches(string organisation) => Departments.IsEmpty || Departments.Contains(organisation);

    public bool Allows(SubjectClaim claim) => Allows(claim.Kind) && (claim is not KeyClaim { Key: var key } || IsInRegion(key));

    /// <summary>Whether some subject may lie beyond them.</summary>
    public bool BoundSubjects => SubjectKinds != SubjectKinds.None || !Regions.IsEmpty;

    public bool Allows(SubjectKey key) => Allows(key.Kind) && IsInRegion(key);

    /// <summary>What keeps a row out, naming its field; null when nothing does.</summary>
    public FieldFault? FaultOf(RecordDraft draft) =>
        !Allows(draft.Subject) ? new FieldFault("subject", AccessFaults.Subject)
        : FirstBeyond(draft.Linked) is >= 0 and var index ? new FieldFault($"linked[{index}]", AccessFaults.Subject)
        : draft.Record is ListEntryRecord entry && !Allows(entry) ? new FieldFault("list", AccessFaults.List)
        : null;

    /// <summary>Index of the first person beyond them, -1 when there is none.</summary>
    public int FirstBeyond(ImmutableArray<LinkedClaim> linked)
    {
        for (var index = 0; index < linked.Length; index++)
        {
            if (!Allows(linked[index].Person))
            {
                return index;
            }
        }

        return -1;
    }

    public bool Allows(SubjectKinds kind) => SubjectKinds == SubjectKinds.None || SubjectKinds.HasFlag(kind);

    public bool Allows(ListingDraft listing) => AllowsList(listing.List);

    private bool Allows(ListEntryRecord entry) => AllowsList(entry.List);

    private bool AllowsList(string list) => Lists.IsEmpty || Lists.Contains(list);

    private bool IsInRegion(SubjectKey key)
    {
        if (Regions.IsEmpty || key.Kind != SubjectKinds.Entity)
        {
            return true;
        }

        var region = key.Value.AsSpan(2, 6);
        foreach (var allowed in Regions)
        {
            if (region.StartsWith(allowed, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What lies beyond the limits of a credential.</summary>
public static class AccessFaults
{
    public static readonly Fault Subject = new("subject-beyond-limits", new(
        "该密钥的权限不含此类主体或其所在地区，请换用有权限的密钥，或请运营单位调整。",
        "This key is not for subjects of this kind or region: use one that is, or ask the operator for another."));

    public static readonly Fault List = new("list-beyond-limits", new(
        "该密钥的权限不含此名单，请换用有权限的密钥，或请运营单位调整。",
        "This key is not for this list: use one that is, or ask the operator for another."));

    public static readonly Fault Matter = new("matter-beyond-limits", new(
        "本单位不办理该事项，或该密钥的权限不含此事项；确有职责的，请运营单位在密钥中列明。",
        "This organisation does not handle the matter, or the key is not for it: if it is your duty, ask the operator for a key that names the matter."));
}
