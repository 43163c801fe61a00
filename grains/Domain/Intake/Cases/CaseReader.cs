using System.Collections.Immutable;
using CreditGate.Domain.Cases;
using CreditGate.Domain.Cases.Actions;
using CreditGate.Domain.Cases.Commitments;
using CreditGate.Domain.Cases.Listings;
using CreditGate.Domain.Cases.Objections;
using CreditGate.Domain.Cases.Repairs;
using CreditGate.Domain.Catalogues;
using CreditGate.Domain.Records;

namespace CreditGate.Domain.Intake.Cases;

/// <summary>A draft whose subject is still to be found.</summary>
/// <param name="Draft">Null when there are faults.</param>
public sealed record CaseReading(SubjectClaim? Subject, CaseRequest? Draft, ImmutableArray<FieldFault> Faults);

/// <summary>From rows to drafts of cases.</summary>
/// <param name="today">The legal day in China on which the row arrived.</param>
/// <param name="number">Number for the case, should one be opened.</param>
/// <param name="organisation">Of the credential that submits.</param>
public sealed class CaseReader(DateOnly today, string number, string organisation)
{
    private const int MostMaterials = 50;
    private static readonly Fault NotAHash = new("not-a-hash", new("须为 64 位十六进制的 SHA-256 值。", "Must be a SHA-256, 64 hex digits."));
    private const int MostHours = 10_000;
    private static readonly Fault NotHours = new("not-hours", new($"须为 1 至 {MostHours} 的小时数。", $"Must be hours from 1 to {MostHours}."));
    private const int MostRegions = 30;
    private static readonly Fault NotARegion = new("not-a-region", new(
        $"须为六位行政区划代码，不得重复，最多 {MostRegions} 个。", $"Must be a region code of six digits, each once, at most {MostRegions}."));

    private static readonly Fault RegionElsewhere = new("region-elsewhere", new(
        $"须为本市的县（市、区），代码以 {Department.City} 开头且不为 {Department.City}00：其他城市在目录中没有单位，请将记录报送上级平台共享；本市各部门不需填写。",
        $"Must be a county or district of this city, beginning with {Department.City} and not {Department.City}00: the catalogue has no organisation in other cities, so share the record with them through the provincial platform; the city's own departments need not be named."));

    private static readonly Fault TooMany = new("too-many", new($"最多 {MostMaterials} 份材料。", $"At most {MostMaterials} materials."));

    private static readonly Fault Twice = new("twice", new("材料名称不得重复。", "Each document needs a name of its own."));

    private readonly FieldReader _fields = new(today);

    public CaseReading Read(ObjectionRow row)
    {
        var subject = SubjectClaim.Read(row.Subject, "subject", _fields);
        var record = ReadRecord(row.Record);
        var grounds = row.Grounds.IsDefault ? [] : row.Grounds;
        return Reading(subject, record is null ? null : new ObjectionDraft
        {
            Case = number,
            Organisation = organisation,
            Record = record,
            Source = _fields.Choice<ObjectionSource>("source", row.Source) ?? ObjectionSource.Applicant,
            Grounds = [.. grounds.Select((ground, index) => _fields.Choice<ObjectionGround>($"grounds[{index}]", ground, required: true) ?? default).Distinct()],
            Statement = _fields.Text("statement", row.Statement),
            Materials = ReadMaterials(row.Materials),
        });
    }

    public CaseReading Read(RepairApplicationRow row)
    {
        var subject = SubjectClaim.Read(row.Subject, "subject", _fields);
        var record = ReadRecord(row.Record);
        return Reading(subject, record is null ? null : new RepairDraft
        {
            Case = number,
            Organisation = organisation,
            Record = record,
            BySingleWindow = row.BySingleWindow,
            Bankruptcy = row.Bankruptcy,
            Materials = ReadMaterials(row.Materials),
        });
    }

    public CaseReading Read(ActionRow row)
    {
        var subject = SubjectClaim.Read(row.Subject, "subject", _fields);
        var record = ReadRecord(row.Record);
        return Reading(subject, record is null ? null : new ActionDraft { Case = number, Organisation = organisation, Record = record, Regions = ReadRegions(row.Regions) });
    }

