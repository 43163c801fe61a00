using System.Collections.Immutable;

namespace CreditGate.Domain.Intake.Cases;

/// <summary>A record as its source names it.</summary>
public sealed record RecordRefRow
{
    /// <summary>Organisation code of the unit that provided the record.</summary>
    public string? Source { get; init; }

    /// <summary>penalty, listEntry and so on, as in records.</summary>
    public string? Kind { get; init; }

    /// <summary>Decision or document number.</summary>
    public string? Number { get; init; }

    /// <summary>List code of a list entry, such as L04.</summary>
    public string? List { get; init; }
}

/// <summary>A document that stands elsewhere: where, and what it was.</summary>
public sealed record MaterialRow
{
    /// <summary>application, identity, proof, commitment, dutiesDone, publicService, courtRuling or other.</summary>
    public string? Kind { get; init; }

    /// <summary>Where the document is found in the window's own files; never an ID number.</summary>
    public string? Reference { get; init; }

    /// <summary>SHA-256 of its bytes, 64 hex digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary>publicService only: the hours that the document certifies.</summary>
    public int? Hours { get; init; }
}

/// <summary>An objection (异议). What is missing of a complete one is told in the answer.</summary>
public sealed record ObjectionRow
{
    public SubjectRow? Subject { get; init; }

    public RecordRefRow? Record { get; init; }

    /// <summary>applicant (default), complaint or selfDiscovered.</summary>
    public string? Source { get; init; }

    /// <summary>wrong, incomplete, duplicate, notToBePublished, overdue, differsFromAuthority; at least one.</summary>
    public ImmutableArray<string> Grounds { get; init; } = [];

    /// <summary>What is wrong and why. ID numbers in it are masked.</summary>
    public string? Statement { get; init; }

    /// <summary>Of an applicant: application, identity, proof and commitment; of a complaint: proof.</summary>
    public ImmutableArray<MaterialRow> Materials { get; init; } = [];
}

/// <summary>An application for credit repair (信用修复).</summary>
public sealed record RepairApplicationRow
{
    public SubjectRow? Subject { get; init; }

    public RecordRefRow? Record { get; init; }

    /// <summary>The application came by the single window rather than to the unit that decided; the case is the same, and the second channel finds it.</summary>
    public bool BySingleWindow { get; init; }

    /// <summary>A court approved a plan of reorganisation or a settlement (materials: courtRuling): the record may be shielded while it is carried out.</summary>
    public bool Bankruptcy { get; init; }

    /// <summary>application and identity; a commitment and proof that duties are done to be accepted.</summary>
    public ImmutableArray<MaterialRow> Materials { get; init; } = [];
}

/// <summary>An acceptance with documents missing, against a written promise (容缺受理).</summary>
public sealed record ToleranceRow
{
    public SubjectRow? Subject { get; init; }

    /// <summary>Code of the matter that is applied for.</summary>
    public string? Matter { get; init; }

    /// <summary>Number of the application in the department's own system.</summary>
    public string? BusinessNumber { get; init; }

    /// <summary>The department confirms that no essential document (要件) is missing: those are never waived.</summary>
    public bool EssentialsPresent { get; init; }

    /// <summary>The documents that are missing, each under another name.</summary>
    public ImmutableArray<MissingDocumentRow> Missing { get; init; } = [];

    /// <summary>The written promise: kind commitment.</summary>
    public MaterialRow? Promise { get; init; }

    /// <summary>Last day for the missing documents, inclusive; at most 20 working days ahead.</summary>
    public string? PromisedOn { get; init; }
}

/// <summary>A document that is missing.</summary>
public sealed record MissingDocumentRow
{
    /// <summary>As the matter's own list of documents calls it.</summary>
    public string? Name { get; init; }

    /// <summary>The law or a rule asks for it (要件).</summary>
    public bool Essential { get; init; }
}

/// <summary>An entry on a list (名单列入), before it is published: the caller is the unit that designates.</summary>
public sealed record ListingRow
{
    public SubjectRow? Subject { get; init; }

    /// <summary>Code of the list, such as L04.</summary>
    public string? List { get; init; }

    /// <summary>Number of the decision, by which the entry is known.</summary>
    public string? Number { get; init; }

    /// <summary>Clause on which the entry rests. Nothing is published without it.</summary>
    public string? Basis { get; init; }

    /// <summary>What the subject did, as the entry will say. ID numbers in it are masked.</summary>
    public string? Reason { get; init; }

    /// <summary>First day of the entry; left out, the day of its publication, before which it never is.</summary>
    public string? ListedOn { get; init; }

    /// <summary>Last day of the term, inclusive; left out, the list's own period.</summary>
    public string? Until { get; init; }
}

/// <summary>A joint action (联合奖惩) on a subject that the caller designated.</summary>
public sealed record ActionRow
{
    public SubjectRow? Subject { get; init; }

    /// <summary>The caller's own entry or decision, as it was pushed.</summary>
    public RecordRefRow? Record { get; init; }

    /// <summary>Counties and districts whose governments are to act too (跨区域): codes of GB/T 2260, six digits, each once, of this city (3607..). Other cities have no organisation in the catalogue and are refused as region-elsewhere.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];
}
