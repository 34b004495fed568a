using System.Globalization;

namespace NumaProbe.Shared.Quantities;

/// <summary>
/// Reads and writes durations (<c>35ms</c>), sizes (<c>3GiB</c>) and bandwidths (<c>16GiB/s</c>). Exact: a fraction is
/// accepted when it comes out at whole nanoseconds or bytes, and nothing is ever rounded. A number without a unit is
/// refused (but 0), as are KB and MB, which mean 1000 to some and 1024 to others.
/// </summary>
public static class Quantity
{
    /// <summary>Most digits of the number: more could not be exact in the arithmetic used.</summary>
    public const int MaxDigits = 19;

    private static readonly QuantityUnits Durations = new(
        "duration",
        "nanoseconds",
        "ms",
        [("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("min", 60_000_000_000)],
        [("m", "min"), ("sec", "s"), ("secs", "s"), ("second", "s"), ("seconds", "s"), ("msec", "ms"), ("usec", "us"), ("nsec", "ns"), ("mins", "min"), ("minutes", "min")]);

    private static readonly QuantityUnits Sizes = new(
        "size",
        "bytes",
        "MiB",
        [("B", 1), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40)],
        [("K", "KiB"), ("KB", "KiB"), ("M", "MiB"), ("MB", "MiB"), ("G", "GiB"), ("GB", "GiB"), ("T", "TiB"), ("TB", "TiB"), ("BYTES", "B")]);

    private static readonly QuantityUnits Bandwidths = new(
        "bandwidth",
        "bytes a second",
        "GiB/s",
        [("B/s", 1), ("KiB/s", 1L << 10), ("MiB/s", 1L << 20), ("GiB/s", 1L << 30), ("TiB/s", 1L << 40)],
        [("KB/S", "KiB/s"), ("MB/S", "MiB/s"), ("GB/S", "GiB/s"), ("TB/S", "TiB/s"), ("MIB", "MiB/s"), ("GIB", "GiB/s"), ("TIB", "TiB/s"), ("GBPS", "GiB/s")]);

    /// <summary>Reads a duration: ns, us (or µs), ms, s, min.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    public static QuantityReading Duration(string text) => Read(text, Durations);

    /// <summary>Reads a size: B, KiB, MiB, GiB, TiB.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    public static QuantityReading Size(string text) => Read(text, Sizes);

    /// <summary>Reads a bandwidth: B/s to TiB/s.</summary>
    /// <param name="text">The text, without blanks around it.</param>
    public static QuantityReading Bandwidth(string text) => Read(text, Bandwidths);

    /// <summary>Writes a duration in the largest unit that leaves a whole number; reading it gives the same value.</summary>
    /// <param name="nanoseconds">Nanoseconds, not negative.</param>
    public static string FormatDuration(long nanoseconds) => nanoseconds switch
    {
        0 => "0ms",
        _ when nanoseconds % 1_000_000_000 == 0 => Text(nanoseconds / 1_000_000_000, "s"),
        _ when nanoseconds % 1_000_000 == 0 => Text(nanoseconds / 1_000_000, "ms"),
        _ when nanoseconds % 1_000 == 0 => Text(nanoseconds / 1_000, "us"),
        _ => Text(nanoseconds, "ns"),
    };

    /// <summary>Writes a size in the largest unit that leaves a whole number; reading it gives the same value.</summary>
    /// <param name="bytes">Bytes, not negative.</param>
    public static string FormatSize(long bytes)
    {
        var (unit, factor) = Sizes.Units.Last(u => bytes % u.Factor == 0 && (bytes != 0 || u.Factor == 1));
        return Text(bytes / factor, unit);
    }

    /// <summary>Writes a bandwidth; reading it gives the same value.</summary>
    /// <param name="bytesPerSecond">Bytes a second, not negative.</param>
    public static string FormatBandwidth(long bytesPerSecond) => FormatSize(bytesPerSecond) + "/s";

    private static string Text(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");

    private static QuantityReading Read(string text, QuantityUnits units)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('-'))
        {
            return new(0, "is negative", $"a {units.Name} is 0 or more");
        }

        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.'))
        {
            length++;
        }

        var number = text.AsSpan(0, length);
        if (!IsNumber(number))
        {
            return new(0, length == 0 ? "does not start with a number" : $"does not start with a plain number of at most {MaxDigits} digits", $"write for example {units.Example}");
        }

        var unit = text[length..];
        if (units.Factor(unit) is { } factor)
        {
            return Scale(number, factor, units);
        }

        return unit.Length == 0 && number.IndexOfAnyExcept('0', '.') < 0 ? new(0) : RefuseUnit(number.ToString(), unit, units);
    }

    private static bool IsNumber(ReadOnlySpan<char> number)
    {
        var dot = number.IndexOf('.');
        return number.Length > 0
            && number.Length - (dot < 0 ? 0 : 1) <= MaxDigits
            && (dot < 0 || (dot > 0 && dot < number.Length - 1 && number.LastIndexOf('.') == dot));
    }

    private static QuantityReading Scale(ReadOnlySpan<char> number, long factor, QuantityUnits units)
    {
        // At most 19 digits times 2^40 stays far below 2^127, so Int128 is exact.
        Int128 digits = 0;
        Int128 divisor = 1;
        var fraction = false;
        foreach (var c in number)
        {
            if (c == '.')
            {
                fraction = true;
                continue;
            }

            digits = (digits * 10) + (c - '0');
            divisor = fraction ? divisor * 10 : divisor;
        }

        var scaled = digits * factor;
        if (scaled % divisor != 0)
        {
            return new(0, $"is not a whole number of {units.Base}", $"write for example {units.Example}");
        }

        return scaled / divisor > long.MaxValue
            ? new(0, "is too large", $"the largest {units.Name} is {Text(long.MaxValue, units.Units[0].Unit)}")
            : new((long)(scaled / divisor));
    }

    private static QuantityReading RefuseUnit(string number, string unit, QuantityUnits units)
    {
        if (unit.Length == 0)
        {
            return new(0, "has no unit", $"write {number}{units.Usual}, or another of {units.List}");
        }

        var meant = units.Meant(unit);
        var instead = meant is null ? $"units are {units.List}" : $"write {number}{meant}";
        return unit[0] is ' '
            ? new(0, "has a blank before its unit", instead)
            : new(0, units.IsDecimal(unit) ? $"has the unit '{unit}', which means 1000 to some and 1024 to others" : $"has the unknown unit '{unit}'", instead);
    }
}
