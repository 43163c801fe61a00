using Xunit;

namespace CreditGate.Architecture.Tests;

public sealed class LayerTests
{
    public static TheoryData<string> Layers => [.. Layer.All.Select(static layer => layer.Name)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_UsesOnlyWhatItsRowAllows(string name)
    {
        var layer = Layer.Named(name);

        var foreign = layer.Assembly.GetReferencedAssemblies().Select(static reference => reference.Name!).Where(reference => !layer.May(reference)).ToArray();

        Assert.True(foreign.Length == 0, $"{name} references {string.Join(", ", foreign)}: take it out, or give it a place in the table of {nameof(Layer)} with a reason.");
    }

    [Fact]
    public void Table_HasARowForEveryProjectOfTheProduct()
    {
        var built = Directory.EnumerateFiles(AppContext.BaseDirectory, "CreditGate.*.dll")
            .Select(static file => Path.GetFileNameWithoutExtension(file)["CreditGate.".Length..])
            .Where(static name => !name.EndsWith(".Tests", StringComparison.Ordinal));

        Assert.Equal(Layer.All.Select(static layer => layer.Name).Order(StringComparer.Ordinal), built.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_LetsNobodyUseApi_AndOnlySiloAndVerifyUseSqlite()
    {
        Assert.All(Layer.All, static layer => Assert.DoesNotContain("Api", layer.Ours));
        Assert.Equal(["Silo", "Verify"], Layer.All.Where(static layer => layer.May("Microsoft.Data.Sqlite")).Select(static layer => layer.Name));
    }
}
