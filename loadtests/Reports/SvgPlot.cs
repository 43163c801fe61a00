using System.Globalization;
using System.Security;
using System.Text;

namespace CreditGate.LoadTests.Reports;

internal readonly record struct PlotPoint(double X, double Y);

internal sealed record PlotLine(string Name, IReadOnlyList<PlotPoint> Points);

/// <summary>A small line plot that needs no library and no script: the plotting packages for .NET bring a native renderer of many megabytes.</summary>
/// <param name="Marks">Places on the x axis, the first and the last being its ends.</param>
internal sealed record SvgPlot(string Title, string XName, string YName, bool IsLogarithmic, double[] Marks, Func<double, string> Mark)
{
    private const int Width = 760, Height = 380, Left = 70, Right = 20, Top = 40, Bottom = 50;
    private static readonly string[] Colours = ["#1b6ac9", "#c9541b", "#3a8f4d"];

    public string Draw(PlotLine[] lines)
    {
        var values = lines.SelectMany(static line => line.Points).Select(static point => point.Y).DefaultIfEmpty(1).ToArray();
        var (low, high) = IsLogarithmic
            ? (Math.Floor(Math.Log10(Math.Max(0.001, values.Min()))), Math.Ceiling(Math.Log10(Math.Max(0.01, values.Max()))))
            : (0, Math.Max(1, values.Max() * 1.1));
        high = Math.Max(high, low + 1);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        Add(svg, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/><text x=\"{Left}\" y=\"22\" font-size=\"15\">{Escaped(Title)}</text>");
        foreach (var mark in Marks)
        {
            Add(svg, $"<path d=\"M{X(mark):F1} {Top}V{Height - Bottom}\" stroke=\"#e3e3e3\"/><text x=\"{X(mark):F1}\" y=\"{Height - Bottom + 18}\" text-anchor=\"middle\">{Escaped(Mark(mark))}</text>");
        }

        foreach (var step in Steps(low, high))
        {
            var y = Y(step, low, high);
            Add(svg, $"<path d=\"M{Left} {y:F1}H{Width - Right}\" stroke=\"#e3e3e3\"/><text x=\"{Left - 6}\" y=\"{y + 4:F1}\" text-anchor=\"end\">{Label(step)}</text>");
        }

        Add(svg, $"<text x=\"{Width - Right}\" y=\"{Height - 12}\" text-anchor=\"end\">{Escaped(XName)}</text><text x=\"10\" y=\"{Top - 6}\">{Escaped(YName)}</text>");
        foreach (var (index, line) in lines.Index())
        {
            var path = string.Join('L', line.Points.Select(point => FormattableString.Invariant($"{X(point.X):F1} {Y(Scaled(point.Y, low), low, high):F1}")));
            Add(svg, $"<path d=\"M{(path.Length == 0 ? "0 0" : path)}\" fill=\"none\" stroke=\"{Colours[index]}\" stroke-width=\"1.8\"/>");
            Add(svg, $"<text x=\"{Width - Right - (90 * index)}\" y=\"22\" text-anchor=\"end\" fill=\"{Colours[index]}\">{Escaped(line.Name)}</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private double X(double x) => Left + ((x - Marks[0]) / Math.Max(1e-9, Marks[^1] - Marks[0]) * (Width - Left - Right));

    private static double Y(double y, double low, double high) => Height - Bottom - ((y - low) / (high - low) * (Height - Top - Bottom));

    private double Scaled(double value, double low) => !IsLogarithmic ? value : value <= 0 ? low : Math.Max(low, Math.Log10(value));

    private IEnumerable<double> Steps(double low, double high) => IsLogarithmic
        ? Enumerable.Range(0, (int)(high - low) + 1).Select(step => low + step)
        : Enumerable.Range(0, 6).Select(step => high * step / 5);

    private string Label(double step) => (IsLogarithmic ? Math.Pow(10, step) : step).ToString(IsLogarithmic ? "0.###" : "N0", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private static void Add(StringBuilder svg, FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
}
