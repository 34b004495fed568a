namespace NumaProbe.Scenarios.Format;

/// <summary>A mapping with known keys: the one description that the loader, the JSON Schema and the reference page share.</summary>
/// <param name="Name">Its name in the schema, for example <c>device</c>.</param>
/// <param name="Title">What it describes.</param>
/// <param name="Entries">Its keys, in the order of the reference page.</param>
internal sealed record FormatMapping(string Name, string Title, IReadOnlyList<FormatKey> Entries)
{
    /// <summary>What messages call it, for example <c>a device</c>.</summary>
    internal string Noun { get; init; } = "it";

    /// <summary>Keys of which exactly one must be there: what is done.</summary>
    internal IReadOnlyList<string> OneOf { get; init; } = [];

    /// <summary>An optional key without a value counts as absent; where this is false it is refused.</summary>
    internal bool TakesEmptyValues { get; init; } = true;

    /// <summary>The keys, for the loader.</summary>
    internal IReadOnlyList<string> Keys { get; } = [.. Entries.Select(e => e.Key)];
}
