using System.Text.Json.Serialization;

namespace CreditGate.Domain.Catalogues.Loading;

/// <summary>The shapes of the catalogue's files. Members that nobody knows are rejected: a misspelt one would be a rule that is silently not applied.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(EditionsFile))]
[JsonSerializable(typeof(MeasuresFile))]
[JsonSerializable(typeof(RuleMeasurePart))]
[JsonSerializable(typeof(IncentivesFile))]
[JsonSerializable(typeof(ListsFile))]
[JsonSerializable(typeof(MattersFile))]
[JsonSerializable(typeof(RulesFile))]
[JsonSerializable(typeof(PublicityFile))]
[JsonSerializable(typeof(SeverityFile))]
[JsonSerializable(typeof(DepartmentsFile))]
[JsonSerializable(typeof(CalendarFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
