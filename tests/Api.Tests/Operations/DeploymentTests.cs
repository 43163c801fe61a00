using CreditGate.Api.Tests.Hosting;
using Xunit;

namespace CreditGate.Api.Tests.Operations;

/// <summary>No container engine and no cluster is needed to see that what lies in ops/ fits the program: its options, ports, paths and times.</summary>
public sealed class DeploymentTests(SharedGate shared)
{
    // What is in flight at the end of the drain is given so long (the host's limit).
    private const int LastRequests = 30;

    private static readonly string[] HostOptions = ["--urls"];

    private static readonly Manifest Alone = Manifest.One("kubernetes", "statefulset.yaml");
    private static readonly Manifest Cluster = Manifest.One("kubernetes-cluster", "nodes.yaml");

    public static TheoryData<string> Files => [.. Deployment.All.Select(static deployment => deployment.File)];

    private static Manifest Container => Alone["spec", "template", "spec", "containers"].Items.Single();

    private static Manifest Node => Cluster["spec", "template", "spec", "containers"].Items.Single();

    [Theory]
    [MemberData(nameof(Files))]
    public void CommandLine_IsUnderstoodWhole_AndTheStopIsWaitedFor(string file)
    {
        using var directory = new OwnDirectory();
        var deployment = Deployment.All.Single(one => one.File == file);

        var settings = deployment.Read(directory);

        Assert.Empty(settings.HostArgs.Where(static (_, index) => index % 2 == 0).Except(HostOptions));
        Assert.True(deployment.StopsAfter >= settings.Drain.TotalSeconds + LastRequests, $"{deployment.StopsAfter} s are less than the drain and the last requests take.");
        Assert.True(settings.JsonLog);
    }

