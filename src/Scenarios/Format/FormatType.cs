namespace NumaProbe.Scenarios.Format;

/// <summary>What a value of a scenario file may be. Family: one type a shape.</summary>
internal abstract record FormatType;

/// <summary>Text.</summary>
/// <param name="Shown">What the reference page calls it.</param>
/// <param name="Pattern">What it looks like (a regular expression of JSON Schema), or null for any text.</param>
internal sealed record TextType(string Shown, string? Pattern = null) : FormatType;

/// <summary>One of a few words.</summary>
/// <param name="Words">The words.</param>
internal sealed record WordType(IReadOnlyList<string> Words) : FormatType;

/// <summary>A number.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="IsWhole">It has no fraction.</param>
internal sealed record NumberType(decimal Minimum, decimal Maximum, bool IsWhole = true) : FormatType;

/// <summary>True or false.</summary>
internal sealed record FlagType : FormatType;

/// <summary>A key with nothing after it.</summary>
internal sealed record NothingType : FormatType;

/// <summary>A list.</summary>
/// <param name="Item">Its items.</param>
/// <param name="Minimum">Fewest items.</param>
/// <param name="Maximum">Most items, or null where only the size of the file bounds it.</param>
internal sealed record ListType(FormatType Item, int Minimum = 0, int? Maximum = null) : FormatType;

/// <summary>One of several shapes.</summary>
/// <param name="Of">The shapes.</param>
internal sealed record ChoiceType(params FormatType[] Of) : FormatType;

/// <summary>A mapping whose keys are names of the scenario.</summary>
/// <param name="Key">What the keys are.</param>
/// <param name="Value">The values.</param>
internal sealed record NamesType(string Key, FormatType Value) : FormatType;

/// <summary>A mapping with known keys.</summary>
/// <param name="Mapping">Gives it; a function, since steps have steps inside.</param>
internal sealed record MappingType(Func<FormatMapping> Mapping) : FormatType;
