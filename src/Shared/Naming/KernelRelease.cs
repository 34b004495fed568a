using System.Globalization;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Shared.Naming;

/// <summary>Compares kernel generations with releases such as <c>v5.3</c>.</summary>
public static class KernelRelease
{
    private const int MostDigits = 4;

    /// <summary>Major and minor number of a release, or null for a text that is none.</summary>
    /// <param name="text">For example <c>v5.3</c> or <c>6.12.117</c>.</param>
    public static (int Major, int Minor)? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.TrimStart('v').Split('.');
        return parts.Length >= 2 && Number(parts[0]) is { } major && Number(parts[1]) is { } minor ? (major, minor) : null;
    }

    /// <summary>The generation is older than a release. One without a number in its name counts by the kernel it was read from.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="release">The release, for example <c>v5.3</c>.</param>
    public static bool IsBefore(KernelGeneration generation, string release)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return (Parse(generation.Name) ?? FirstIn(generation.Source)) is { } own
            && Parse(release) is { } other
            && own.CompareTo(other) < 0;
    }

    private static (int Major, int Minor)? FirstIn(string source) => source.Split(' ', ',', ';', '(', ')', '-', '+')
        .Select(Parse).FirstOrDefault(r => r is not null);

    private static int? Number(string text) =>
        text.Length is > 0 and <= MostDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
