namespace NumaProbe.Scenarios.Documents;

/// <summary>What a plain (unquoted) YAML scalar stands for: the core schema of YAML 1.2.2, section 10.3.2.</summary>
internal static class YamlScalars
{
    /// <summary>The kind of a plain scalar.</summary>
    internal static DocumentKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => DocumentKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => DocumentKind.Boolean,
        _ => IsNumber(text) ? DocumentKind.Number : DocumentKind.Text,
    };

    /// <summary>True for the words that are booleans in YAML 1.1 only.</summary>
    internal static bool IsOldBoolean(string text) => OldBoolean(text) is not null;

    /// <summary>The boolean such a word stands for in YAML 1.1, or null for other words.</summary>
    internal static string? OldBoolean(string text) => text.Length > 3 ? null : text.ToUpperInvariant() switch
    {
        "YES" or "ON" => "true",
        "NO" or "OFF" => "false",
        _ => null,
    };

    private static bool IsNumber(string text)
    {
        var rest = text.AsSpan();
        if (rest.StartsWith("0x") || rest.StartsWith("0o"))
        {
            return rest.Length > 2 && rest[2..].IndexOfAnyExceptInRange('0', 'f') < 0 && char.IsAsciiHexDigit(rest[2]);
        }

        if (rest[0] is '+' or '-')
        {
            rest = rest[1..];
        }

        if (rest is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        var digits = CountDigits(ref rest);
        if (rest.StartsWith('.'))
        {
            rest = rest[1..];
            digits += CountDigits(ref rest);
        }

        if (digits > 0 && rest.Length > 1 && rest[0] is 'e' or 'E')
        {
            rest = rest[1..];
            rest = rest[0] is '+' or '-' ? rest[1..] : rest;
            return CountDigits(ref rest) > 0 && rest.IsEmpty;
        }

        return digits > 0 && rest.IsEmpty;
    }

    private static int CountDigits(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var count = end < 0 ? rest.Length : end;
        rest = rest[count..];
        return count;
    }
}
