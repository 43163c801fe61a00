using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace CreditGate.Api.Tests.Operations;

/// <summary>A place in a YAML file, read as a test speaks of it.</summary>
internal readonly record struct Manifest(YamlNode? Node)
{
    public bool IsThere => Node is not null;

    public string Text => ((YamlScalarNode)Node!).Value!;

    public int Number => int.Parse(Text, CultureInfo.InvariantCulture);

    public Manifest[] Items => Node is YamlSequenceNode items ? [.. items.Select(static item => new Manifest(item))] : [];

    public string[] Texts => [.. Items.Select(static item => item.Text)];

    public string[] Keys => Node is YamlMappingNode map ? [.. map.Children.Keys.Select(static key => ((YamlScalarNode)key).Value!)] : [];

    /// <summary>The member at the end of this path; nothing where a step is missing.</summary>
    public Manifest this[params string[] path] => path.Aggregate(this, static (at, step) =>
        at.Node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(step), out var found) ? new Manifest(found) : default);

    public static Manifest[] All(params string[] file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(OpsFiles.Read(file)));
        return [.. stream.Documents.Select(static document => new Manifest(document.RootNode))];
    }

    public static Manifest One(params string[] file) => All(file).Single();
}
