namespace NumaProbe.Scenarios.Format;

/// <summary>One key of a mapping, as schema and pages show it. What also reads and writes its value is a <c>FormatKey&lt;T&gt;</c> of the room's <c>Keys</c>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Type">What its value may be.</param>
/// <param name="Text">What it means, for people.</param>
/// <param name="Default">What absence means, for people; null when it must be there.</param>
internal record FormatKey(string Key, FormatType Type, string Text, string? Default = "none")
{
    /// <summary>It must be there.</summary>
    internal bool IsRequired => Default is null;
}
