using System.Text.RegularExpressions;
using CreditGate.Api.Hosting;
using CreditGate.Api.Tests.Hosting;

namespace CreditGate.Api.Tests.Operations;

/// <summary>One of the ways to run the service that lie in ops/, as far as the program is concerned.</summary>
/// <param name="Arguments">The command line of the program, as the file has it.</param>
/// <param name="StopsAfter">Seconds that it is given between the request to stop and the kill.</param>
internal sealed partial record Deployment(string File, string[] Arguments, int StopsAfter)
{
    // Of what is not known before: the machine's address, and the file with the connection string.
    private const string Address = "10.0.0.11";
    private const string Connection = "Host=postgres;Database=creditgate;Username=creditgate";

    public static Deployment[] All =>
    [
        OfCompose("compose.yaml", Manifest.One("compose.yaml")["services", "creditgate"]),
        OfCompose("compose.cluster.yaml", Manifest.One("compose.cluster.yaml")["x-node"]),
        OfPod("kubernetes/statefulset.yaml"),
        OfPod("kubernetes-cluster/nodes.yaml"),
        OfUnit("systemd/creditgate.service"),
        OfUnit("systemd/creditgate-node.service"),
    ];

    /// <summary>What the program makes of its command line.</summary>
    public Settings Read(OwnDirectory directory)
    {
        var address = Path.Combine(directory.Path, "postgres.address");
        System.IO.File.WriteAllText(address, Connection);
        var arguments = Arguments.Select((argument, index) => index > 0 && Arguments[index - 1] == "--postgres" ? address : argument);
        string[] ofUnit = File.EndsWith("creditgate-node.service", StringComparison.Ordinal) ? ["--cluster", "postgres"] : [];       // from its environment file
        return Settings.From([.. arguments, .. ofUnit, .. Arguments.Contains("--postgres") ? ["--node-address", Address] : Array.Empty<string>()]);
    }

    private static Deployment OfCompose(string file, Manifest service) => new(file, service["command"].Texts, Seconds(service["stop_grace_period"].Text));

    private static Deployment OfPod(string file)
    {
        var pod = Manifest.One(file.Split('/'))["spec", "template", "spec"];
        return new Deployment(file, pod["containers"].Items.Single()["args"].Texts, pod["terminationGracePeriodSeconds"].Number);
    }

    private static Deployment OfUnit(string file)
    {
        var unit = OpsFiles.Read(file.Split('/'));
        return new Deployment(file, Setting(unit, "ExecStart").Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..], Seconds(Setting(unit, "TimeoutStopSec")));
    }

    private static string Setting(string unit, string name) => Regex.Match(unit, $"^{name}=(.*)$", RegexOptions.Multiline).Groups[1].Value.Trim();

    private static int Seconds(string text) => int.Parse(Digits().Match(text).Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("^[0-9]+")]
    private static partial Regex Digits();
}