    [Fact]
    public async Task Probes_AskWhatThereIs_AndSeeTheDrainBeforeItEnds()
    {
        using var directory = new OwnDirectory();
        var drain = Deployment.All.Single(static one => one.File.StartsWith("kubernetes-cluster", StringComparison.Ordinal)).Read(directory).Drain;
        foreach (var probe in (string[])["startupProbe", "readinessProbe", "livenessProbe"])
        {
            Assert.Equal("http", Container[probe, "httpGet", "port"].Text);
            using var answer = await shared.Gate.Anonymous.GetAsync(Container[probe, "httpGet", "path"].Text, TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
        }

        var readiness = Container["readinessProbe"];
        Assert.True((readiness["failureThreshold"].Number + 1) * readiness["periodSeconds"].Number < drain.TotalSeconds);
        var balancer = Manifest.One("compose.cluster.yaml")["configs", "balancer", "content"].Text;
        Assert.Contains($"GET {readiness["httpGet", "path"].Text}", balancer, StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_AreThoseOfTheProgram()
    {
        using var directory = new OwnDirectory();
        var image = File.ReadAllText(Path.Combine(OpsFiles.Root, "..", "Dockerfile"));
        var cluster = Deployment.All.Single(static one => one.File.StartsWith("kubernetes-cluster", StringComparison.Ordinal)).Read(directory);
        var ports = Container["ports"].Items.Concat(Node["ports"].Items).ToDictionary(static port => port["name"].Text, static port => port["containerPort"].Number);

        Assert.Contains($"EXPOSE {ports["http"]} {ports["metrics"]}", image, StringComparison.Ordinal);
        Assert.Equal(ports["metrics"], new Uri(cluster.MetricsUrls.Single().Replace("*", "pod", StringComparison.Ordinal)).Port);
        Assert.Equal(ports["silo"], cluster.Cluster!.SiloPort);
        Assert.Subset(ports.Keys.ToHashSet(), Manifest.All("kubernetes", "service.yaml").SelectMany(static service => service["spec", "ports"].Items).Select(static port => port["targetPort"].Text).ToHashSet());
        Assert.Subset(ports.Keys.ToHashSet(), Manifest.One("kubernetes-cluster", "network.yaml")["spec", "ingress"].Items.SelectMany(static rule => rule["ports"].Items).Select(static port => port["port"].Text).ToHashSet());
        Assert.Contains(ports["silo"], Manifest.One("kubernetes-cluster", "network.yaml")["spec", "egress"].Items.SelectMany(static rule => rule["ports"].Items).Select(static port => port["port"].Number));
    }

    [Fact]
    public void WhatMustOutliveTheProcess_LiesOnAVolume()
    {
        foreach (var (container, pod) in new[] { (Container, Alone), (Node, Cluster) })
        {
            var mounts = Container["volumeMounts"].Items.Concat(container["volumeMounts"].Items).DistinctBy(static mount => mount["mountPath"].Text).ToDictionary(static mount => mount["mountPath"].Text, static mount => mount["name"].Text);
            string[] volumes =
            [
                .. Alone["spec", "volumeClaimTemplates"].Items.Select(static claim => claim["metadata", "name"].Text),
                .. new[] { Alone, pod }.SelectMany(static set => set["spec", "template", "spec", "volumes"].Items).Select(static volume => volume["name"].Text),
            ];
            var arguments = container["args"].Texts;

            Assert.All(mounts.Values, name => Assert.Contains(name, volumes));
            Assert.All(
                arguments.Index().Where(static argument => argument.Item is "--data" or "--keys" or "--backups" or "--postgres").Select(argument => arguments[argument.Index + 1]),
                path => Assert.Contains(mounts.Keys, mount => path.StartsWith(mount, StringComparison.Ordinal)));
            Assert.Contains(mounts[mounts.Keys.Single(mount => arguments[Array.IndexOf(arguments, "--data") + 1].StartsWith(mount, StringComparison.Ordinal))],
                Alone["spec", "volumeClaimTemplates"].Items.Select(static claim => claim["metadata", "name"].Text));
        }
    }

    [Fact]
    public void Containers_RunAsNobody_OnAFileSystemThatTheyCannotWrite()
    {
        var pod = Alone["spec", "template", "spec", "securityContext"];
        Assert.Equal(["true", "RuntimeDefault"], [pod["runAsNonRoot"].Text, pod["seccompProfile", "type"].Text]);
        Assert.True(pod["runAsUser"].Number > 0);
        var container = Container["securityContext"];
        Assert.Equal(["true", "false", "ALL"], [container["readOnlyRootFilesystem"].Text, container["allowPrivilegeEscalation"].Text, container["capabilities", "drop"].Texts.Single()]);
        Assert.All([Cluster["spec", "template", "spec"], Node], static patch => Assert.False(patch["securityContext"].IsThere, "The cluster's manifest takes back what the base says."));

        Assert.All([Manifest.One("compose.yaml")["services", "creditgate"], Manifest.One("compose.cluster.yaml")["x-node"]], static service =>
        {
            Assert.Equal(("true", "ALL", "no-new-privileges:true"), (service["read_only"].Text, service["cap_drop"].Texts.Single(), service["security_opt"].Texts.Single()));
            Assert.False(service["user"].IsThere);
        });
        var users = File.ReadAllLines(Path.Combine(OpsFiles.Root, "..", "Dockerfile")).Where(static line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.Equal("USER $APP_UID", users.Last());
    }

    [Fact]
    public void Budget_LetsOneNodeGoAtATime()
    {
        Assert.Equal(Cluster["spec", "replicas"].Number - 1, Manifest.One("kubernetes-cluster", "disruption.yaml")["spec", "minAvailable"].Number);
        Assert.Equal(1, Alone["spec", "replicas"].Number);
        Assert.Equal(Alone["spec", "selector", "matchLabels", "app"].Text, Manifest.One("kubernetes", "disruption.yaml")["spec", "selector", "matchLabels", "app"].Text);
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("compose.cluster.yaml")]
    public void Compose_NamesOnlyWhatItHas(string file)
    {
        var compose = Manifest.One(file);
        var services = compose["services"].Keys.Select(name => compose["services", name]).ToArray();

        foreach (var service in services.Append(compose["x-node"]).Where(static service => service.IsThere))
        {
            Assert.Subset(compose["services"].Keys.ToHashSet(), (service["depends_on"].Items is { Length: > 0 } names ? service["depends_on"].Texts : service["depends_on"].Keys).ToHashSet());
            Assert.Subset(compose["secrets"].Keys.ToHashSet(), service["secrets"].Texts.ToHashSet());
            Assert.Subset(compose["configs"].Keys.ToHashSet(), service["configs"].Items.Select(static config => config["source"].Text).ToHashSet());
            Assert.Subset(compose["volumes"].Keys.ToHashSet(), service["volumes"].Texts.Select(static volume => volume.Split(':')[0]).ToHashSet());
        }
    }

    [Fact]
    public void Balancer_SendsToEveryNodeOfTheCluster()
    {
        var compose = Manifest.One("compose.cluster.yaml");
        var nodes = compose["services"].Keys.Where(static name => name.StartsWith("node-", StringComparison.Ordinal)).ToArray();
        var balancer = compose["configs", "balancer", "content"].Text;

        Assert.Equal(3, nodes.Length);
        Assert.All(nodes, node => Assert.Contains($"server {node} {node}:8080", balancer, StringComparison.Ordinal));
        Assert.Equal(nodes.Length, nodes.Select(node => compose["services", node, "volumes"].Texts.Single(static volume => volume.EndsWith(":/data", StringComparison.Ordinal))).Distinct().Count());
    }
}
