namespace NumaProbe.Shared.Quantities;

/// <summary>The units of one kind of quantity and the spellings people try instead. Owns words only, no arithmetic.</summary>
/// <param name="Name">What is measured, for example <c>duration</c>.</param>
/// <param name="Base">The unit of the value, in the plural.</param>
/// <param name="Usual">The unit proposed when none was written.</param>
/// <param name="Units">Accepted units, smallest first.</param>
/// <param name="Mistaken">Other spellings (compared without regard to case) and the unit that was probably meant.</param>
internal sealed record QuantityUnits(
    string Name,
    string Base,
    string Usual,
    (string Unit, long Factor)[] Units,
    (string Written, string Meant)[] Mistaken)
{
    /// <summary>A quantity of this kind.</summary>
    internal string Example => "35" + Usual;

    /// <summary>The accepted units for a message.</summary>
    internal string List => string.Join(", ", Units.Where(u => char.IsAscii(u.Unit[0])).Select(u => u.Unit));

    /// <summary>How much one of a unit is, or null for an unknown one.</summary>
    internal long? Factor(string unit)
    {
        foreach (var (name, factor) in Units)
        {
            if (string.Equals(name, unit, StringComparison.Ordinal))
            {
                return factor;
            }
        }

        return null;
    }

    /// <summary>The unit that was probably meant, or null.</summary>
    internal string? Meant(string unit)
    {
        var bare = unit.Trim();
        return Array.Find(Units, u => string.Equals(u.Unit, bare, StringComparison.OrdinalIgnoreCase)).Unit
            ?? Array.Find(Mistaken, m => string.Equals(m.Written, bare, StringComparison.OrdinalIgnoreCase)).Meant;
    }

    /// <summary>True for units of sizes that leave open whether they are decimal.</summary>
    internal bool IsDecimal(string unit) =>
        Base.StartsWith("bytes", StringComparison.Ordinal) && unit.Length > 1 && unit[1] is 'B' or 'b' && Meant(unit) is not null;
}
