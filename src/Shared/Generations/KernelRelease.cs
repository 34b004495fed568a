using System.Globalization;

namespace NumaProbe.Shared.Generations;

/// <summary>A release of the kernel by its first two numbers, which is as fine as its behaviour is told apart; ordered by age.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
public readonly record struct KernelRelease(int Major, int Minor) : IComparable<KernelRelease>
{
    private const int MostDigits = 4;

    /// <summary>The first is older.</summary>
    public static bool operator <(KernelRelease left, KernelRelease right) => left.CompareTo(right) < 0;

    /// <summary>The first is younger.</summary>
    public static bool operator >(KernelRelease left, KernelRelease right) => left.CompareTo(right) > 0;

    /// <summary>The first is not younger.</summary>
    public static bool operator <=(KernelRelease left, KernelRelease right) => left.CompareTo(right) <= 0;

    /// <summary>The first is not older.</summary>
    public static bool operator >=(KernelRelease left, KernelRelease right) => left.CompareTo(right) >= 0;

    /// <summary>The release that a text names, or null when it names none.</summary>
    /// <param name="text">For example <c>v5.3</c> or <c>6.12.117</c>; what follows the second number does not matter.</param>
    public static KernelRelease? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.TrimStart('v').Split('.');
        return parts.Length >= 2 && Number(parts[0]) is { } major && Number(parts[1]) is { } minor ? new KernelRelease(major, minor) : null;
    }

    /// <inheritdoc/>
    public int CompareTo(KernelRelease other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>As people write it: <c>v5.3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"v{Major}.{Minor}");

    private static int? Number(string text) =>
        text.Length is > 0 and <= MostDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
