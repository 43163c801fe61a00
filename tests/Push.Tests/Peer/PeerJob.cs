namespace CreditGate.Push.Tests.Peer;

/// <summary>A job as the wire has it.</summary>
internal static class PeerJob
{
    public const string Id = "0199f3a0-0000-7000-8000-000000000001";

    public static string Of(string state, int settled = 0, int rejected = 0, string? fault = null) => $$"""
        {"id":"{{Id}}","state":"{{state}}","file":{"form":"ndjson","rows":100,"bytes":1234,"charset":"utf8"},"settled":{{settled}},"created":{{settled - rejected}},"rejected":{{rejected}},
        "superseded":0,"rate":50.0,"doublePublicity":{"onTime":7,"late":3},"links":{"self":"/v1/pushes/{{Id}}"}{{(fault is null ? "" : $",\"fault\":{fault}")}}}
        """.ReplaceLineEndings("");
}
