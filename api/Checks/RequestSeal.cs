using System.Text.Json;
using CreditGate.Api.Hosting;
using CreditGate.Domain.Identity;
using CreditGate.Domain.Intake;

namespace CreditGate.Api.Checks;

/// <summary>Tells a retry from another request under the same id. Keyed, because a plain hash of a body with an ID number could be guessed back.</summary>
internal sealed class RequestSeal(PersonTags tags)
{
    public byte[] Of(CheckRow row) => tags.Seal(JsonSerializer.SerializeToUtf8Bytes(row with { Explain = null }, ApiJson.Options));
}