    public CaseReading Read(ToleranceRow row)
    {
        var subject = SubjectClaim.Read(row.Subject, "subject", _fields);
        var missing = row.Missing.IsDefault ? [] : row.Missing;
        var names = missing.Select((document, index) => _fields.Key($"missing[{index}].name", document.Name)).ToArray();
        if (names.Length > MostMaterials)
        {
            _fields.Fail("missing", TooMany);
        }
        else if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            _fields.Fail("missing", Twice);
        }

        return Reading(subject, new ToleranceDraft
        {
            Case = number,
            Organisation = organisation,
            Matter = _fields.Key("matter", row.Matter),
            BusinessNumber = _fields.Key("businessNumber", row.BusinessNumber),
            EssentialsPresent = row.EssentialsPresent && missing.All(static document => !document.Essential),
            Missing = [.. names.Select(static name => new PromisedDocument(name))],
            Promise = row.Promise is { } promise ? ReadMaterial(promise, "promise") : null,
            PromisedOn = _fields.Date("promisedOn", row.PromisedOn, mayBeFuture: true),
        });
    }

    public CaseReading Read(ListingRow row) => Reading(SubjectClaim.Read(row.Subject, "subject", _fields), new ListingDraft
    {
        Case = number,
        Organisation = organisation,
        List = _fields.Key("list", row.List),
        Number = _fields.Key("number", row.Number),
        Basis = _fields.Text("basis", row.Basis),
        Grounds = _fields.Text("reason", row.Reason),
        ListedOn = _fields.Date("listedOn", row.ListedOn, mayBeFuture: true),
        Until = _fields.Date("until", row.Until, mayBeFuture: true),
    });

    private CaseReading Reading(SubjectClaim? subject, CaseRequest? draft) =>
        _fields.Faults.Count == 0 ? new CaseReading(subject, draft, []) : new CaseReading(null, null, [.. _fields.Faults]);

    private RecordRef? ReadRecord(RecordRefRow? row)
    {
        if (row is null)
        {
            _fields.Fail("record", IntakeFaults.Missing);
            return null;
        }

        var kind = _fields.Choice<RecordKind>("record.kind", row.Kind, required: true);
        var (source, named) = (_fields.Key("record.source", row.Source), _fields.Key("record.number", row.Number));
        var list = kind == RecordKind.ListEntry ? _fields.Key("record.list", row.List) : null;
        return kind is { } known ? new RecordRef(source, known, named, list) : null;
    }

    private ImmutableArray<string> ReadRegions(ImmutableArray<string> given)
    {
        var regions = given.IsDefault ? [] : given;
        for (var index = 0; index < regions.Length; index++)
        {
            if (index >= MostRegions || regions[index] is not { Length: 6 } code || !code.All(char.IsAsciiDigit) || regions.IndexOf(code) != index)
            {
                _fields.Fail($"regions[{index}]", NotARegion);
            }
            else if (!code.StartsWith(Department.City, StringComparison.Ordinal) || code.EndsWith("00", StringComparison.Ordinal))
            {
                _fields.Fail($"regions[{index}]", RegionElsewhere);
            }
        }

        return regions;
    }

    private ImmutableArray<Material> ReadMaterials(ImmutableArray<MaterialRow> given)
    {
        var rows = given.IsDefault ? [] : given;
        if (rows.Length > MostMaterials)
        {
            _fields.Fail("materials", TooMany);
            return [];
        }

        return [.. rows.Select((row, index) => ReadMaterial(row, $"materials[{index}]"))];
    }

    private Material ReadMaterial(MaterialRow row, string field)
    {
        var hash = row.Sha256?.Trim().ToLowerInvariant() ?? "";
        if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))
        {
            _fields.Fail($"{field}.sha256", NotAHash);
        }

        if (row.Hours is < 1 or > MostHours)
        {
            _fields.Fail($"{field}.hours", NotHours);
        }

        return new Material(_fields.Choice<MaterialKind>($"{field}.kind", row.Kind, required: true) ?? default, _fields.Key($"{field}.reference", row.Reference), hash) { Hours = row.Hours };
    }
}
